"""What people type about challenges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from challenges.actions.logging import Work
from challenges.forms.words import DayInput, HatForm, day_missing, missing
from challenges.models import LogEntry
from partnership.models import Hat, Organisation


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
