"""What every form asks of whoever pays: who, how much a year, from when, secured until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.rendering import DayMonthYear
from partnership.models import Funding, Organisation

ENTER_POUNDS = "Enter how much it is a year, in whole pounds."


class MoneyForm(forms.Form):
    """Money for a role, for a programme or for citizens: asked in one way."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who pays?",
        empty_label="Choose an organisation",
        error_messages={"required": "Choose the organisation that pays."},
    )
    pounds_a_year = forms.IntegerField(
        min_value=1,
        max_value=1_000_000_000,
        label="How much a year?",
        help_text="In whole pounds, without a comma.",
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), ENTER_POUNDS),
        widget=forms.TextInput({"class": "nhsuk-input--width-10", "inputmode": "numeric"}),
    )
    starts_on = forms.DateField(
        label="From when?",
        error_messages={"required": "Enter the first day that is paid for."},
        widget=DayMonthYear,
    )
    last_day = forms.DateField(
        label="Secured until when?",
        help_text="The last day that somebody has promised to pay for: often 31 March.",
        error_messages={"required": "Enter the last day that is secured."},
        widget=DayMonthYear,
    )

    def __init__(
        self, *args: Any, payers: QuerySet[Organisation], paid: Funding | None = None, **kwargs: Any
    ) -> None:
        if paid is not None:
            kwargs["initial"] = {
                "organisation": paid.organisation,
                "pounds_a_year": paid.pounds_a_year,
                "starts_on": paid.starts_on,
                "last_day": paid.last_day,
            }
            among = Q(pk__in=payers.values("pk")) | Q(pk=paid.organisation_id)
            payers = Organisation.objects.filter(among).order_by("name", "pk")
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = payers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "It is secured for a day at least: enter a later last day.")
        return data

    def said(self) -> dict[str, Any]:
        """What was said, as it is kept: with the first day on which the money is not secured."""
        said = dict(self.cleaned_data)
        last: date = said.pop("last_day")
        return {**said, "ends_on": last + timedelta(days=1)}
