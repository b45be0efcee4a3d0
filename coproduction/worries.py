"""A concern before it is raised: what somebody writes of it, kept sealed in her browser session."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.http import HttpRequest

from coproduction.models import Contribution, Session
from coproduction.secrets import Unreadable, seal, unseal
from coproduction.wishes import Reach

KEPT_FOR = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Worry:
    """What somebody raises. The same `key` is the same concern, however often it is sent."""

    words: str
    key: UUID
    reach: Reach | None = None
    about: Contribution | None = None


@dataclass(slots=True)
class UnsentWorry:
    """The answers so far; `about` is the id of the words that worry her, or 0."""

    session_id: int
    key: str = field(default_factory=lambda: str(uuid4()))
    words: str = ""
    how: str = ""
    email: str = ""
    phone: str = ""
    about: int = 0
    kept_at: float = 0.0

    @classmethod
    def of(cls, request: HttpRequest, session: Session, *, now: datetime) -> UnsentWorry:
        """What this browser has for the session, or a new one.

        Not for long: whoever she is afraid of may use the same phone.
        """
        try:
            kept = cls(**unseal(request.session[_place(session.pk)]))
        except (KeyError, TypeError, Unreadable):
            return cls(session_id=session.pk)
        fresh = now.timestamp() - kept.kept_at < KEPT_FOR.total_seconds()
        return kept if fresh else cls(session_id=session.pk)

    def keep(
        self, request: HttpRequest, answers: dict[str, str], *, about: int, now: datetime
    ) -> None:
        """Add answers. Sealed: a row of the database must not tell who is worried by what."""
        for name, value in answers.items():
            setattr(self, name, value)
        self.about, self.kept_at = about or self.about, now.timestamp()
        request.session[_place(self.session_id)] = seal(asdict(self)).decode()

    def forget(self, request: HttpRequest) -> None:
        request.session.pop(_place(self.session_id), None)

    def answers(self) -> dict[str, str]:
        """The form's initial answers."""
        return {name: getattr(self, name) for name in ("words", "how", "email", "phone")}

    @property
    def reached_at(self) -> str:
        """Where she may be reached; "" when she would rather not."""
        return {"email": self.email, "phone": self.phone}.get(self.how, "")

    def worry(self, session: Session) -> Worry:
        """What the action is asked to take down. Words that were taken back are left out."""
        return Worry(
            words=self.words,
            key=UUID(self.key),
            reach=Reach(self.how, self.reached_at) if self.reached_at else None,
            about=session.contributions.filter(pk=self.about).first() if self.about else None,
        )


def _place(session_id: int) -> str:
    return f"worry {session_id}"
