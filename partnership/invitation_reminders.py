"""Invitations that nobody has answered: said once more after a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from partnership.models import Invitation
from partnership.models.invitation import HOLDS_FOR
from reminders.actions.owing import Owed
from reminders.hours import morning

INVITED = "invitation"
REMINDED = "invitation-reminder"
ANSWERED = "invitation-answered"
CHAIR_OFFERED = "chair-offered"
CHAIR_HANDED_OVER = "chair-handed-over"
AFTER = timedelta(days=7)


def invitations_unanswered(now: datetime) -> Iterator[Owed]:
    """To the address that was invited, a week after it was last written to."""
    sent_by = now + HOLDS_FOR - AFTER
    waiting = Invitation.objects.open(now).filter(contact__isnull=False, expires_at__lte=sent_by)
    for invitation in waiting.select_related("contact").iterator():
        assert invitation.contact is not None
        yield Owed(
            kind=REMINDED,
            to=invitation.contact,
            about=invitation,
            due_at=morning(timezone.localdate(invitation.expires_at - HOLDS_FOR + AFTER)),
            version=invitation.expires_at.isoformat(),
            not_after=invitation.expires_at,
        )
