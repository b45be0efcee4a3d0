"""What would become of a row, and where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partnership.imports.cells import WHY_NOT, NoDay, day_of
from partnership.imports.facts import Columns
from partnership.models import UploadRow

State = UploadRow.State


@dataclass(frozen=True, slots=True)
class Fault:
    """Which fact of a row is wrong, and how to put it right."""

    fact: str
    says: str


@dataclass(slots=True)
class Said:
    """The facts of one row, as they were typed. What is wrong with them gathers in `faults`."""

    cells: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    def text(self, fact: str, *, most: int) -> str:
        """A line of at most so many letters that no spreadsheet would take for a formula."""
        words = self.cells.get(fact, "")
        if len(words) > most:
            self.wrong(fact, f"This is longer than {most} letters. Make it shorter.")
        elif re.match(r"[=＝@＠]|[-+＋－]\S*[=(]", words):
            self.wrong(fact, "This is a formula. Put its value in, as plain text.")
        return words

    def day(self, fact: str) -> date | None:
        words = self.cells.get(fact, "")
        if not words:
            return None
        try:
            return day_of(words)
        except NoDay as no_day:
            self.wrong(fact, str(no_day))
            return None

    def wrong(self, fact: str, says: str) -> None:
        self.faults.append(Fault(fact, says))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`becomes` a state of its row, and why in words; `wish` is what would be taken in."""

    becomes: str
    says: str = ""
    faults: tuple[Fault, ...] = ()
    name: str = ""
    wish: Any = None

    @classmethod
    def refused(cls, said: Said) -> Verdict:
        words = " ".join(dict.fromkeys(fault.says for fault in said.faults))
        return cls(State.REFUSED, words[:500], tuple(said.faults), said.cells.get("name", ""))


def said_in(cells: Sequence[str], columns: Columns) -> Said:
    """What a row says, by fact; cells without a value of their own are faults already."""
    typed = {
        fact: cells[place] if place < len(cells) else ""
        for fact, place in columns.items()
        if place is not None
    }
    said = Said({fact: "" if words in WHY_NOT else words for fact, words in typed.items()})
    for fact, words in typed.items():
        if words in WHY_NOT:
            said.wrong(fact, WHY_NOT[words])
    return said
