"""Readings brought as a table: which column says what, and what would become of each row."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import StringIO

from challenges.actions.readings import KEPT, Entered, published_periods
from challenges.models import Measure, Reading
from challenges.numbers import NoNumber, computed, number_of
from challenges.periods import NoPeriod, in_words, period_of
from partnership.errors import Unreadable
from partnership.imports.facts import Columns, Fact, called, matched
from partnership.imports.reading import Row, Table
from partnership.imports.verdict import Fault, Said, said_in

MOST_ROWS = 2_000
ADDED, CORRECTED, KNOWN, REFUSED = "added", "corrected", "known", "refused"
FACTS = [
    Fact(
        "period",
        "Period",
        "Such as Apr 2024, 01/04/2024, Q1 2024, 2018/19",
        needed=True,
        is_day=True,
        spellings=called(
            "Period", "Month", "Date", "Week", "Quarter", "Year", "When", "Time period", "Day",
            "Financial year", "School year", "Week commencing", "W/C", "Week beginning",
            "Month ending", "Reporting period", "Month/Year",
        ),
    ),
    Fact(
        "value",
        "Value",
        "Or a numerator and a denominator",
        spellings=called(
            "Value", "Reading", "Result", "Number", "Percentage", "Percent", "%", "Rate", "Count",
            "Total", "Figure", "Actual", "Performance",
        ),
    ),
    Fact(
        "numerator",
        "Numerator",
        spellings=called("Numerator", "Num", "Cases", "How many", "Part"),
    ),
    Fact(
        "denominator",
        "Denominator",
        spellings=called("Denominator", "Denom", "Den", "Out of", "Of", "Population", "Whole"),
    ),
    Fact("note", "Note", spellings=called("Note", "Notes", "Comment", "Comments", "Remark")),
]  # fmt: skip
_BY_POSITION: Columns = {"period": 0, "value": 1}


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, what it says by fact, and what would become of it."""

    number: int
    typed: dict[str, str]
    becomes: str
    faults: tuple[Fault, ...] = ()
    entered: Entered | None = None
    value: Decimal | None = None
    was: Decimal | None = None

    @property
    def refused_because(self) -> str:
        return " ".join(dict.fromkeys(fault.says for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Judgement:
    """All rows of a table, in its order."""

    rows: list[Judged]

    def of(self, becomes: str) -> list[Judged]:
        return [row for row in self.rows if row.becomes == becomes]

    @property
    def to_write(self) -> list[Judged]:
        return self.of(ADDED) + self.of(CORRECTED)

    @property
    def readings(self) -> list[Entered]:
        return [row.entered for row in self.to_write if row.entered is not None]

    @property
    def seen(self) -> dict[date, Decimal | None]:
        """What stands where something would be written, as it was looked at."""
        return {row.entered.period: row.was for row in self.to_write if row.entered is not None}

    @property
    def fingerprint(self) -> str:
        """The same as long as the same would become of the same rows."""
        said = repr([(row.becomes, row.entered, row.was) for row in self.rows])
        return hashlib.sha256(said.encode()).hexdigest()


def columns_of(table: Table, measure: Measure) -> tuple[Table, Columns]:
    """Which column says what; without headings the first is the period, the second the value.

    Raises `Unreadable` with what to do when no column is the period's, or none has a number.
    """
    if len(table.rows) > MOST_ROWS:
        raise Unreadable(f"This table has more than {MOST_ROWS:,} rows. Bring it in parts.")
    columns = matched(FACTS, table.headings)
    counts = columns["numerator"] is not None and columns["denominator"] is not None
    if columns["period"] is not None and (columns["value"] is not None or counts):
        return table, columns
    periods = [_is_period(heading, measure) for heading in table.headings]
    if periods and periods[0] and len([one for one in table.headings if one]) == 2:
        first = Row(1, list(table.headings))
        return Table(["Period", "Value"], [first, *table.rows]), dict(_BY_POSITION)
    if sum(periods) > 2:
        raise Unreadable(
            "This table has its periods across the top. In Excel copy it, choose “Paste special”, "
            "then “Transpose”, and bring it with a period in each row."
        )
    if columns["period"] is None:
        raise Unreadable(
            "We cannot tell which column is the period. Head it Period, and the number Value."
        )
    raise Unreadable(
        "We cannot tell which column has the number. Head it Value, or head two of them Numerator "
        "and Denominator."
    )


def judged(table: Table, columns: Columns, measure: Measure, *, today: date) -> Judgement:
    """What would become of each row, as of now. Two queries; writes nothing."""
    stored = {one.period: one for one in measure.readings.all()}
    published = published_periods(measure)
    rows: list[Judged] = []
    first_of: dict[date, int] = {}
    for row in table.rows:
        said = said_in(row.cells, columns)
        entered = _entered(said, measure, today)
        if entered is not None and entered.period in first_of:
            said.wrong(
                "period",
                f"Row {first_of[entered.period]} is of "
                f"{in_words(entered.period, measure.frequency)} as well. Keep one of them.",
            )
        elif entered is not None:
            first_of[entered.period] = row.number
        rows.append(_judged(row.number, said, entered, measure, stored, published))
    return Judgement(rows)


def _judged(
    number: int,
    said: Said,
    entered: Entered | None,
    measure: Measure,
    stored: dict[date, Reading],
    published: set[date],
) -> Judged:
    refused = Judged(number, said.cells, REFUSED, tuple(said.faults), entered)
    if said.faults or entered is None:
        return refused
    value = _value(entered, measure)
    there = stored.get(entered.period)
    if there is None:
        return Judged(number, said.cells, ADDED, (), entered, value)
    kept = replace(entered, value=value, provisional=there.provisional)
    if not said.cells.get("note"):
        kept = replace(kept, note=there.note)
    if all(getattr(kept, name) == getattr(there, name) for name in KEPT):
        return Judged(number, said.cells, KNOWN, (), kept, value, there.value)
    if entered.period in published:
        says = "This period has a published figure, which stays as it was loaded."
        return replace(refused, faults=(Fault("value", says),))
    return Judged(number, said.cells, CORRECTED, (), kept, value, there.value)


def _value(entered: Entered, measure: Measure) -> Decimal | None:
    if entered.numerator is not None and entered.denominator is not None:
        return computed(entered.numerator, entered.denominator, measure.unit)
    return entered.value


def _entered(said: Said, measure: Measure, today: date) -> Entered | None:
    """What a row enters; what is wrong with it gathers in its faults."""
    period = _period(said, measure, today)
    note = said.text("note", most=300)
    numerator, denominator = _number(said, "numerator"), _number(said, "denominator")
    value = None
    if denominator is not None and denominator <= 0:
        said.wrong("denominator", "The denominator is above 0.")
    elif (numerator is None) != (denominator is None) and not said.faults:
        said.wrong("denominator", "Give both the numerator and the denominator, or neither.")
    elif denominator is None and not _faulty(said, "numerator", "denominator"):
        value = _number(said, "value", needed=True)
    if period is None or said.faults:
        return None if period is None else Entered(period)
    return Entered(period, value, _two(numerator), _two(denominator), note)


def _two(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.quantize(Decimal("0.01"))


def _faulty(said: Said, *facts: str) -> bool:
    return any(fault.fact in facts for fault in said.faults)


def _period(said: Said, measure: Measure, today: date) -> date | None:
    if _faulty(said, "period"):
        return None
    try:
        period = period_of(said.cells.get("period", ""), measure.frequency)
    except NoPeriod as none:
        said.wrong("period", str(none))
        return None
    if period > today:
        said.wrong("period", "This period has not begun. Enter readings of periods that have.")
    return period


def _number(said: Said, fact: str, *, needed: bool = False) -> Decimal | None:
    words = said.cells.get(fact, "")
    if _faulty(said, fact) or (not words and not needed):
        return None
    try:
        return number_of(words)
    except NoNumber as none:
        said.wrong(fact, str(none))
        return None


def _is_period(words: str, measure: Measure) -> bool:
    try:
        period_of(words, measure.frequency)
    except NoPeriod:
        return False
    return True


def carried(table: Table, columns: Columns) -> str:
    """The columns that we read, as text that can be pasted: what a page gives back once it is
    confirmed, so that nothing is kept of what somebody only looked at."""
    text = StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    facts = [fact for fact in FACTS if columns.get(fact.name) is not None]
    writer.writerow([fact.label for fact in facts])
    for row in table.rows:
        writer.writerow([_cell(row.cells, columns[fact.name]) for fact in facts])
    return text.getvalue()


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
