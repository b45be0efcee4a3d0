"""What one cell says: one clean line of text, a day, or why it cannot be read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from partnership.imports.limits import LONGEST_CELL

# Cells that hold no value of their own. Letters for private use are never left in a cell by
# `clean`, so no file can say these.
FORMULA = "\ue000formula"
EXCEL_ERROR = "\ue000error"
MERGED = "\ue000merged"
WHY_NOT = {
    FORMULA: "This is a formula without a value. In Excel copy the column and paste it as values.",
    EXCEL_ERROR: "Excel could not work this out. Put the value in by hand.",
    MERGED: "This cell is merged with others. Unmerge them in Excel and fill in each.",
}

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_ESCAPED_CONTROL = re.compile("_x00[01][0-9A-Fa-f]_")  # as Excel writes control characters
_SPACES = re.compile(r"\s+")
# Days are counted from here, as Excel does; it takes 1900 for a leap year, which 1904 makes up for.
_EXCEL_BEGINS = date(1899, 12, 30)
_EARLIEST, _LATEST = date(1900, 3, 1), date(2100, 12, 31)
_BY_NUMBERS = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})")
_WORDS = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y", "%d %B, %Y")


class NoDay(ValueError):
    """It is not a day, and why, with a way to write it."""


def clean(words: str) -> str:
    """One line without marks that nobody sees: no control, no zero width, no turn of direction."""
    said = _ESCAPED_CONTROL.sub(" ", words[: 4 * LONGEST_CELL])
    said = unicodedata.normalize("NFC", _SPACES.sub(" ", said))
    said = "".join(letter for letter in said if unicodedata.category(letter) not in _INVISIBLE)
    # Our own downloads put this mark before what would be a formula.
    said = said.removeprefix("'") if said[1:2] in ("=", "+", "-", "@") else said
    return _SPACES.sub(" ", said).strip()[:LONGEST_CELL].rstrip()


def day_of(words: str) -> date:
    """The day in 2026-11-25, 25/11/2026, 25 November 2026, or as Excel counts. Raises `NoDay`."""
    said = words.split("T")[0].strip() if re.match(r"\d{4}-", words) else words.strip()
    day = _by_number_of_days(said) or _by_words(re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", said))
    if day is None:
        day = _by_numbers(said)
    if not _EARLIEST <= day <= _LATEST:
        raise NoDay(f"“{words[:40]}” is not a day between 1900 and 2100.")
    return day


def _by_number_of_days(said: str) -> date | None:
    if not re.fullmatch(r"\d{4,6}(\.\d+)?", said) or int(said.split(".")[0]) < 10_000:
        return None
    return _EXCEL_BEGINS + timedelta(days=int(said.split(".")[0]))


def _by_words(said: str) -> date | None:
    for form in _WORDS:
        try:
            return datetime.strptime(said.title(), form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def _by_numbers(said: str) -> date:
    whole = said.split(" ")[0] if ":" in said else said
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", whole):
        year, month, day = (int(part) for part in found.groups())
    elif found := _BY_NUMBERS.fullmatch(whole):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if len(found.group(3)) == 2 else 0
    else:
        raise NoDay(f"“{said[:40]}” is not a day. Write it like 25/11/2026.")
    if month > 12 >= day:
        raise NoDay(f"There is no month {month}: write the day first, like 25/11/2026.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDay(f"“{said[:40]}” is not in the calendar. Write it like 25/11/2026.") from None
