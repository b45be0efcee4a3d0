from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from accounts.rendering import DayMonthYear
from partnership.errors import SucceedsLater
from partnership.models import Organisation, Partner, Partnership


class SuccessionForm(forms.Form):
    """Which partner ended, and the first day of those that took over."""

    ended = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which partner ended?",
        empty_label="Choose a partner",
        error_messages={"required": "Choose the partner that ended"},
    )
    on = forms.DateField(
        label="From which day do the others do its work?",
        help_text="The first day on which it no longer exists: today, or a day before it.",
        widget=DayMonthYear,
    )

    def __init__(self, *args: Any, partnership: Partnership, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        current = Partner.objects.on(today).filter(partnership=partnership)
        self.fields["ended"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=current.values("organisation")
        )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(str(SucceedsLater()))
        return on

    def typed(self) -> dict[str, Any]:
        """What was filled in so far, while the successors are still being looked for."""
        if not self.is_bound:
            return {}
        self.is_valid()
        known = {
            name: self.cleaned_data[name] for name in ("ended", "on") if name in self.cleaned_data
        }
        return known

    def query(self, successors: Sequence[Organisation]) -> str:
        """The same as the address of the page of review wants it."""
        return urlencode(
            [
                ("ended", self.cleaned_data["ended"].pk),
                *(("to", one.pk) for one in successors),
                ("on", self.cleaned_data["on"].isoformat()),
            ]
        )
