"""What must be known of a batch of notices before they go, read in a few statements for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Model

from reminders.digests import DIGEST
from reminders.kinds import Kind, kinds
from reminders.models import Notice
from reminders.things import things_of
from reminders.verdicts import Circumstances
from reminders.wishes import EVERYTHING, Often, Wishes, wishes_of

# What was read may have changed since: a batch that is slower than this reads again.
FRESH = timedelta(seconds=2)
WEEK = timedelta(days=7)


class Batch:
    """The things, wishes and counts of some notices, as of one moment."""

    def __init__(self, notices: Sequence[Notice], now: datetime) -> None:
        self.read_at = now
        self._notices = notices
        self._things: dict[str, dict[tuple[str, int], Model]] = {}
        mailed = {one.contact_id for one in notices if _is_mailing(one)}
        self._wishes = wishes_of(mailed) if mailed else {}
        self._sent = _sent_this_week(mailed, now) if mailed else Counter[int]()
        self._going = _going_elsewhere(mailed, notices) if mailed else {}

    def is_stale(self, now: datetime) -> bool:
        return now - self.read_at > FRESH

    def thing(self, notice: Notice) -> Model | None:
        """What the notice is about; None when it is gone.

        Each kind's things are fetched when the first of them is asked for: a kind that cannot be
        asked keeps back its own notices alone.
        """
        if notice.kind not in self._things:
            of_its_kind = [one for one in self._notices if one.kind == notice.kind]
            self._things[notice.kind] = things_of(of_its_kind)
        return self._things[notice.kind].get((notice.kind, notice.subject_id))

    def circumstances(
        self, notice: Notice, kind: Kind[Any], thing: Model, now: datetime
    ) -> Circumstances:
        wishes: Wishes = self._wishes.get(notice.contact_id, EVERYTHING)
        sent_this_week = self._sent[notice.contact_id] + self._before(notice)
        if notice.kind == DIGEST:  # it is what the others wait for, and waits for none itself
            wishes, sent_this_week = replace(wishes, often=Often.EACH), 0
        return Circumstances(
            topic=kind.topic,
            timing=kind.timing,
            now=now,
            wishes=wishes,
            cadence=kind.cadence(thing),
            not_after=notice.not_after,
            sent_this_week=sent_this_week,
        )

    def _before(self, notice: Notice) -> int:
        """Mailings that others took up for the same contact point before this: as if sent."""
        mine = (notice.claimed_at, notice.pk)
        return sum(other < mine for other in self._going.get(notice.contact_id, ()))

    def count(self, notice: Notice) -> None:
        """One more mailing went to this contact point."""
        if _is_mailing(notice):
            self._sent[notice.contact_id] += 1


def _is_mailing(notice: Notice) -> bool:
    kind = kinds().get(notice.kind)
    return kind is not None and kind.topic.optional


def _mailing_kinds() -> list[str]:
    return [name for name, kind in kinds().items() if kind.topic.optional]


def _going_elsewhere(
    contacts: Collection[int], own: Sequence[Notice]
) -> dict[int, list[tuple[datetime | None, int]]]:
    """When, for each contact point, other deliverers took up a mailing that is not settled yet.

    Two who deliver at once would otherwise each think that theirs is the last of the week.
    """
    others = Notice.objects.filter(
        state=Notice.State.CLAIMED, contact__in=contacts, kind__in=_mailing_kinds()
    ).exclude(pk__in=[one.pk for one in own])
    found: dict[int, list[tuple[datetime | None, int]]] = {}
    for contact, claimed_at, pk in others.values_list("contact", "claimed_at", "pk"):
        found.setdefault(contact, []).append((claimed_at, pk))
    return found


def _sent_this_week(contacts: Collection[int], now: datetime) -> Counter[int]:
    """Mailings sent to each contact point in seven days. What came in a digest came as one."""
    rows = (
        Notice.objects.filter(
            contact__in=contacts,
            state=Notice.State.SENT,
            settled_at__gt=now - WEEK,
            kind__in=_mailing_kinds(),
            digest__isnull=True,
        )
        .values_list("contact")
        .annotate(Count("pk"))
    )
    return Counter(dict(rows))
