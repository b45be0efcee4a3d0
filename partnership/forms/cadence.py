from __future__ import annotations

from django import forms

from partnership.models.partnership import MOST_A_WEEK, Weekday
from reminders.cadence import Cadence


def _clock(label: str, hint: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=hint,
        widget=forms.TimeInput({"type": "time", "class": "nhsuk-input--width-10"}, "%H:%M"),
        error_messages={"required": "Enter a time of day.", "invalid": "Enter a time, like 20:00."},
    )


def _count(label: str, hint: str, least: int, most: int) -> forms.IntegerField:
    wrong = f"Enter a number from {least} to {most}."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput({"class": "nhsuk-input--width-3"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class CadenceForm(forms.Form):
    """When and how often the partnership writes to people."""

    writes_from = _clock("Quiet hours end at", "Nothing that can wait arrives before this.")
    writes_until = _clock(
        "Quiet hours begin at", "Nothing that can wait arrives from then on, until the morning."
    )
    writes_at_weekends = forms.BooleanField(
        label="Send mailings at weekends and on bank holidays too",
        required=False,
    )
    weekly_cap = _count(
        "Most mailings to one person in a week",
        "What is over it comes together in one message on Monday. From 1 to 20.",
        1,
        MOST_A_WEEK,
    )
    quiet_after_days = _count(
        "Remind the team when a challenge has been quiet for",
        "In days, seven at least. A challenge can have a number of its own.",
        7,
        365,
    )
    summary_weekday = forms.TypedChoiceField(
        label="The chair’s weekly summary comes on",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.RadioSelect({"class": "nhsuk-radios--inline nhsuk-radios--small"}),
        help_text="At 8 in the morning, when something needs you. None comes when nothing does.",
    )

    @classmethod
    def names(cls) -> list[str]:
        return list(cls.base_fields)

    def cadence(self) -> Cadence:
        typed = self.cleaned_data
        return Cadence(
            opens=typed["writes_from"],
            closes=typed["writes_until"],
            weekends=typed["writes_at_weekends"],
            weekly_cap=typed["weekly_cap"],
        )
