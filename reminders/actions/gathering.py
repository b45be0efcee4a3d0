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


def follow_digests(now: datetime) -> int:
    """Settle what a digest gathered as the digest was, where a person told it; return how many."""
    states = (Notice.State.SENT, Notice.State.SKIPPED, Notice.State.FAILED)
    behind = Notice.objects.filter(state=Notice.State.HELD, digest__state__in=states)
    settled = 0
    for one in behind.select_related("digest")[:1_000]:
        assert one.digest is not None
        settled += Notice.objects.filter(pk=one.pk, state=Notice.State.HELD).update(
            state=one.digest.state, settled_at=one.digest.settled_at or now, why=one.digest.why
        )
    return settled
