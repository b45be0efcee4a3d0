"""What people type about challenges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from challenges.forms.words import DayInput, HatForm, day_missing, missing
from partnership.models import Organisation


class CommitmentForm(forms.Form):
    organisation = forms.TypedChoiceField(label="Who promises?", coerce=int)
    will_do = forms.CharField(
        label="What will they do, for the place?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        error_messages=missing("Say what they will do."),
    )
    due_on = forms.DateField(
        label="By when?", widget=DayInput(), error_messages=day_missing("Enter the day.")
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {body.pk: body for body in organisations}
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (body.pk, body.name) for body in self.organisations.values()
        ]

    def promising(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]


class KeepForm(HatForm):
    evidence = forms.CharField(
        label="What have you seen that shows it was kept?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Everybody can read this.",
        error_messages=missing("Say what you have seen that shows it was kept."),
    )


class DropForm(HatForm):
    because = forms.CharField(
        label="Why is it dropped?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="Everybody can read this. Use words that residents would use.",
        error_messages=missing("Say why it is dropped."),
    )
