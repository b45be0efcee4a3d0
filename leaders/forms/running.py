"""What those who hold a role, and those who head it, fill in while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from accounts.rendering import DayMonthYear
from leaders.forms.roles import ShareForm
from leaders.models import Duty, JointAct, LeadershipRole, RoleHolding

BLANK_LINES = 3


class ResizeForm(ShareForm):
    """Another size of somebody's share, from a day on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["share"].label = "How much from then on?"
        self.fields["starts_on"].label = "From when?"


class DutyForm(forms.Form):
    """One line of the duties of a role."""

    duty = forms.IntegerField(required=False, widget=forms.HiddenInput)
    what = forms.CharField(
        max_length=300, required=False, widget=forms.Textarea({"rows": 3, "maxlength": 300})
    )
    falls_to = forms.ModelChoiceField(
        RoleHolding.objects.none(), required=False, empty_label="All who hold it"
    )

    def __init__(
        self, data: Any = None, *, role: LeadershipRole, number: int, initial: Any = None
    ) -> None:
        super().__init__(data, prefix=f"line-{number}", initial=initial)
        self.number = number
        self.fields["what"].label = f"Duty {number}"
        self.fields["falls_to"].label = f"Whose is duty {number}?"
        for name in ("what", "falls_to"):  # the page says that a line may stay empty
            self.fields[name].depends = True  # type: ignore[attr-defined]
        running = [one.pk for one in role.running()]
        holders = RoleHolding.objects.filter(pk__in=running).select_related("person", "employer")
        choice = self.fields["falls_to"]
        choice.queryset = holders  # type: ignore[attr-defined]
        choice.label_from_instance = lambda one: f"{one.person.name}, {one.employer.name}"  # type: ignore[attr-defined]


def duty_lines(role: LeadershipRole, duties: Sequence[Duty], sent: Any) -> list[DutyForm]:
    """A line for each duty and a few for more; those that were sent, when something was."""
    if sent is not None:
        count = min(40, sum(name.startswith("line-") and name.endswith("-what") for name in sent))
        return [DutyForm(sent, role=role, number=number) for number in range(1, count + 1)]
    forms_of = [
        DutyForm(
            role=role,
            number=number,
            initial={"duty": duty.pk, "what": duty.what, "falls_to": duty.falls_to_id},
        )
        for number, duty in enumerate(duties, 1)
    ]
    more = range(len(forms_of) + 1, len(forms_of) + 1 + BLANK_LINES)
    return [*forms_of, *(DutyForm(role=role, number=number) for number in more)]


class HandoverForm(forms.Form):
    """Who follows in a share, or why nobody does; and what they should know."""

    incoming = forms.ModelChoiceField(
        RoleHolding.objects.none(),
        required=False,
        label="Who follows?",
        help_text="It is shown on the page of the role.",
        empty_label="Nobody for now",
    )
    gap_because = forms.CharField(
        max_length=500,
        required=False,
        label="If nobody follows for now, why is that all right?",
        help_text="Anybody can read this on the page of the role.",
        widget=forms.Textarea({"rows": 2}),
    )
    note = forms.CharField(
        max_length=8000,
        required=False,
        label="What should they know?",
        help_text=(
            "What is promised, whom to know, what is not written down. Only those who hold the "
            "role and those who head the partnership read it."
        ),
        widget=forms.Textarea({"rows": 10}),
    )

    def __init__(self, *args: Any, outgoing: RoleHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = (
            outgoing.role.holdings.exclude(person=outgoing.person_id)
            .filter(starts_on__gte=outgoing.starts_on)
            .select_related("person", "employer")
        )
        running = outgoing.role.holdings.filter(
            pk__in=[one.pk for one in outgoing.role.running()]
        ).exclude(person=outgoing.person_id)
        choice = self.fields["incoming"]
        choice.queryset = (others | running).distinct()  # type: ignore[attr-defined]
        choice.label_from_instance = _with_dates  # type: ignore[attr-defined]


def _with_dates(holding: RoleHolding) -> str:
    return f"{holding.person.name}, {holding.employer.name}, from {holding.starts_on:%-d %B %Y}"


class NoticeForm(forms.Form):
    """Something that is put to all who hold a role."""

    words = forms.CharField(
        max_length=500,
        label="What should they see to?",
        error_messages={"required": "Say what they should see to."},
        help_text="The first of them to act does it for all.",
        widget=forms.Textarea({"rows": 3}),
    )
    due_on = forms.DateField(
        required=False,
        label="By when?",
        help_text="They are reminded a week and a day before.",
        widget=DayMonthYear,
    )

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError("That day has passed. Enter a later one, or none.")
        return day


class DoneForm(forms.Form):
    """What was done about it."""

    done = forms.CharField(
        max_length=500,
        label="What did you do about it?",
        error_messages={"required": "Say what was done, so that the others know."},
        help_text="The others who hold the role read it, with your name.",
        widget=forms.Textarea({"rows": 3}),
    )


class JointActForm(forms.Form):
    """What those who hold a role are to agree to."""

    kind = forms.ChoiceField(
        choices=JointAct.Kind.choices,
        label="What is it?",
        error_messages={"required": "Choose what it is."},
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        max_length=4000,
        label="In words: what would all who hold it agree to?",
        error_messages={"required": "Say what they would agree to."},
        help_text="Objectives are shown on the public page of the role once all have agreed.",
        widget=forms.Textarea({"rows": 6}),
    )
    takes_effect_on = forms.DateField(
        required=False,
        label="If it closes the role: the first day without it",
        widget=DayMonthYear,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        day, tomorrow = data.get("takes_effect_on"), timezone.localdate() + timedelta(days=1)
        closes = data.get("kind") == JointAct.Kind.CLOSE
        if closes and "takes_effect_on" in data and (day is None or day < tomorrow):
            self.add_error("takes_effect_on", "Enter a day after today.")
        return data
