from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coproduction.forms.contribution import ReachForm


class ConcernForm(ReachForm):
    """What worries somebody, and whether the safeguarding lead may get in touch."""

    field_order = ["words", "how", "email", "phone"]
    words = forms.CharField(
        label=_("What worries you?"),
        help_text=_(
            "Say what you saw or heard: who, where and when, as far as you know. "
            "You do not have to be sure."
        ),
        max_length=4000,
        widget=forms.Textarea({"rows": 7}),
        error_messages={
            "required": _("Write what worries you."),
            "max_length": _("This is very long. Please say it in 4,000 letters or fewer."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how = self.fields["how"]
        assert isinstance(how, forms.ChoiceField)
        how.label = _("How can we reach you, if you want that?")
        how.help_text = _("Only the safeguarding lead and the deputy see it.")
        how.choices = [
            ("no", _("Do not get in touch with me")),
            ("email", _("By email")),
            ("phone", _("By phone")),
        ]
        how.error_messages["required"] = _("Choose whether we may get in touch.")


class NoteForm(forms.Form):
    """What the safeguarding lead did about a concern."""

    note = forms.CharField(
        label="What was done",
        help_text="Kept encrypted. Only you and the other safeguarding lead or deputy read it.",
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Write down what was done."},
    )
