"""How long it is kept what was sent to whom. Listed in settings.RETENTION."""

from __future__ import annotations

from datetime import datetime, timedelta

from reminders.models import Notice

KEPT = timedelta(days=760)  # 25 months: the longest that anybody may ask to be remembered


AT_A_TIME, TIMES = 1_000, 20  # an hour; what is left is forgotten in the next


def forget_notices(now: datetime) -> int:
    """Delete notices that were settled, or should have been, 25 months ago; return how many.

    A thousand to a transaction, so that no delivery waits long for their rows.
    """
    old = now - KEPT
    due = Notice.objects.filter(due_at__lt=old).exclude(settled_at__gte=old).order_by("pk")
    forgotten = 0
    for _time in range(TIMES):
        batch = list(due.values_list("pk", flat=True)[:AT_A_TIME])
        Notice.objects.filter(pk__in=batch).delete()
        forgotten += len(batch)
        if len(batch) < AT_A_TIME:
            break
    return forgotten
