"""What would become of the rows of an upload, as of now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.actor import Actor
from partnership.imports import organisations, people
from partnership.imports.verdict import State, Verdict, said_in
from partnership.models import Upload, UploadRow

KINDS: dict[str, Any] = {Upload.Kind.ORGANISATIONS: organisations, Upload.Kind.PEOPLE: people}


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows of an upload, each with its verdict, and how many become what."""

    rows: list[tuple[UploadRow, Verdict]]

    def count(self, state: str) -> int:
        return Counter(verdict.becomes for _, verdict in self.rows)[state]

    @property
    def added(self) -> int:
        return self.count(State.ADDED)

    @property
    def known(self) -> int:
        return self.count(State.KNOWN)

    @property
    def refused(self) -> int:
        return self.count(State.REFUSED)

    @property
    def with_email(self) -> int:
        """How many people will be written to."""
        wishes = [one.wish for _, one in self.rows if one.becomes == State.ADDED]
        return sum(isinstance(wish, people.Inviting) and wish.email != "" for wish in wishes)

    @property
    def without_email(self) -> int:
        return self.added - self.with_email


def check(
    upload: Upload, *, by: Actor, now: datetime, rows: Sequence[UploadRow] | None = None
) -> Checked:
    """The verdict on each row, or on these rows. Writes nothing."""
    asked = list(upload.rows.order_by("number") if rows is None else rows)
    said = [said_in(row.cells, upload.columns) for row in asked]
    verdicts = KINDS[upload.kind].verdicts(upload.partnership, said, by=by, now=now)
    return Checked(list(zip(asked, verdicts, strict=True)))


def take_in(upload: Upload, verdict: Verdict, *, by: Actor, now: datetime) -> None:
    """Do what a verdict says that a row asks for. Raises what the actions raise."""
    KINDS[upload.kind].take_in(upload.partnership, verdict.wish, by=by, now=now)
