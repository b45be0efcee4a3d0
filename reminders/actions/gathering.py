"""To let a digest say only what is still wanted and true."""

from __future__ import annotations

from datetime import datetime

from reminders.digests import told_in
from reminders.models import Notice


def drop_what_is_over(digest: Notice, now: datetime) -> None:
    """Skip what the digest gathered and what has come to nothing since, each with its reason."""
    for gathered in told_in(digest, now):
        if gathered.why_not:
            Notice.objects.filter(pk=gathered.notice.pk, state=Notice.State.HELD).update(
                state=Notice.State.SKIPPED, settled_at=now, why=gathered.why_not[:200]
            )
