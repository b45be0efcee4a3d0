"""What people type about challenges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from challenges.actions.logging import Work
from challenges.models import Challenge, LogEntry, Strength
from partnership.models import Hat, Organisation


def missing(words: str) -> dict[str, str]:
    """What an empty field says: how to put it right."""
    return {"required": words}


def day_missing(words: str) -> dict[str, str]:
    """The same for a day, which may also be no day at all."""
    return {"required": words, "invalid": "Enter a real day, such as 3/11/2026."}


class DayInput(forms.DateInput):
    """A day near today: the phone's own calendar opens on it."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "nhsuk-input--width-10"}, **kwargs)


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


class RevisionForm(ChallengeForm):
    stage = forms.ChoiceField(
        label="Where it stands",
        choices=Challenge.Stage.choices,
        widget=forms.RadioSelect({"class": "nhsuk-radios--small"}),
    )


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


class HatForm(forms.Form):
    """A form in which the person chooses the hat, among those that have the right."""

    hat = forms.TypedChoiceField(label="You are acting as", coerce=int)

    def __init__(self, *args: Any, hats: Sequence[Hat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hats = {hat.pk: hat for hat in hats}
        field = self.fields["hat"]
        field.choices = [(hat.pk, hat.label) for hat in hats]  # type: ignore[attr-defined]
        field.initial = hats[0].pk
        if len(hats) == 1:
            field.widget = forms.HiddenInput()

    @property
    def only_hat(self) -> Hat | None:
        """The one hat there is to act in, if there is no choice."""
        return next(iter(self.hats.values())) if len(self.hats) == 1 else None

    def chosen_hat(self) -> Hat:
        return self.hats[self.cleaned_data["hat"]]


class EntryForm(HatForm):
    """Three fields, and the hat: less than a minute on a phone."""

    did = forms.CharField(
        label="What did you do?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages=missing("Say what you did. One sentence is enough."),
    )
    happened_on = forms.DateField(
        label="When?", widget=DayInput(), error_messages=day_missing("Enter the day you did it.")
    )
    visibility = forms.ChoiceField(
        label="Who can see it?",
        choices=LogEntry.Visibility.choices,
        initial=LogEntry.Visibility.RESTRICTED,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    page = forms.ChoiceField(
        choices=[("challenge", "the challenge"), ("log", "the quick page")],
        widget=forms.HiddenInput,
        required=False,
    )

    def __init__(
        self, *args: Any, hats: Sequence[Hat], today: date, page: str = "challenge", **kwargs: Any
    ) -> None:
        super().__init__(*args, hats=hats, **kwargs)
        self.fields["happened_on"].initial = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields["page"].initial = page

    def work(self) -> Work:
        return Work(
            did=self.cleaned_data["did"],
            happened_on=self.cleaned_data["happened_on"],
            visibility=self.cleaned_data["visibility"],
        )


class CorrectionForm(forms.Form):
    """An entry's details, with the version that was read."""

    did = forms.CharField(
        label="What was done",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages=missing("Say what was done. One sentence is enough."),
    )
    learned = forms.CharField(
        label="What was learned",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    happened_on = forms.DateField(
        label="When", widget=DayInput(), error_messages=day_missing("Enter the day it was done.")
    )
    with_organisations = forms.ModelMultipleChoiceField(
        label="Together with",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    visibility = forms.ChoiceField(label="Who can see it", choices=LogEntry.Visibility.choices)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with_organisations"].queryset = others  # type: ignore[attr-defined]

    @classmethod
    def filled_from(cls, entry: LogEntry, others: Any) -> CorrectionForm:
        """The form as the entry stands."""
        return cls(
            others=others,
            initial={
                "did": entry.did,
                "learned": entry.learned,
                "happened_on": entry.happened_on,
                "with_organisations": list(entry.with_organisations.all()),
                "visibility": entry.visibility,
                "version": entry.version,
            },
        )

    def work(self) -> Work:
        said = self.cleaned_data
        return Work(
            did=said["did"],
            happened_on=said["happened_on"],
            visibility=said["visibility"],
            learned=said["learned"],
            with_organisations=said["with_organisations"],
        )


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
