"""How long it is kept who was signed in, or had begun to sign up. Listed in settings.RETENTION."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session


def forget_sessions(now: datetime) -> int:
    """Delete browser sessions that have run out, with the answers that were begun in them."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]
