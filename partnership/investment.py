"""What a place invests: who pays for what they share, in which year, and until when.

A year is a financial one, from 1 April to 31 March. Money is spread over its days: a line of so
much a year brings the whole of it in a full year, leap or not, and a part of it in a part of one.
Only what is shown is rounded, to whole pounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from django.conf import settings
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from partnership.kept import kept
from partnership.models import Partnership, Sector
from partnership.months import month
from partnership.phrases import in_a_row

ROLES, PROGRAMMES, TAKING_PART = "Leadership roles", "Programmes", "Citizens who take part"
PURPOSES = (ROLES, PROGRAMMES, TAKING_PART)
YEARS_BACK, YEARS_AT_MOST = 2, 8


@dataclass(frozen=True, slots=True)
class Invested:
    """Money of one organisation for one thing: so much a year, or `in_all` over its days.

    `ends_on` is the first day on which it is not secured.
    """

    purpose: str
    thing: str
    by: str
    sector: str
    pounds: int
    starts_on: date
    ends_on: date
    in_all: bool = False
    url: str = ""

    def on(self, day: date) -> Fraction:
        """What it brings on one day."""
        if not self.starts_on <= day < self.ends_on:
            return Fraction(0)
        year = FinancialYear.of(day)
        days = self.days if self.in_all else year.days
        return Fraction(self.pounds, days)

    def within(self, year: FinancialYear) -> Fraction:
        """What it brings in one financial year."""
        days = (min(self.ends_on, year.ends_on) - max(self.starts_on, year.starts_on)).days
        if days <= 0:
            return Fraction(0)
        return Fraction(self.pounds * days, self.days if self.in_all else year.days)

    def rate(self, day: date) -> int:
        """What it brings a year as of this day; money for once is no yearly rate."""
        return 0 if self.in_all or not self.starts_on <= day < self.ends_on else self.pounds

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days

    @property
    def last_day(self) -> date:
        """The last day on which it is secured, as people say it."""
        return self.ends_on - timedelta(days=1)

    @property
    def shown(self) -> str:
        return f"{self.pounds:,} {'in all' if self.in_all else 'a year'}"

    @property
    def sector_label(self) -> str:
        return str(Sector(self.sector).label)


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """From 1 April of one year to 31 March of the next."""

    first: int

    @classmethod
    def of(cls, day: date) -> FinancialYear:
        return cls(day.year if day >= date(day.year, 4, 1) else day.year - 1)

    @property
    def starts_on(self) -> date:
        return date(self.first, 4, 1)

    @property
    def ends_on(self) -> date:
        return date(self.first + 1, 4, 1)

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days

    def __str__(self) -> str:
        return f"{self.first}/{(self.first + 1) % 100:02}"


def invested_in(partnership: Partnership) -> list[Invested]:
    """Ask each of `settings.INVESTMENTS`, functions `(partnership) -> list[Invested]`."""
    found: list[Invested] = []
    for provider in settings.INVESTMENTS:
        found.extend(import_string(provider)(partnership))
    kept = [line for line in found if line.days > 0]
    return sorted(kept, key=lambda one: (PURPOSES.index(one.purpose), one.thing, one.starts_on))


def taking_part(partnership: Partnership) -> list[Invested]:
    """What is set aside to pay citizens for taking part."""
    funding = partnership.participation_funding.select_related("organisation")
    return [
        Invested(
            purpose=TAKING_PART,
            thing="Payments to citizens",
            by=one.organisation.name,
            sector=one.organisation.sector,
            pounds=one.pounds_a_year,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in kept(partnership, "money for taking part", funding)
    ]


def years_of(lines: Sequence[Invested], today: date) -> list[FinancialYear]:
    """The years to show: two before this one at most, and on to the first without any money."""
    now = FinancialYear.of(today)
    first = min((FinancialYear.of(one.starts_on) for one in lines), default=now)
    last = max((FinancialYear.of(one.ends_on) for one in lines), default=now)
    start = max(first.first, now.first - YEARS_BACK)
    stop = min(max(last.first, now.first + 1), start + YEARS_AT_MOST - 1)
    return [FinancialYear(year) for year in range(min(start, now.first), stop + 1)]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table by year: exact money, rounded where it is shown."""

    label: str
    sector: str
    cells: tuple[Fraction, ...]

    @property
    def pounds(self) -> list[int]:
        return [round(cell) for cell in self.cells]

    @property
    def shown(self) -> list[str]:
        return [f"{pounds:,}" for pounds in self.pounds]


def by_purpose(lines: Iterable[Invested], years: Sequence[FinancialYear]) -> list[Row]:
    return _rows(lines, years, lambda one: (PURPOSES.index(one.purpose), one.purpose, ""))


def by_whom(lines: Iterable[Invested], years: Sequence[FinancialYear]) -> list[Row]:
    """Who pays, whoever pays most of all in these years first."""
    rows = _rows(lines, years, lambda one: (0, one.by, one.sector))
    return sorted(rows, key=lambda row: (-sum(row.cells), row.label))


def total(rows: Sequence[Row], years: Sequence[FinancialYear]) -> Row:
    """The sum of exact cells, so that it may differ by a pound from the sum of rounded ones."""
    cells = [sum((row.cells[at] for row in rows), Fraction(0)) for at in range(len(years))]
    return Row("In all", "", tuple(cells))


def _rows(
    lines: Iterable[Invested],
    years: Sequence[FinancialYear],
    key: Callable[[Invested], tuple[int, str, str]],
) -> list[Row]:
    rows = []
    for (_order, label, sector), group in groupby(sorted(lines, key=key), key):
        members = list(group)
        cells = [sum((one.within(year) for one in members), Fraction(0)) for year in years]
        if any(cells):
            rows.append(Row(label, str(Sector(sector).label) if sector else "", tuple(cells)))
    return rows


@dataclass(frozen=True, slots=True)
class Cliff:
    """The day on which most of the yearly money ends, and what ends then."""

    on: date
    lost: int
    before: int
    what: tuple[str, ...]

    def __str__(self) -> str:
        when = month(self.on) if self.on.day == 1 else date_format(self.on, "j F Y")
        return (
            f"From {when} £{self.lost:,} of £{self.before:,} a year is not secured: "
            f"{in_a_row(self.what)}."
        )


def cliff_of(lines: Sequence[Invested], today: date) -> Cliff | None:
    """The steepest fall of yearly money after today; of two as steep, the earlier."""
    falls = [_fall(lines, day) for day in sorted({one.ends_on for one in lines}) if day > today]
    steep = [fall for fall in falls if fall.lost > 0]
    return max(steep, key=lambda fall: (fall.lost, -fall.on.toordinal()), default=None)


def _fall(lines: Sequence[Invested], day: date) -> Cliff:
    before_day = date.fromordinal(day.toordinal() - 1)
    before = sum(one.rate(before_day) for one in lines)
    what = []
    lost = 0
    ordered = sorted(lines, key=lambda one: (PURPOSES.index(one.purpose), one.thing))
    for thing, group in groupby(ordered, key=lambda one: one.thing):
        members = list(group)
        was = sum(one.rate(before_day) for one in members)
        falls = was - sum(one.rate(day) for one in members)
        if falls > 0:
            name = thing[:1].lower() + thing[1:] if members[0].purpose == TAKING_PART else thing
            part = "the whole of" if falls == was else f"£{falls:,} of £{was:,} for"
            what.append(f"{part} {name}" if name != thing else f"{part} “{thing}”")
        lost += falls
    return Cliff(day, lost, before, tuple(what))


def in_words(lines: Sequence[Invested], today: date) -> str:
    """The headline: how much less is secured for the next year with less, and the steepest edge."""
    now = sum(one.rate(today) for one in lines)
    cliff = cliff_of(lines, today)
    if cliff is not None:
        return f"{_less_before(lines, today, cliff)}{cliff}"
    if now:
        return f"£{now:,} a year is paid now."
    return "No money is written down for this year yet."


def _less_before(lines: Sequence[Invested], today: date, cliff: Cliff) -> str:
    """The first year that has less than this one, where it ends before the edge."""
    this = FinancialYear.of(today)
    coming = range(this.first + 1, FinancialYear.of(cliff.on).first)
    secured = {
        year: round(sum(one.within(FinancialYear(year)) for one in lines))
        for year in (this.first, *coming)
    }
    less = next((year for year in coming if secured[year] < secured[this.first]), None)
    if less is None:
        return ""
    return (
        f"For {FinancialYear(less)} £{secured[less]:,} is secured, of £{secured[this.first]:,} "
        f"in {this}. "
    )
