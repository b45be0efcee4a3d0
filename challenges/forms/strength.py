"""What people type about challenges."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.words import missing
from challenges.models import Strength


class StrengthForm(forms.Form):
    name = forms.CharField(
        label="What is it called?",
        max_length=200,
        help_text="For example: Harlow walking groups.",
        error_messages=missing("Say what it is called."),
    )
    what_it_offers = forms.CharField(
        label="What does it offer?",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages=missing("Say what it offers, in a sentence."),
    )


class BuildOnForm(forms.Form):
    strength = forms.ModelChoiceField(
        label="A strength that is known already",
        queryset=Strength.objects.none(),
        empty_label="Choose one",
        error_messages=missing("Choose a strength from the list, or name a new one."),
    )

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strength"].queryset = known  # type: ignore[attr-defined]
