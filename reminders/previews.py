"""What each kind of message looks like, shown with a thing that there is. Development only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts.models import ContactPoint
from reminders.channels.email import written
from reminders.channels.letter import Letter, letter_to
from reminders.channels.text import words
from reminders.digests import DIGEST
from reminders.kinds import Kind
from reminders.links import way_out
from reminders.models import Notice

ADDRESSES: Mapping[str, str] = {
    "email": "reader@example.org",
    "phone": "01632 960123",
    "post": "1 High Street\nWare\nSG12 9XX",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """One kind as mail, text and letter."""

    mail: EmailMultiAlternatives
    text: str
    letter: Letter

    @property
    def html(self) -> str:
        return str(self.mail.alternatives[0][0])


def preview(kind: Kind[Any]) -> Preview | None:
    """The kind as an invented reader would get it; None while there is nothing to show it with.

    Nothing is written: the notice is in no table. A digest is shown as the latest that there is.
    """
    shown = kind.shown_with()
    if shown is None:
        return None
    thing, version = shown
    reader = ContactPoint(pk=0, kind="email", value=ADDRESSES["email"])
    notice = Notice(
        kind=kind.name,
        contact=reader,
        subject_type=thing._meta.label_lower,
        subject_id=thing.pk,
        version=version,
        due_at=timezone.now(),
    )
    if kind.name == DIGEST:
        notice = Notice.objects.select_related("contact").get(
            kind=DIGEST, contact=thing.pk, version=version
        )
    message = kind.wording(thing, notice)
    stop = way_out(reader.pk, kind.topic)
    posted = ContactPoint(kind="post", value=ADDRESSES["post"])
    return Preview(
        written(notice, kind, message),
        words(message, stop) if "phone" in kind.channels else "",
        letter_to(posted, message, name="Joan Reader", stop=stop),
    )
