from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone

from partnership.models import Hat


class WhoCouldForm(forms.Form):
    """Which day, and whom among those of it."""

    on = forms.DateField(
        required=False,
        label="On which day?",
        widget=forms.DateInput({"type": "date", "class": "nhsuk-input--width-10"}),
        error_messages={"invalid": "Enter a day like 2026-04-30, or leave it empty for today."},
    )
    capacity = forms.ChoiceField(
        required=False, label="As", choices=[("", "Everybody"), *Hat.Capacity.choices]
    )
    name = forms.CharField(
        required=False,
        max_length=100,
        label="Name",
        widget=forms.TextInput({"class": "nhsuk-input--width-20"}),
    )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError("Choose today or an earlier day: what comes is not known.")
        if day.year < 2000:
            raise forms.ValidationError("Choose a day since 2000.")
        return day
