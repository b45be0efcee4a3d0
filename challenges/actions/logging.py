"""A leader logs what was done, and corrects it later without overwriting anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.errors import ChangedMeanwhile, LoggedAlready, NotYetHappened
from challenges.models import Challenge, LogEntry
from challenges.rules import can_correct, can_log_work
from partnership.models import Organisation


@dataclass(frozen=True, slots=True)
class Work:
    """What an entry says."""

    did: str
    happened_on: date
    visibility: str = LogEntry.Visibility.RESTRICTED
    learned: str = ""
    with_organisations: Iterable[Organisation] = field(default_factory=tuple)


def log_work(
    challenge: Challenge, *, by: Actor, work: Work, now: datetime, key: UUID | None = None
) -> LogEntry:
    """Log work in this hat. The same `key` in the same hat is logged once and answered alike.

    Raises `NotYetHappened` for a day to come.
    """
    require(can_log_work(by, challenge))
    if work.happened_on > timezone.localdate(now):
        raise NotYetHappened()
    sent_before = LogEntry.objects.filter(key=key, hat_id=by.worn_hat_id, challenge=challenge)
    if key is not None and (entry := sent_before.first()):
        return entry
    refusals = {"log_form_is_sent_once": LoggedAlready}
    try:
        with recorded(by, "logged work on the challenge", refusals=refusals):
            entry = LogEntry.objects.create(
                challenge=challenge,
                hat_id=by.worn_hat_id,
                did=work.did,
                happened_on=work.happened_on,
                visibility=work.visibility,
                learned=work.learned,
                logged_at=now,
                key=key,
            )
            entry.with_organisations.set(work.with_organisations)
    except LoggedAlready:
        if (entry := sent_before.first()) is None:
            raise
    return entry


def correct_entry(
    entry: LogEntry, *, by: Actor, version: int, work: Work, now: datetime
) -> LogEntry:
    """Correct an entry that was read at `version`; the correction shows, with its day.

    Raises `ChangedMeanwhile` with the stored entry when it is not at that version any more, so
    that nobody overwrites a text that they have not seen, and `NotYetHappened`.
    """
    require(can_correct(by, entry))
    if work.happened_on > timezone.localdate(now):
        raise NotYetHappened()
    with recorded(by, "corrected an entry of the log"):
        stored = LogEntry.objects.select_for_update().get(pk=entry.pk)
        if stored.version != version:
            raise ChangedMeanwhile(stored)
        stored.did = work.did
        stored.happened_on = work.happened_on
        stored.visibility = work.visibility
        stored.learned = work.learned
        stored.version += 1
        stored.corrected_at = now
        stored.save(
            update_fields=[
                "did", "happened_on", "visibility", "learned", "version", "corrected_at"
            ]
        )  # fmt: skip
        stored.with_organisations.set(work.with_organisations)
    return stored
