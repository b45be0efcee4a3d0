"""How a message reaches somebody: the channels of this deployment, opened when first needed."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from django.conf import settings

from accounts.models import ContactPoint
from reminders.channels.channel import Channel
from reminders.channels.email import Email
from reminders.channels.text import CaughtText


class Switchboard:
    """One channel for each sort of contact point, kept open for a pass."""

    def __init__(self) -> None:
        self._open: dict[str, Channel] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for channel in self._open.values():
            channel.close()

    def to(self, contact: ContactPoint) -> Channel | None:
        """The channel that reaches this contact point; None when a person must call or post."""
        if contact.kind not in self._open:
            channel = _channel_for(contact.kind)
            if channel is None:
                return None
            self._open[contact.kind] = channel
        return self._open[contact.kind]


def _channel_for(kind: str) -> Channel | None:
    """In development a text lands in the mail catcher, so that it can be read in the mailbox."""
    if kind == ContactPoint.Kind.EMAIL:
        return Email()
    if kind == ContactPoint.Kind.PHONE and settings.DEVELOPMENT:
        return CaughtText()
    return None
