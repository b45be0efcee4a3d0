"""How long it is kept what was sent to whom. Listed in settings.RETENTION."""

from __future__ import annotations

from datetime import datetime, timedelta

from reminders.models import Notice

KEPT = timedelta(days=760)  # 25 months: the longest that anybody may ask to be remembered


def forget_notices(now: datetime) -> int:
    """Delete notices that were settled, or should have been, 25 months ago."""
    old = now - KEPT
    return Notice.objects.filter(due_at__lt=old).exclude(settled_at__gte=old).delete()[0]
