from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from accounts.rendering import DayMonthYear
from leaders.models import LeadershipRole
from partnership.forms.hats import partners_of
from partnership.models import Organisation


def _until(day: date | None) -> date | None:
    """The last day, as people say it."""
    return day - timedelta(days=1) if day else None


class HostTimeForm(forms.Form):
    """From and until when an organisation hosts a role."""

    starts_on = forms.DateField(
        required=False, label="Since when?", help_text="Empty: all along.", widget=DayMonthYear
    )
    last_day = forms.DateField(
        required=False,
        label="Until when?",
        help_text="The last day. Empty: until further notice.",
        widget=DayMonthYear,
    )

    def span(self) -> dict[str, date | None]:
        """What was said, as the host is kept: with the first day on which it hosts no more."""
        last: date | None = self.cleaned_data["last_day"]
        ends_on = last + timedelta(days=1) if last else None
        return {"starts_on": self.cleaned_data["starts_on"], "ends_on": ends_on}


class HostForm(HostTimeForm):
    """Which organisation hosts a role, from and until when."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which partner hosts it?",
        empty_label="Choose an organisation",
        help_text="It gives the role a desk and a contract. The role answers to the partnership.",
        error_messages={"required": "Choose the organisation that hosts it."},
    )
    field_order = ["organisation", "starts_on", "last_day"]

    def __init__(self, *args: Any, role: LeadershipRole, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = partners_of(role.partnership)  # type: ignore[attr-defined]
