"""What somebody asks for: values that pages make of forms and hand to actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from coproduction.needs import Need


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody can be written to: `kind` is email, phone or post."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for when they book. The same `key` is the same wish."""

    name: str
    reach: Reach
    mode: str
    key: UUID
    party_size: int = 1
    needs: tuple[Need, ...] = ()
    tell_me: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A session as its organisers want it. Every field of the session that they may set."""

    title: str
    purpose: str
    starts_at: datetime
    ends_at: datetime
    room_places: int = 0
    online_places: int = 0
    venue: str = ""
    address: str = ""
    getting_there: str = ""
    access: str = ""
    joining_link: str | None = None
    payment: str = ""
    challenge_id: int | None = None
    stage_served: str = "understand"
    decision_it_feeds: str = ""
    decision_due_on: date | None = None
    not_open_to_change: str = ""
    reply_by: date | None = None
    facilitators: tuple[int, ...] = ()

    def fields(self) -> Mapping[str, object]:
        """The session's own columns. A link that was not asked for is left as it is."""
        unset = {"facilitators"} | ({"joining_link"} if self.joining_link is None else set())
        return {name: getattr(self, name) for name in self.__slots__ if name not in unset}
