from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts.rendering import DayMonthYear
from challenges.models import Challenge
from coproduction.models import Decision, Influence, Session
from coproduction.sayings import Ruling
from partnership.models import Organisation, Partnership


class DecisionForm(forms.Form):
    """What was decided, why, how and by whom."""

    title = forms.CharField(
        label="What was decided?",
        max_length=200,
        help_text="One plain sentence that a neighbour would understand.",
    )
    challenge = forms.ModelChoiceField(
        label="For which challenge?",
        queryset=Challenge.objects.none(),
        empty_label="Choose a challenge",
    )
    session = forms.ModelChoiceField(
        label="Which session fed it?",
        queryset=Session.objects.none(),
        required=False,
        empty_label="None, or several",
        help_text="What was said there comes first when you answer.",
    )
    reason = forms.CharField(
        label="Why?",
        max_length=3000,
        widget=forms.Textarea({"rows": 6}),
        help_text="In plain words. This is public once the decision is.",
    )
    how = forms.ChoiceField(
        label="How was it decided?", choices=Decision.How.choices, widget=forms.RadioSelect
    )
    decided_by = forms.CharField(
        label="By whom?", max_length=200, help_text="For example: the partnership’s board."
    )
    decided_on = forms.DateField(
        label="When?", widget=DayMonthYear, help_text="For example, 27 3 2026"
    )
    review_on = forms.DateField(
        label="When will you look at it again?", widget=DayMonthYear, required=False
    )

    def __init__(self, *args: Any, partnership: Partnership, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        challenges = Challenge.objects.filter(partnership=partnership)
        self.fields["challenge"].queryset = challenges  # type: ignore[attr-defined]
        sessions = Session.objects.filter(partnership=partnership).past(now)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Enter the day it was decided.")
        return day

    def ruling(self) -> Ruling:
        return Ruling(**self.cleaned_data)


class AnswerForm(forms.Form):
    """What became of somebody's words, and why."""

    outcome = forms.ChoiceField(
        label="What became of it?",
        choices=Influence.Outcome.choices,
        widget=forms.RadioSelect({"class": "nhsuk-radios--inline"}),
        error_messages={"required": "Choose what became of it."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=600,
        widget=forms.Textarea({"rows": 2}),
        help_text="Speak to the person: they will read this.",
        error_messages={"required": "Say why, in plain words. The person will read this."},
    )


class PublishForm(forms.Form):
    """Asked only when a decision names nothing that was said."""

    none_because = forms.CharField(
        label="None, because …",
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="This is public. For example: the law leaves no choice about the day.",
    )


class PromiseForm(forms.Form):
    """What an organisation promises because of a decision."""

    organisation = forms.ModelChoiceField(
        label="Which organisation promises?",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
    )
    will_do = forms.CharField(
        label="What will it do?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="Something that somebody else can see was done.",
    )
    due_on = forms.DateField(
        label="By when?", widget=DayMonthYear, help_text="For example, 27 3 2027"
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            challenge_links__challenge=decision.challenge
        )
