"""What somebody has answered so far while they book, kept sealed in their browser session."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from uuid import UUID, uuid4

from django.http import HttpRequest

from coproduction.models import Session
from coproduction.needs import Need
from coproduction.secrets import Unreadable, seal, unseal
from coproduction.wishes import Reach, Wish


@dataclass(slots=True)
class Draft:
    """The answers of one booking in the making. Its `key` goes into the last form."""

    session_id: int
    key: str = field(default_factory=lambda: str(uuid4()))
    mode: str = ""
    party_size: int = 1
    name: str = ""
    kind: str = ""
    value: str = ""
    tell_me: bool = False
    needs: list[tuple[str, str]] | None = None
    waits: bool = False

    @classmethod
    def of(cls, request: HttpRequest, session: Session) -> Draft:
        """The draft that this browser has for the session, or a new one."""
        try:
            return cls(**unseal(request.session[_place(session.pk)]))
        except (KeyError, TypeError, Unreadable):
            return cls(session_id=session.pk, name=getattr(request.user, "name", ""))

    def keep(self, request: HttpRequest) -> None:
        """Sealed: a session row in the database must not tell what somebody needs."""
        request.session[_place(self.session_id)] = seal(asdict(self)).decode()

    def forget(self, request: HttpRequest) -> None:
        request.session.pop(_place(self.session_id), None)

    @property
    def missing(self) -> str:
        """The first step that is not answered yet; "" when all are."""
        if not self.mode:
            return "booking_mode"
        if not self.value:
            return "booking_who"
        return "booking_support" if self.needs is None else ""

    def wanted(self) -> tuple[Need, ...]:
        return tuple(Need(code, detail) for code, detail in self.needs or [])

    def wish(self, key: UUID) -> Wish:
        """What the action is asked for."""
        return Wish(
            name=self.name,
            reach=Reach(self.kind, self.value),
            mode=self.mode,
            party_size=self.party_size,
            key=key,
            needs=self.wanted(),
            tell_me=self.tell_me,
        )


def _place(session_id: int) -> str:
    return f"booking {session_id}"
