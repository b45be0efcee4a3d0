"""How long it is kept who was asked to act, and where. Listed in settings.RETENTION."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded
from partnership.models import Invitation

KEPT = timedelta(days=30)
_AT_A_TIME = 500


def forget_invitations(now: datetime) -> int:
    """Thirty days after it ended: who said no, or never answered, and of who said yes the address.

    The private note goes with it.

    Who acts as what, and by whose invitation, stays in the record.
    """
    over = now - KEPT
    ended = Invitation.objects.filter(
        Q(accepted_at__lte=over)
        | Q(declined_at__lte=over)
        | Q(withdrawn_at__lte=over)
        | Q(expires_at__lte=over, accepted_at__isnull=True)
    ).exclude(accepted_at__isnull=False, email="", words="")
    with recorded(Actor.for_job("forget invitations"), "forgot invitations that are over"):
        rows = list(ended.select_for_update(skip_locked=True).order_by("pk")[:_AT_A_TIME])
        written_to = [one.contact_id for one in rows if one.contact_id]
        said_yes = [one.pk for one in rows if one.accepted_at is not None]
        Invitation.objects.filter(pk__in=said_yes).update(email="", contact=None, words="")
        Invitation.objects.filter(pk__in=[one.pk for one in rows]).exclude(pk__in=said_yes).delete()
        ContactPoint.objects.filter(pk__in=written_to).delete()
    return len(rows)
