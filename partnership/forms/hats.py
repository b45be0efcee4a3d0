from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.forms import one_line
from accounts.rendering import DayMonthYear, Opening
from partnership.models import Hat, Organisation, Partner, Partnership
from partnership.rules import can_give_hat
from reminders.hours import midnight

BY_EMAIL, BY_CODE, ON_PAPER = "email", "code", "paper"


class PersonForm(forms.Form):
    """Who is to act in the partnership, as what, for whom, and how they are asked."""

    name = forms.CharField(max_length=200, label="Name", validators=[one_line])
    how = forms.ChoiceField(
        label="How do you reach them?",
        choices=[
            (BY_EMAIL, "By email: we send them an invitation"),
            (BY_CODE, "By a code that you read out, print or post"),
            (ON_PAPER, "They never sign in: paper and phone (residents and facilitators only)"),
        ],
        initial=BY_EMAIL,
        widget=Opening(opens={BY_EMAIL: "by-email"}),
    )
    email = forms.EmailField(
        required=False,
        label="Email",
        help_text="Only for an invitation by email: whoever reads this mailbox can accept it.",
        widget=forms.EmailInput({"class": "nhsuk-input--width-30", "spellcheck": "false"}),
    )
    capacity = forms.ChoiceField(
        choices=Hat.Capacity.choices, label="What they do", widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        label="For which partner",
        help_text="Everybody but a resident acts for a partner.",
        empty_label="None: a resident",
    )
    until = forms.DateField(
        required=False,
        label="Until which day?",
        help_text="For a delegation: the first day on which they no longer act. Or leave it empty.",
        widget=DayMonthYear,
    )
    words = forms.CharField(
        required=False,
        max_length=1000,
        label="A note to them",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, partnership: Partnership, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = partners_of(partnership)  # type: ignore[attr-defined]
        for name in ("email", "organisation"):
            self.fields[name].depends = True  # type: ignore[attr-defined]
        self.fields["capacity"].choices = [  # type: ignore[attr-defined]
            (value, label)
            for value, label in Hat.Capacity.choices
            if can_give_hat(by, partnership, value)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("how") == BY_EMAIL and not given.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter their email address, or choose another way.")
        if given.get("how") != BY_EMAIL:
            given["email"] = ""
        if given.get("until"):
            given["until"] = midnight(given["until"])
        return given


class HandoverForm(forms.Form):
    """Who chairs next, for whom, and from when."""

    name = forms.CharField(max_length=200, label="Who will chair?", validators=[one_line])
    email = forms.EmailField(
        required=False,
        label="Their email",
        help_text="Leave it empty to hand them a code instead.",
        widget=forms.EmailInput({"class": "nhsuk-input--width-30", "spellcheck": "false"}),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which partner", empty_label="Choose a partner"
    )
    starts_on = forms.DateField(
        required=False,
        label="From which day?",
        help_text="Leave it empty for as soon as they accept.",
        widget=DayMonthYear,
    )
    words = forms.CharField(
        required=False, max_length=1000, label="A note to them", widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = partners_of(partnership)  # type: ignore[attr-defined]

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError("Enter today or a later day.")
        return day


class WhyForm(forms.Form):
    """How it is known that somebody asked for it themselves."""

    why = forms.CharField(
        max_length=200,
        label="How do you know that it is them who ask?",
        help_text="For example: I rang the number that their council gives.",
        validators=[one_line],
    )


def partners_of(partnership: Partnership) -> QuerySet[Organisation]:
    """The organisations that are partners today, by name."""
    current = Partner.objects.on(timezone.localdate()).filter(partnership=partnership)
    return Organisation.objects.filter(pk__in=current.values("organisation"))
