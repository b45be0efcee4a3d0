"""What people type about the objectives of a leadership role."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.fields import NumberField
from challenges.forms.words import DayInput, missing
from challenges.models import Measure


class ObjectiveForm(forms.Form):
    measure = forms.ModelChoiceField(
        label="Which measure of the place shows it?",
        queryset=Measure.objects.none(),
        empty_label="Choose one",
        error_messages=missing("Choose the measure that shows it."),
    )
    wording = forms.CharField(
        label="What is this role to achieve?",
        max_length=300,
        help_text="For example: Fewer children in Stevenage leave Year 6 with excess weight.",
        error_messages=missing("Say what it is to achieve."),
    )
    aims_for = NumberField(label="Aims for", required=False, help_text="In the measure’s unit.")
    by_when = forms.DateField(
        label="By when",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "Enter a real day, such as 3/11/2026."},
    )

    def __init__(self, *args: Any, known: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = known  # type: ignore[attr-defined]


class EndObjectiveForm(forms.Form):
    because = forms.CharField(
        label="Why does it end?",
        max_length=300,
        help_text="Residents can read this.",
        error_messages=missing("Say why it ends."),
    )
