"""What leaders type about their work: three fields at first, the details later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms

from challenges.actions.logging import Work
from challenges.forms.words import DayInput, HatForm, day_missing, missing
from challenges.models import LogDraft, LogEntry, Strength
from leaders.models import Skill
from partnership.models import Hat, Organisation

TO_CHANGE = "What you choose stays with this entry. You can change it later."


class HoursField(forms.DecimalField):
    """Hours of a day, if somebody wants to count them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=Decimal("0.25"),
            max_value=24,
            max_digits=4,
            decimal_places=2,
            widget=forms.NumberInput(
                {"class": "nhsuk-input--width-3", "step": "0.25", "inputmode": "decimal"}
            ),
            error_messages={
                "invalid": "Enter hours as a number, such as 1.5.",
                "min_value": "Enter a quarter of an hour or more, or leave it empty.",
                "max_value": "Enter 24 hours or fewer.",
                "max_digits": "Enter hours as a number, such as 1.5.",
                "max_decimal_places": "Enter hours with two decimals at most, such as 1.25.",
                "max_whole_digits": "Enter 24 hours or fewer.",
            },
            **kwargs,
        )


class EntryForm(HatForm):
    """Three fields, and the hat: less than a minute on a phone."""

    DRAFTED = ("hat", "did", "happened_on", "kind", "visibility", "key", "like")

    did = forms.CharField(
        label="What did you do?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages=missing("Say what you did. One sentence is enough."),
    )
    happened_on = forms.DateField(
        label="When?", widget=DayInput(), error_messages=day_missing("Enter the day you did it.")
    )
    kind = forms.ChoiceField(
        label="What kind of work?",
        choices=LogEntry.Kind.choices,
        initial=LogEntry.Kind.CONVERSATION,
        required=False,
    )
    visibility = forms.ChoiceField(
        label="Who can see it?",
        choices=LogEntry.Visibility.choices,
        initial=LogEntry.Visibility.RESTRICTED,
        help_text=TO_CHANGE,
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    like = forms.IntegerField(widget=forms.HiddenInput, required=False)
    page = forms.ChoiceField(
        choices=[("challenge", "the challenge"), ("log", "the quick page")],
        widget=forms.HiddenInput,
        required=False,
    )

    def __init__(
        self, *args: Any, hats: Sequence[Hat], today: date, page: str = "challenge", **kwargs: Any
    ) -> None:
        super().__init__(*args, hats=hats, **kwargs)
        for name in ("kind", "visibility"):
            self.fields[name].depends = True  # type: ignore[attr-defined]
        self.fields["happened_on"].initial = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields["page"].initial = page

    def resume(self, draft: LogDraft) -> None:
        """Begin where a draft was left, with its own key: sent twice, it is logged once."""
        for name in self.DRAFTED:
            if draft.answers.get(name):
                self.fields[name].initial = draft.answers[name]
        if draft.hat_id in self.hats:
            self.fields["hat"].initial = draft.hat_id

    def repeat(self, entry: LogEntry) -> None:
        """Begin with what was logged before; the day is today's."""
        for name in ("did", "kind", "visibility"):
            self.fields[name].initial = getattr(entry, name)
        self.fields["like"].initial = entry.pk

    def work(self, like: LogEntry | None = None) -> Work:
        """What was typed; the rest as in the entry that it repeats."""
        said = self.cleaned_data
        return Work(
            did=said["did"],
            happened_on=said["happened_on"],
            kind=said["kind"] or LogEntry.Kind.CONVERSATION,
            visibility=said["visibility"] or LogEntry.Visibility.RESTRICTED,
            hours=like.hours if like else None,
            with_organisations=like.with_organisations.all() if like else (),
            strengths=like.strengths.all() if like else (),
        )


class DraftForm(HatForm):
    """The quick form as it stands, however far somebody has come with it."""

    did = forms.CharField(required=False, max_length=8000)
    happened_on = forms.CharField(required=False, max_length=40)
    kind = forms.ChoiceField(choices=LogEntry.Kind.choices, required=False)
    visibility = forms.ChoiceField(choices=LogEntry.Visibility.choices, required=False)
    key = forms.UUIDField(required=False)
    like = forms.IntegerField(required=False)

    def answers(self) -> Mapping[str, str]:
        """What was typed, as text."""
        return {name: str(self.cleaned_data.get(name) or "") for name in EntryForm.DRAFTED}


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
    kind = forms.ChoiceField(
        label="What kind of work", choices=LogEntry.Kind.choices, required=False
    )
    with_organisations = forms.ModelMultipleChoiceField(
        label="Together with",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    strengths = forms.ModelMultipleChoiceField(
        label="Strengths of the place that it called on",
        queryset=Strength.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hours = HoursField(label="How many hours it took")
    visibility = forms.ChoiceField(label="Who can see it", choices=LogEntry.Visibility.choices)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, others: Any, strengths: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].depends = True  # type: ignore[attr-defined]
        self.fields["with_organisations"].queryset = others  # type: ignore[attr-defined]
        self.fields["strengths"].queryset = strengths  # type: ignore[attr-defined]

    @classmethod
    def filled_from(cls, entry: LogEntry, others: Any, strengths: Any) -> CorrectionForm:
        """The form as the entry stands."""
        as_it_is = ("did", "learned", "happened_on", "kind", "hours", "visibility", "version")
        return cls(
            others=others,
            strengths=strengths,
            initial={
                **{name: getattr(entry, name) for name in as_it_is},
                "with_organisations": list(entry.with_organisations.all()),
                "strengths": list(entry.strengths.all()),
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
            kind=said["kind"] or LogEntry.Kind.CONVERSATION,
            hours=said["hours"],
            strengths=said["strengths"],
        )


class NotedSkillForm(forms.Form):
    """Which skill a piece of work asked for, and what was learned of it."""

    skill = forms.ChoiceField(
        label="Which skill did you practise?",
        choices=Skill.choices,
        widget=forms.RadioSelect,
        error_messages=missing("Choose the skill that you practised."),
    )
    learned = forms.CharField(
        label="What did you learn about it, in a sentence?",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages=missing("Write one sentence that you learned."),
    )
