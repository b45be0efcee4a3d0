"""What of roles is not kept for ever. Listed in settings.RETENTION.

Who held a public role, when and for whom, and what they did together stays, as history.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from leaders.models import Handover

KEPT = timedelta(days=761)  # 25 months


def forget_handover_notes(now: datetime) -> int:
    """Empty the notes of handovers 25 months after the share ended; who followed whom stays."""
    old = Handover.objects.filter(outgoing__ends_on__lte=timezone.localdate(now) - KEPT)
    with recorded(Actor.for_job("forget handover notes"), "emptied old handover notes"):
        return old.exclude(note="").update(note="")
