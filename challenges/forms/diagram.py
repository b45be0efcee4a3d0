"""What people type about a driver diagram: one outline."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.words import missing
from challenges.models import Challenge, Measure
from challenges.outline import Line, NotAnOutline, parsed

EXAMPLE = (
    "The aim on the first line. Below it, each step of indentation goes one level down: a primary "
    "driver, a secondary driver, an idea for change. Indent with spaces, the same for each level."
)


class OutlineForm(forms.Form):
    outline = forms.CharField(
        label="The diagram, as an outline",
        max_length=40_000,
        strip=False,
        widget=forms.Textarea({"rows": 18, "class": "outline-text", "spellcheck": "true"}),
        help_text=EXAMPLE,
        error_messages=missing("Write the aim on the first line."),
    )
    measure = forms.ModelChoiceField(
        label="Which measure shows that the aim is reached?",
        queryset=Measure.objects.none(),
        required=False,
        empty_label="None yet",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, challenge: Challenge, measures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = measures.filter(challenges=challenge)
        self.fields["measure"].queryset = known  # type: ignore[attr-defined]

    def clean_outline(self) -> Line:
        try:
            return parsed(self.cleaned_data["outline"])
        except NotAnOutline as wrong:
            raise forms.ValidationError([str(fault) for fault in wrong.faults]) from wrong
