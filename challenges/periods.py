"""Periods that a measure is read in, each named by its first day, in the ways people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from challenges.models import Measure
from partnership.imports.cells import NoDay, day_of

WEEK, MONTH, QUARTER, YEAR = (
    Measure.Frequency.WEEK,
    Measure.Frequency.MONTH,
    Measure.Frequency.QUARTER,
    Measure.Frequency.YEAR,
)
EARLIEST, LATEST = 1900, 2100
MOST_LETTERS = 40

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LIKE = {
    WEEK: "the first day of the week, like 01/04/2024",
    MONTH: "the month, like Apr 2024 or 2024-04",
    QUARTER: "the quarter, like Q1 2024 or Q4 2023/24",
    YEAR: "the year, like 2024 or 2018/19",
}
_APRIL = 4  # years that are written 2018/19 are counted from here
_OF_A_WEEK = re.compile(r"(?i)^(w/?c|week (commencing|beginning|starting|of)|from)\s+")
_QUARTERS = (
    re.compile(r"(?i)q([1-4])[\s,/-]*(?:of\s+)?(\d{4})(?:\s*[/-]\s*(\d{2,4}))?"),
    re.compile(r"(?i)(\d{4})(?:\s*[/-]\s*(\d{2,4}))?[\s,/-]*q([1-4])"),
)


class NoPeriod(ValueError):
    """It is no period of this measure, and why, with a way to write it."""


def period_of(words: str, frequency: str) -> date:
    """The first day of the period: a Monday, or the first of a month. Raises `NoPeriod`.

    A day stands for the period that it lies in. A quarter of a plain year is the calendar's, one of
    2023/24 the financial year's; a year that is written 2018/19 begins in April.
    """
    said = re.sub(r"\s+", " ", _OF_A_WEEK.sub("", words.strip().rstrip(".")))
    if not said:
        raise NoPeriod(f"Say when: write {_LIKE[Measure.Frequency(frequency)]}.")
    found = (
        _quarter(said, frequency)
        or _year(said, frequency)
        or _month(said, frequency)
        or _week(said, frequency)
        or _day(said, frequency)
    )
    if not EARLIEST <= found.year <= LATEST:
        raise NoPeriod(f"“{said[:MOST_LETTERS]}” is not between {EARLIEST} and {LATEST}.")
    return found


def first_day(day: date, frequency: str) -> date:
    """The first day of the period that a day lies in; of a year the first of its month."""
    if frequency == WEEK:
        return day - timedelta(days=day.weekday())
    if frequency == QUARTER:
        return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return day.replace(day=1)


def after(period: date, frequency: str, steps: int = 1) -> date:
    """The period so many steps later, or earlier."""
    if frequency == WEEK:
        return period + timedelta(days=7 * steps)
    months = {MONTH: 1, QUARTER: 3, YEAR: 12}[Measure.Frequency(frequency)] * steps
    years, month = divmod(period.year * 12 + period.month - 1 + months, 12)
    return date(years, month + 1, 1)


def latest(frequency: str, today: date, *, count: int, like: date | None = None) -> list[date]:
    """The last so many periods that have begun, the newest last.

    Years begin in the month in which those of a measure did (`like`), else in January.
    """
    newest = first_day(today, frequency)
    if frequency == YEAR:
        month = like.month if like else 1
        newest = date(today.year if today.month >= month else today.year - 1, month, 1)
    return [after(newest, frequency, -step) for step in range(count - 1, -1, -1)]


def in_words(period: date, frequency: str) -> str:
    """ "week of 1 April 2024", "April 2024", "April to June 2024", "2024", "2018/19"."""
    if frequency == WEEK:
        return f"week of {period:%-d %B %Y}"
    if frequency == MONTH:
        return f"{period:%B %Y}"
    if frequency == QUARTER:
        last = after(period, MONTH, 2)
        year = "" if last.year == period.year else f" {period.year}"
        return f"{period:%B}{year} to {last:%B %Y}"
    return str(period.year) if period.month == 1 else f"{period.year}/{(period.year + 1) % 100:02d}"


def _refused(said: str, what: str, frequency: str) -> NoPeriod:
    rate = Measure.Frequency(frequency).label.lower()
    return NoPeriod(
        f"“{said[:MOST_LETTERS]}” is {what}, and this is measured {rate}. "
        f"Write {_LIKE[Measure.Frequency(frequency)]}."
    )


def _whole_year(first: str, second: str | None) -> int | None:
    """The year in which 2018/19 or 2018/2019 begins; none if the second does not follow."""
    year = int(first)
    return year if second in (None, str(year + 1), f"{(year + 1) % 100:02d}") else None


def _quarter(said: str, frequency: str) -> date | None:
    for number, form in enumerate(_QUARTERS):
        if not (found := form.fullmatch(said)):
            continue
        quarter, first, second = found.groups() if number == 0 else (found[3], found[1], found[2])
        if frequency in (WEEK, MONTH, YEAR):
            raise _refused(said, "a quarter", frequency)
        year = _whole_year(first, second)
        if year is None:
            raise NoPeriod(f"“{said[:MOST_LETTERS]}” names two years that do not follow on.")
        start = _APRIL if second else 1
        return after(date(year, start, 1), QUARTER, int(quarter) - 1)
    return None


def _year(said: str, frequency: str) -> date | None:
    found = re.fullmatch(r"(?i)(?:fy\s*)?(\d{4})\s*[/-]\s*(\d{2}|\d{4})", said)
    if found and (year := _whole_year(found[1], found[2])) is not None:
        # 2011/12 is a month as well: how often a measure is read tells which.
        if frequency == YEAR:
            return date(year, _APRIL, 1)
        if frequency != MONTH or not 1 <= int(found[2]) <= 12:
            raise _refused(said, "a year", frequency)
    if re.fullmatch(r"\d{4}", said) and EARLIEST <= int(said) <= LATEST:
        if frequency == YEAR:
            return date(int(said), 1, 1)
        raise _refused(said, "a year", frequency)
    return None


def _month(said: str, frequency: str) -> date | None:
    year, month = 0, 0
    if found := re.fullmatch(r"(\d{4})\s*[-/.]\s*(\d{1,2})", said):
        year, month = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{1,2})\s*[-/.]\s*(\d{4})", said):
        year, month = int(found[2]), int(found[1])
    elif found := re.fullmatch(r"([A-Za-z]{3,9})[\s\-/.,’']*(\d{4}|\d{2})", said):
        year, month = int(found[2]), _named(found[1])
    elif found := re.fullmatch(r"(\d{4})[\s\-/.,]*([A-Za-z]{3,9})", said):
        year, month = int(found[1]), _named(found[2])
    if not found:
        return None
    if not 1 <= month <= 12:
        raise NoPeriod(
            f"“{said[:MOST_LETTERS]}” has no month that we know. "
            f"Write {_LIKE[Measure.Frequency(frequency)]}."
        )
    if frequency == WEEK:
        raise _refused(said, "a month", frequency)
    year += 2000 if year < 100 else 0
    if not EARLIEST <= year <= LATEST:
        raise NoPeriod(f"“{said[:MOST_LETTERS]}” is not between {EARLIEST} and {LATEST}.")
    return first_day(date(year, month, 1), frequency)


def _named(word: str) -> int:
    """Which month a name or the beginning of one means; 0 for none."""
    start = word[:3].lower()
    number = _MONTHS.index(start) + 1 if start in _MONTHS else 0
    whole = f"{date(2000, number, 1):%B}".lower() if number else ""
    return number if whole.startswith(word.lower()) or word.lower() == "sept" else 0


def _week(said: str, frequency: str) -> date | None:
    found = re.fullmatch(r"(?i)(\d{4})[\s-]*w(?:eek|k)?\s*(\d{1,2})", said)
    if not found:
        return None
    if frequency != WEEK:
        raise _refused(said, "a week", frequency)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        raise NoPeriod(f"There is no week {found[2]} in {found[1]}.") from None


def _day(said: str, frequency: str) -> date:
    try:
        day = day_of(said)
    except NoDay as no_day:
        if re.match(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}$|\d{4}-\d{1,2}-\d{1,2}$", said):
            raise NoPeriod(str(no_day)) from None
        raise NoPeriod(
            f"We cannot tell when “{said[:MOST_LETTERS]}” is. "
            f"Write {_LIKE[Measure.Frequency(frequency)]}."
        ) from None
    return first_day(day, frequency)
