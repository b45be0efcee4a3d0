"""What somebody says, and what is decided: values that pages make of forms and hand to actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from challenges.models import Challenge
from coproduction.models import Contribution, Session
from coproduction.wishes import Reach


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says. The same `key` is the same saying, however often it is sent."""

    words: str
    kind: str
    consent: str
    key: UUID
    provenance: str = Contribution.Provenance.ONLINE
    said_by: str = ""
    reach: Reach | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision in its organisers' words: every field that they may set before it is public."""

    title: str
    reason: str
    how: str
    decided_by: str
    decided_on: date
    challenge: Challenge
    session: Session | None = None
    review_on: date | None = None

    def fields(self) -> Mapping[str, object]:
        """The decision's own columns."""
        return {name: getattr(self, name) for name in self.__slots__}
