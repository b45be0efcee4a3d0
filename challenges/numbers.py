"""Numbers as people type them, and what a numerator and a denominator come to."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MOST = Decimal(10) ** 10  # what the columns hold: 14 digits, 4 of them decimals
STEP = Decimal("0.0001")
MOST_LETTERS = 40
_NOTHING = {"", "-", "–", "—", "n/a", "na", "nil", "none", "#n/a", "null", "x", "missing", "tbc"}
_SMALL = re.compile(r"[<≤*]|suppressed|\bc\b", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"-?\d+(\.\d+)?[eE][+-]?\d{1,2}")


class NoNumber(ValueError):
    """It is not a number, and why, with a way to write it."""


def number_of(words: str) -> Decimal:
    """The number in 1,234.5, 31,2, 31.2 %, £1,200 or (5), to four decimals. Raises `NoNumber`.

    A single comma before three figures keeps thousands apart, as in England; else it is a decimal.
    """
    said = words.strip()
    if said.lower() in _NOTHING:
        raise NoNumber("There is no number here. Leave the row out, or put its number in.")
    if _SMALL.match(said):
        raise NoNumber(
            f"“{said[:MOST_LETTERS]}” hides a small number. Leave the row out: it is no number."
        )
    found = _plain(said)
    if found is None:
        raise NoNumber(
            f"“{said[:MOST_LETTERS]}” is not a number. Write only the number, like 31.2."
        )
    if abs(found) >= MOST:
        raise NoNumber("This number is too large. Ten figures before the point are the most.")
    return found.quantize(STEP, ROUND_HALF_UP) + 0  # nought has no sign


def _plain(said: str) -> Decimal | None:
    bare = re.sub(r"[\s\u00a0\u202f_]", "", said).replace("−", "-").replace("’", "'")
    negative = bare.startswith("(") and bare.endswith(")")
    bare = bare.strip("()") if negative else bare
    bare = re.sub(r"^(-?)[£€$]", r"\1", bare).removesuffix("%").removeprefix("+")
    if not _SCIENTIFIC.fullmatch(bare):
        bare = _without_separators(bare)
    if not re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", bare, re.ASCII):
        return None
    try:
        return -Decimal(bare) if negative else Decimal(bare)
    except InvalidOperation:
        return None


def _without_separators(bare: str) -> str:
    """The last of commas and points that differ is the decimal one; what repeats is none."""
    if "," in bare and "." in bare:
        decimal = max(",.", key=bare.rfind)
        other = "," if decimal == "." else "."
        whole, _, rest = bare.rpartition(decimal)
        grouped = re.fullmatch(rf"-?[1-9]\d{{0,2}}({re.escape(other)}\d{{3}})+", whole)
        return f"{whole.replace(other, '')}.{rest}" if grouped else bare
    if re.fullmatch(r"-?[1-9]\d{0,2}((,|')\d{3})+", bare) or re.fullmatch(
        r"-?[1-9]\d{0,2}(\.\d{3}){2,}", bare
    ):
        return re.sub(r"[,.']", "", bare)
    return bare.replace(",", ".") if bare.count(",") == 1 else bare


def multiplier_of(unit: str) -> int:
    """What a share of the denominator is told in: 100 for %, 1,000 for "per 1,000 people", or 1."""
    said = unit.lower()
    if "%" in said or "per cent" in said or "percent" in said:
        return 100
    found = re.search(r"per (\d{1,3}(?:,\d{3})+|\d+)", said)
    return int(found[1].replace(",", "")) if found and int(found[1].replace(",", "")) else 1


def computed(numerator: Decimal, denominator: Decimal, unit: str) -> Decimal:
    """The value that they come to in this unit, to four decimals."""
    return (numerator / denominator * multiplier_of(unit)).quantize(STEP, ROUND_HALF_UP)
