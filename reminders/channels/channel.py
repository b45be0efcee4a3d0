"""What every channel can do."""

from __future__ import annotations

from typing import Any, Protocol

from reminders.kinds import Kind, Message
from reminders.models import Notice


class Channel(Protocol):
    """Hands messages to a gateway, over one connection for a whole pass.

    `repeats_are_recognised` says that a second copy is known by its key (a Message-ID, a
    reference), so that what may have gone can safely be sent again.
    """

    @property
    def repeats_are_recognised(self) -> bool: ...

    def send(self, notice: Notice, kind: Kind[Any], message: Message) -> str:
        """Hand over one message; return the gateway's reference, "" if it gives none.

        Raises `Unreachable`, `NotTaken`, `TryLater`, `Unclear` or `Away`.
        """
        ...

    def find(self, notice: Notice) -> str:
        """The gateway's reference of what went under this notice's key; "" if it cannot say.

        Raises `Away`.
        """
        ...

    def close(self) -> None:
        """Hang up. Harmless when nothing was opened."""
        ...
