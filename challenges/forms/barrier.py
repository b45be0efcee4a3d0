from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from challenges.actions.barriers import Obstacle
from challenges.forms.words import DayInput, HatForm, day_missing, missing
from challenges.models import Barrier, LogEntry
from partnership.models import Organisation


class BarrierForm(HatForm):
    what = forms.CharField(
        label="What stands in the way?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="Seen by the people of the partnership only. Name no patient and no resident.",
        error_messages=missing("Say what stands in the way."),
    )
    boundary = forms.ChoiceField(
        label="Which boundary does it lie at?",
        choices=Barrier.Boundary,
        widget=forms.RadioSelect,
        error_messages=missing("Choose the boundary."),
    )
    met_on = forms.DateField(
        label="When did you meet it?",
        widget=DayInput(),
        error_messages=day_missing("Enter the day on which you met it."),
    )
    can_lift = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which partner could lift it?",
        required=False,
        empty_label="None of them",
    )
    who_can_lift = forms.CharField(
        label="If none of them: who could?",
        max_length=200,
        required=False,
        help_text="A post or a body, such as NHS England’s regional team.",
    )

    def __init__(self, *args: Any, partners: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.filter(pk__in=partners).order_by("name")
        self.fields["can_lift"].queryset = bodies  # type: ignore[attr-defined]
        for name in ("can_lift", "who_can_lift"):
            self.fields[name].depends = True  # type: ignore[attr-defined]

    def obstacle(self, entry: LogEntry | None) -> Obstacle:
        """What was typed; a partner that was chosen needs no other name beside it."""
        said = self.cleaned_data
        return Obstacle(
            what=said["what"],
            boundary=said["boundary"],
            met_on=said["met_on"],
            can_lift=said["can_lift"],
            who_can_lift="" if said["can_lift"] else said["who_can_lift"],
            entry=entry,
        )


class EscalateForm(HatForm):
    because = forms.CharField(
        label="Why does the chair have to see to it?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        error_messages=missing("Say why the chair has to see to it."),
    )


class LiftForm(HatForm):
    how = forms.CharField(
        label="What lifted it?",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="So that others can do the same.",
        error_messages=missing("Say what lifted it."),
    )
