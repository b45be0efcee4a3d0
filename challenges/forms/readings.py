"""Many readings at once, a row for each period, as they stand and as they are to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from challenges.actions.readings import Entered
from challenges.forms.fields import CountField, NumberField
from challenges.models import Measure, Reading
from challenges.periods import in_words

STANDS = "To take this reading away, open it and remove it. Here put its number back."


@dataclass(frozen=True, slots=True)
class TableRow:
    """What one row of the table shows."""

    period: date
    label: str
    reading: Reading | None
    fields: list[Any]


class ReadingsForm(forms.Form):
    """Each row begins as it stands, and carries that along, so that nobody is overwritten."""

    def __init__(
        self,
        *args: Any,
        measure: Measure,
        periods: Sequence[date],
        stored: Mapping[date, Reading],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.measure, self.periods, self.stored = measure, periods, stored
        counts = ("numerator", "denominator") if measure.denominator else ()
        self.columns = [*counts, "value", "note", "provisional"]
        for period in periods:
            self._add(period, stored.get(period))

    def _add(self, period: date, there: Reading | None) -> None:
        label = in_words(period, self.measure.frequency)
        by_counts = there is not None and there.denominator is not None
        for column in self.columns:
            field = _field(column, f"{column.capitalize()}, {label}")
            if there is not None and not (column == "value" and by_counts):
                field.initial = getattr(there, column)
            self.fields[f"{column}-{period}"] = field
        self.fields[f"was-{period}"] = forms.CharField(
            required=False, initial=_was(there), widget=forms.HiddenInput
        )

    def rows(self) -> Iterator[TableRow]:
        for period in self.periods:
            label = in_words(period, self.measure.frequency)
            fields = [self[f"{column}-{period}"] for column in (*self.columns, "was")]
            yield TableRow(period, label, self.stored.get(period), fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for period in self.periods:
            there = self.stored.get(period)
            if there is not None and not self._says(period) and not self._wrong(period):
                self.add_error(f"value-{period}", ValidationError(STANDS))
        return given

    def entered(self) -> list[Entered]:
        """The rows that say a number, whether or not it is another than what stands."""
        return [
            Entered(
                period=period,
                value=self.cleaned_data[f"value-{period}"],
                numerator=self.cleaned_data.get(f"numerator-{period}"),
                denominator=self.cleaned_data.get(f"denominator-{period}"),
                note=self.cleaned_data[f"note-{period}"],
                provisional=self.cleaned_data[f"provisional-{period}"],
            )
            for period in self.periods
            if self._says(period)
        ]

    def seen(self) -> dict[date, Decimal | None]:
        """What stood in each row when the page was opened."""
        return {
            one.period: Decimal(was) if (was := self._was_seen(one.period)) else None
            for one in self.entered()
        }

    def _was_seen(self, period: date) -> str:
        was = str(self.cleaned_data.get(f"was-{period}") or "")
        return was if was.replace("-", "", 1).replace(".", "", 1).isdecimal() else ""

    def _says(self, period: date) -> bool:
        return any(
            self.cleaned_data.get(f"{column}-{period}") is not None
            for column in ("value", "numerator", "denominator")
        )

    def _wrong(self, period: date) -> bool:
        return any(f"{column}-{period}" in self.errors for column in self.columns)


def _field(column: str, label: str) -> forms.Field:
    if column == "provisional":
        return forms.BooleanField(required=False, label=label)
    if column == "note":
        return forms.CharField(required=False, max_length=300, label=label)
    field = NumberField if column == "value" else CountField
    widget = forms.TextInput({"class": "nhsuk-input--width-5", "inputmode": "decimal"})
    return field(required=False, label=label, widget=widget)


def _was(there: Reading | None) -> str:
    return "" if there is None else f"{there.value:f}"
