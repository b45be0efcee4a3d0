"""What somebody has written so far, before she sent it, kept sealed in her browser session."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from uuid import UUID, uuid4

from django.http import HttpRequest

from coproduction.models import Session
from coproduction.sayings import Saying
from coproduction.secrets import Unreadable, seal, unseal
from coproduction.wishes import Reach


@dataclass(slots=True)
class Unsent:
    """The answers of one contribution in the making."""

    session_id: int
    key: str = field(default_factory=lambda: str(uuid4()))
    words: str = ""
    kind: str = ""
    consent: str = ""
    how: str = ""
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, request: HttpRequest, session: Session) -> Unsent:
        """What this browser has for the session, or a new one."""
        try:
            return cls(**unseal(request.session[_place(session.pk)]))
        except (KeyError, TypeError, Unreadable):
            return cls(session_id=session.pk)

    def keep(self, request: HttpRequest, answers: dict[str, str]) -> None:
        """Add answers. Sealed: a row of the database must not tell who is about to say what."""
        for name, value in answers.items():
            setattr(self, name, value)
        request.session[_place(self.session_id)] = seal(asdict(self)).decode()

    def forget(self, request: HttpRequest) -> None:
        request.session.pop(_place(self.session_id), None)

    def answers(self) -> dict[str, str]:
        return asdict(self)

    @property
    def missing(self) -> str:
        """The first step that is not answered yet; "" when all are."""
        asked = {"words": self.words, "kind": self.kind, "showing": self.consent}
        asked["hearing-back"] = self.how
        return next((step for step, given in asked.items() if not given), "")

    def saying(self) -> Saying:
        """What the action is asked to take down."""
        value = {"email": self.email, "phone": self.phone}.get(self.how, "")
        return Saying(
            words=self.words,
            kind=self.kind,
            consent=self.consent,
            key=UUID(self.key),
            reach=Reach(self.how, value) if value else None,
        )


def _place(session_id: int) -> str:
    return f"saying {session_id}"
