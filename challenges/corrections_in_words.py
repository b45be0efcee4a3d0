"""What an entry of the log said before it was corrected, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from accounts.models import Person
from challenges.models import EntryVersion, LogEntry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was said otherwise: what it was, and what it became; empty is nothing."""

    what: str
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        """Whether it reads better as two texts, one below the other."""
        return len(self.before) + len(self.after) > 90

    def __str__(self) -> str:
        if not self.before:
            return f"{self.what}: added “{self.after}”"
        if not self.after:
            return f"{self.what}: took out “{self.before}”"
        return f"{self.what}: from “{self.before}” to “{self.after}”"


@dataclass(frozen=True, slots=True)
class Correction:
    """Who changed what, and when."""

    at: datetime
    who: str
    changes: list[Change]


def corrections(entry: LogEntry, reader: Person | AnonymousUser) -> list[Correction]:
    """The corrections of an entry that this reader may know of, the newest first.

    Each compares two texts that the reader may read: what was hidden from them stays unsaid.
    """
    readable = EntryVersion.objects.visible_to(reader).filter(entry=entry)
    versions = list(readable.order_by("-version")[:SHOWN_AT_MOST])
    found = []
    after = _said_now(entry)
    for version in versions:
        before = _said(version)
        changes = [
            Change(what, before[what], after[what])
            for what in before
            if before[what] != after[what]
        ]
        if changes:
            found.append(Correction(version.replaced_at, entry.hat.person.name, changes))
        after = before
    return found


def _said(version: EntryVersion | LogEntry) -> dict[str, str]:
    return {
        "What was done": version.did,
        "What was learned": version.learned,
        "When": date_format(version.happened_on, "j F Y"),
        "What kind of work": version.get_kind_display(),
        "Together with": getattr(version, "together_with", ""),
        "Hours": "" if version.hours is None else f"{version.hours.normalize():f}",
        "Who can see it": version.get_visibility_display(),
    }


def _said_now(entry: LogEntry) -> dict[str, str]:
    names = sorted(organisation.name for organisation in entry.with_organisations.all())
    return {**_said(entry), "Together with": ", ".join(names)}
