"""How a message reaches somebody: the channels of this deployment, opened when first needed."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from django.conf import settings

from accounts.models import ContactPoint
from accounts.phones import takes_texts
from reminders.channels.channel import Channel
from reminders.channels.email import Email
from reminders.channels.notify import NOTIFY
from reminders.channels.text import CaughtText


class Switchboard:
    """One channel for each sort of contact point, kept open for a pass.

    `away` are the sorts of contact point whose gateway was found to be away in this pass.
    """

    def __init__(self) -> None:
        self._open: dict[str, Channel] = {}
        self.away: set[str] = set()

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
        """The channel that reaches this contact point; None when a person must call or post.

        A landline takes no texts: whoever gave one is phoned.
        """
        if contact.kind == ContactPoint.Kind.PHONE and not takes_texts(contact.value):
            return None
        if contact.kind not in self._open:
            channel = _channel_for(contact.kind)
            if channel is None:
                return None
            self._open[contact.kind] = channel
        return self._open[contact.kind]


def by_machine() -> list[str]:
    """The sorts of contact point that this deployment reaches without anybody's help."""
    return [kind for kind in ContactPoint.Kind.values if _channel_for(kind) is not None]


def _channel_for(kind: str) -> Channel | None:
    """GOV.UK Notify where it has a template; else email as mail, and the rest by hand.

    In development a text lands in the mail catcher, so that it can be read in the mailbox.
    """
    template = settings.NOTIFY_TEMPLATES.get(kind, "")
    if settings.NOTIFY_API_KEY and template:
        return NOTIFY[kind](template)
    if kind == ContactPoint.Kind.EMAIL:
        return Email()
    if kind == ContactPoint.Kind.PHONE and settings.DEVELOPMENT:
        return CaughtText()
    return None
