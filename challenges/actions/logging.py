"""A leader logs what was done, and corrects it later without overwriting anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.errors import ChangedMeanwhile, LoggedAlready, NotYetHappened
from challenges.log_errors import NothingToLog
from challenges.models import Challenge, EntryVersion, LogDraft, LogEntry, Strength
from challenges.rules import can_correct, can_log_work
from partnership.models import Hat, Organisation


@dataclass(frozen=True, slots=True)
class Work:
    """What an entry says."""

    did: str
    happened_on: date
    visibility: str = LogEntry.Visibility.RESTRICTED
    learned: str = ""
    with_organisations: Iterable[Organisation] = field(default_factory=tuple)
    kind: str = LogEntry.Kind.CONVERSATION
    hours: Decimal | None = None
    strengths: Iterable[Strength] = field(default_factory=tuple)


def log_work(
    challenge: Challenge, *, by: Actor, work: Work, now: datetime, key: UUID | None = None
) -> LogEntry:
    """Log work in this hat. The same `key` in the same hat is logged once and answered alike.

    The draft with that key is done with. Raises `NotYetHappened` for a day to come.
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
            lock_hat(by)
            entry = _entry(challenge, by, work, now, key)
            entry.save(force_insert=True)
            entry.with_organisations.set(work.with_organisations)
            entry.strengths.set(work.strengths)
            drafts = LogDraft.objects.filter(hat_id=by.worn_hat_id, challenge=challenge)
            drafts.filter(answers__key=str(key)).delete()
    except LoggedAlready:
        if (entry := sent_before.first()) is None:
            raise
    return entry


def log_table(
    challenge: Challenge, *, by: Actor, works: Sequence[Work], now: datetime, key: UUID
) -> list[LogEntry]:
    """Log several pieces of work at once: all of them, or none. The same `key` is logged once.

    Raises `NothingToLog`, and `NotYetHappened` for a day to come.
    """
    require(can_log_work(by, challenge))
    if not works:
        raise NothingToLog()
    if any(work.happened_on > timezone.localdate(now) for work in works):
        raise NotYetHappened()
    with recorded(by, "logged several pieces of work on the challenge"):
        lock_hat(by)
        keys = [uuid5(key, str(number)) for number in range(len(works))]
        sent_before = LogEntry.objects.filter(key=keys[0], hat_id=by.worn_hat_id)
        if sent_before.exists():
            return list(LogEntry.objects.filter(key__in=keys, hat_id=by.worn_hat_id))
        return LogEntry.objects.bulk_create(
            _entry(challenge, by, work, now, one) for work, one in zip(works, keys, strict=True)
        )


def correct_entry(
    entry: LogEntry, *, by: Actor, version: int, work: Work, now: datetime
) -> LogEntry:
    """Correct an entry that was read at `version`; the correction shows, with what it said before.

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
        _keep_version(stored, now)
        said = ["did", "happened_on", "visibility", "learned", "kind", "hours"]
        for name in said:
            setattr(stored, name, getattr(work, name))
        stored.version += 1
        stored.corrected_at = now
        stored.save(update_fields=[*said, "version", "corrected_at"])
        stored.with_organisations.set(work.with_organisations)
        stored.strengths.set(work.strengths)
    return stored


def lock_hat(by: Actor) -> None:
    """One thing at a time is logged, or kept as a draft, in a hat: neither undoes the other."""
    Hat.objects.select_for_update(no_key=True).get(pk=by.worn_hat_id)


def _entry(
    challenge: Challenge, by: Actor, work: Work, now: datetime, key: UUID | None
) -> LogEntry:
    return LogEntry(
        challenge=challenge,
        hat_id=by.worn_hat_id,
        did=work.did,
        happened_on=work.happened_on,
        visibility=work.visibility,
        learned=work.learned,
        kind=work.kind,
        hours=work.hours,
        logged_at=now,
        key=key,
    )


def _keep_version(entry: LogEntry, now: datetime) -> None:
    names = sorted(organisation.name for organisation in entry.with_organisations.all())
    EntryVersion.objects.create(
        entry=entry,
        version=entry.version,
        kind=entry.kind,
        did=entry.did,
        happened_on=entry.happened_on,
        learned=entry.learned,
        visibility=entry.visibility,
        hours=entry.hours,
        together_with=", ".join(names)[:2000],
        replaced_at=now,
    )
