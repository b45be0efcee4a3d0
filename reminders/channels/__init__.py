"""How a message reaches somebody. Each channel writes one; all of today's go out by SMTP."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from accounts.models import ContactPoint
from reminders.channels import email, text
from reminders.kinds import Kind, Message
from reminders.models import Notice

Writer = Callable[[Notice, Kind, Message], EmailMultiAlternatives]


def writer_for(contact: ContactPoint) -> Writer | None:
    """Who writes to this contact point; None when a person must call or post instead.

    In development a text lands in the mail catcher, so that it can be read in the mailbox.
    """
    if contact.kind == ContactPoint.Kind.EMAIL:
        return email.written
    if contact.kind == ContactPoint.Kind.PHONE and settings.DEVELOPMENT:
        return text.written
    return None
