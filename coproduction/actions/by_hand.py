"""To write down that somebody was told by phone or post, or could not be reached."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from coproduction import rules
from coproduction.by_hand import to_tell
from partnership.models import Partnership
from reminders.models import Notice

HOW = {"email": "by hand", "phone": "by phone", "post": "by post"}


def tell_by_hand(
    partnership: Partnership, *, by: Actor, about: Q, notices: Collection[int], now: datetime
) -> int:
    """They were told. Return how many; saying it twice is harmless."""
    require(rules.can_tell_by_hand(by, partnership))
    told = 0
    with recorded(by, "told somebody by phone or post"):
        for notice in _held(about, notices):
            why = f"Told {HOW[notice.contact.kind]} by {_who(by)}."
            told += Notice.objects.filter(pk=notice.pk, state=Notice.State.TO_CALL).update(
                state=Notice.State.SENT, settled_at=now, why=why[:200]
            )
    return told


def note_not_reached(
    partnership: Partnership, *, by: Actor, about: Q, notices: Collection[int], now: datetime
) -> None:
    """Somebody tried, and nobody answered. It stays on the list, with when that was."""
    require(rules.can_tell_by_hand(by, partnership))
    with recorded(by, "could not reach somebody"):
        local = timezone.localtime(now)
        why = f"Not reached on {local:%-d %B} at {local:%H:%M} by {_who(by)}."
        ids = [notice.pk for notice in _held(about, notices)]
        Notice.objects.filter(pk__in=ids).update(why=why[:200])


def _held(about: Q, notices: Collection[int]) -> list[Notice]:
    return list(to_tell(about).filter(pk__in=notices).select_for_update(of=("self",)))


def _who(by: Actor) -> str:
    return f"{by.name}, {by.hat_label}" if by.hat_label else by.name
