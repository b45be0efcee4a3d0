"""What people type about challenges."""

from __future__ import annotations

from typing import Any

from django import forms

from challenges.forms.words import DayInput, missing
from challenges.models import Challenge
from partnership.models import Organisation


class ChallengeForm(forms.Form):
    title = forms.CharField(
        label="A short name",
        max_length=200,
        help_text="For example: Rising obesity.",
        error_messages=missing("Give the challenge a short name."),
    )
    question = forms.CharField(
        label="The question",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="One question that people who live here would ask. It can be revised later.",
        error_messages=missing("Write the question."),
    )
    population = forms.CharField(
        label="Who it is about",
        max_length=300,
        help_text="For example: children and families in Stevenage and Harlow.",
        error_messages=missing("Say who it is about."),
    )
    why_shared = forms.CharField(
        label="Why no single organisation can solve it",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )


class RaiseForm(ChallengeForm):
    """`shown` are the likely duplicates that were shown: raised all the same, these stand back."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ChallengeForm.base_fields}

    def were_shown(self) -> set[int]:
        said = self.cleaned_data["shown"].split()
        return {int(one) for one in said if one.isdecimal() and len(one) < 10}

    def shows(self, challenges: list[Challenge]) -> None:
        """Let the form that is drawn next say that these were shown."""
        shown = self.were_shown() | {one.pk for one in challenges}
        self.data = {**self.data.dict(), "shown": " ".join(map(str, sorted(shown)[-20:]))}  # type: ignore[attr-defined]


class RevisionForm(forms.Form):
    """Its words, but for the question, which is asked anew on a page of its own."""

    title = ChallengeForm.base_fields["title"]
    population = ChallengeForm.base_fields["population"]
    why_shared = ChallengeForm.base_fields["why_shared"]


class PaceForm(forms.Form):
    """When people are reminded of this challenge."""

    quiet_after_days = forms.IntegerField(
        label="Remind the team when it has been quiet for",
        help_text="In days, seven at least. Leave it empty to do as the partnership does.",
        required=False,
        min_value=7,
        max_value=365,
        widget=forms.NumberInput({"class": "nhsuk-input--width-3"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a number of days from 7 to 365."
        ),
    )
    no_reminders_until = forms.DateField(
        label="No reminders until",
        help_text="The day on which we begin again. Leave it empty to remind people as usual.",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "Enter a real day, such as 3/11/2026."},
    )


class OrganisationsForm(forms.Form):
    organisations = forms.ModelMultipleChoiceField(
        label="Which partners work on it?",
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="At least two, of two sectors.",
        error_messages={"required": "Choose who works on it: two organisations at least."},
    )

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisations"]
        field.queryset = partners  # type: ignore[attr-defined]
        field.label_from_instance = lambda body: f"{body.name} ({body.get_sector_display()})"  # type: ignore[attr-defined]
