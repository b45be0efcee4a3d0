"""A month of work typed, or pasted from a spreadsheet, into one table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.forms import formset_factory
from django.http import QueryDict
from django.utils import timezone

from challenges.actions.logging import Work
from challenges.errors import NotYetHappened
from challenges.forms.log import HoursField
from challenges.forms.words import DayInput, HatForm, day_missing, missing
from challenges.models import LogEntry

ROWS, ROWS_AT_MOST = 10, 100
_KINDS = {label.casefold(): value for value, label in LogEntry.Kind.choices}
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y")


class TableForm(HatForm):
    """In which hat, and what was pasted. `key` tells the table from any other: logged once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    pasted = forms.CharField(
        label="Paste rows from a spreadsheet",
        help_text="A row for each piece of work: the day, what you did, and if you like the kind "
        "and the hours. They are put into the table for you to check; nothing is logged yet.",
        required=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
    )

    def chosen_key(self) -> UUID:
        key: UUID = self.cleaned_data["key"]
        return key


class RowForm(forms.Form):
    """One piece of work; a row left as it was is no work."""

    happened_on = forms.DateField(
        label="When",
        widget=DayInput(),
        input_formats=_DAYS,
        error_messages=day_missing("Enter the day you did it."),
    )
    did = forms.CharField(
        label="What you did",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages=missing("Say what you did."),
    )
    kind = forms.ChoiceField(
        label="Kind", choices=LogEntry.Kind.choices, initial=LogEntry.Kind.CONVERSATION
    )
    hours = HoursField(label="Hours")
    visibility = forms.ChoiceField(
        label="Who can see it",
        choices=LogEntry.Visibility.choices,
        initial=LogEntry.Visibility.RESTRICTED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].depends = True  # type: ignore[attr-defined]

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(NotYetHappened.message)
        return day

    def has_changed(self) -> bool:
        """Whether anything was written; what kind it would be, and who would see it, is nothing."""
        return bool({"happened_on", "did", "hours"} & set(self.changed_data))

    def work(self) -> Work:
        return Work(**self.cleaned_data)


if TYPE_CHECKING:
    FormSetOfRows = forms.BaseFormSet[RowForm]
else:
    FormSetOfRows = forms.BaseFormSet


class _Rows(FormSetOfRows):
    """The rows of a table, those that were left empty among them."""

    def works(self) -> list[Work]:
        """What was written down, in the order of the rows."""
        return [row.work() for row in self.forms if row.has_changed()]

    def errors_by_row(self) -> list[dict[str, str]]:
        """For the summary: which row, what is wrong, and where to put it right."""
        return [
            {"text": f"Row {number}: {error}", "url": f"#{row[name].id_for_label}"}
            for number, row in enumerate(self.forms, 1)
            for name, errors in row.errors.items()
            for error in errors
        ]


RowFormSet: type[_Rows] = formset_factory(  # type: ignore[assignment]
    RowForm, formset=_Rows, extra=ROWS, max_num=ROWS_AT_MOST, absolute_max=ROWS_AT_MOST
)


def with_more_rows(posted: QueryDict) -> QueryDict:
    """The table as it was sent, and ten empty rows below."""
    data = posted.copy()
    return _complete(data, _total(data) + ROWS)


def with_pasted_rows(posted: QueryDict) -> QueryDict:
    """The table as it was sent, with what was pasted in its first empty rows."""
    data = posted.copy()
    empty = (
        number
        for number in range(ROWS_AT_MOST)
        if not data.get(f"row-{number}-did") and not data.get(f"row-{number}-happened_on")
    )
    used = _total(data)
    for number, row in zip(empty, _rows(data.get("pasted", "")), strict=False):
        for name, value in row.items():
            data[f"row-{number}-{name}"] = value
        used = max(used, number + 1)
    data["pasted"] = ""
    return _complete(data, used)


def _complete(data: QueryDict, rows: int) -> QueryDict:
    """With so many rows, each as it begins where nothing was sent of it: never seen by more."""
    rows = min(rows, ROWS_AT_MOST)
    data["row-TOTAL_FORMS"] = str(rows)
    for number in range(rows):
        for name in ("kind", "visibility"):
            begins = RowForm.base_fields[name].initial
            data[f"row-{number}-{name}"] = data.get(f"row-{number}-{name}") or begins
    return data


def _rows(pasted: str) -> Iterator[dict[str, str]]:
    """The rows of a spreadsheet's copy: cells apart by tabs, quoted when they hold a line end."""
    for cells in csv.reader(StringIO(pasted.replace("\0", ""), newline=""), dialect="excel-tab"):
        day, did, kind, hours, *_ = [*(cell.strip() for cell in cells), "", "", "", ""]
        if not day and not did:
            continue
        if day.casefold() in ("day", "date", "when"):
            continue
        yield {
            "happened_on": _day(day),
            "did": did,
            "kind": _KINDS.get(kind.casefold(), LogEntry.Kind.CONVERSATION),
            "hours": hours,
            "visibility": LogEntry.Visibility.RESTRICTED,
        }


def _day(typed: str) -> str:
    """As the field for days holds it; what is no day stays as it was typed."""
    try:
        day = forms.DateField(input_formats=_DAYS).clean(typed)
    except forms.ValidationError:
        return typed
    return str(day.isoformat())


def _total(data: Any) -> int:
    typed = data.get("row-TOTAL_FORMS", "")
    return int(typed) if typed.isdecimal() and len(typed) < 4 else ROWS
