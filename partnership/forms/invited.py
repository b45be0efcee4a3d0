from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.codes import LENGTH, as_kept


class CodeForm(forms.Form):
    """The code that somebody was handed."""

    code = forms.CharField(
        label=_("What is the code of your invitation?"),
        help_text=_("Ten letters and digits. Spaces and small letters do not matter."),
        max_length=30,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "class": "nhsuk-input--width-10"}
        ),
        error_messages={"required": _("Enter the code.")},
    )

    def clean_code(self) -> str:
        """As it is kept."""
        code = as_kept(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(_("Enter all ten letters and digits of the code."))
        return code
