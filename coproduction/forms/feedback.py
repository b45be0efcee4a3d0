from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from coproduction.models import Feedback


class FeedbackForm(forms.Form):
    """What was it like? One choice, and a sentence for whoever wants to add one."""

    step = forms.ChoiceField(
        label=_("What was it like?"),
        help_text=_("Choose the one that fits best. There is no wrong answer."),
        choices=Feedback.Step.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the one that fits best.")},
    )
    sentence = forms.CharField(
        label=_("What would have made it better, in one sentence?"),
        help_text=_(
            "Please leave out names, and what would tell others who you are. "
            "The team reads it when enough people have answered."
        ),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"max_length": _("Please say it in 300 letters or fewer.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
