"""Who is owed a reminder about sessions, and about what became of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Greatest

from coproduction.models import Contribution, Influence, Session
from coproduction.moments import day_after, day_before, two_hours_before
from coproduction.notices import names
from reminders.actions.owing import Owed
from reminders.models import Notice

# --- Sessions and bookings ---------------------------------------------------------------------

# Rows are written a day ahead, so that a missed hour of ours is nobody's missed reminder.
_AHEAD = timedelta(days=1)
# Whoever booked, or was told a new time, so shortly before has just read all of it.
_FRESH = timedelta(hours=12)
_AT_HAND = timedelta(hours=4)


def session_tomorrow(now: datetime) -> Iterator[Owed]:
    """A reminder to everybody with a place, due on the day before the session.

    Not to those whose confirmation, or whose message of a new time, came within twelve hours
    before: that served as the reminder.
    """
    return _before(now, names.TOMORROW, day_before, _FRESH)


def session_soon(now: datetime) -> Iterator[Owed]:
    """A last reminder two hours before, with the address or the link to join.

    Not to those who had all of it within the four hours before.
    """
    return _before(now, names.SOON, two_hours_before, _AT_HAND)


def reminders_after(told_at: datetime, starts_at: datetime) -> list[datetime]:
    """When somebody is reminded who had all of it at that moment."""
    due = [(day_before(starts_at), _FRESH), (two_hours_before(starts_at), _AT_HAND)]
    return [at for at, fresh in due if at is not None and told_at <= at - fresh]


def _before(
    now: datetime, kind: str, when: Callable[[datetime], datetime | None], fresh: timedelta
) -> Iterator[Owed]:
    # The day before begins at most 48 hours before the start.
    soon = Session.objects.upcoming(now).filter(starts_at__lte=now + _AHEAD + timedelta(days=2))
    for session in soon:
        due_at = when(session.starts_at)
        if due_at is None or due_at > now + _AHEAD:
            continue
        if session.moved_at and session.moved_at > due_at - fresh:
            continue
        booked = session.bookings.confirmed().select_related("contact")
        for booking in booked.filter(confirmed_at__lte=due_at - fresh).iterator():
            if booking.contact is not None:
                yield Owed(
                    kind=kind,
                    to=booking.contact,
                    about=booking,
                    due_at=due_at,
                    version=names.time_of(session),
                    not_after=session.starts_at,
                )


THANKED_WITHIN = timedelta(days=3)


def session_thanks(now: datetime) -> Iterator[Owed]:
    """Thanks and the exit question to everybody who had a place, due on the day after.

    Once for each booking, and not more than three days late.
    """
    over = Session.objects.past(now).filter(
        ends_at__lte=now, ends_at__gt=now - THANKED_WITHIN - timedelta(days=2)
    )
    for session in over:
        due_at = day_after(session.ends_at)
        if now >= due_at + THANKED_WITHIN:
            continue
        booked = session.bookings.confirmed().filter(contact__isnull=False)
        for booking in booked.select_related("contact").iterator():
            assert booking.contact is not None
            yield Owed(
                kind=names.THANKS,
                to=booking.contact,
                about=booking,
                due_at=due_at,
                not_after=due_at + THANKED_WITHIN,
            )


# --- What people say and hear back -------------------------------------------------------------


AT_A_TIME = 1_000


def what_followed(now: datetime) -> Iterable[Owed]:
    """Whom a decision answered is told of each promise that follows it, and when it is kept.

    The acts of this app owe what they know of. A promise is taken on and kept in an app that knows
    no decisions, so this looks for both, and for links made in any other way.
    """
    heard = Greatest(F("decision__published_at"), F("answered_at"))
    linked = Q(promised__gt=heard, commitment_state="open")
    yield from _untold("said-commitment", linked, now)
    kept = Q(commitment_kept__gt=heard, commitment_state="kept")
    yield from _untold("said-kept", kept, now)


def _untold(kind: str, condition: Q, now: datetime) -> Iterator[Owed]:
    told = Notice.objects.filter(
        kind=kind,
        subject_type=Influence._meta.label_lower,
        subject_id=OuterRef("pk"),
        version=Cast(OuterRef("commitment_id"), CharField()),
    )
    influences = (
        Influence.objects.filter(decision__state="published", contribution__contact__isnull=False)
        .exclude(contribution__state=Contribution.State.WITHDRAWN)
        .annotate(
            commitment_id=F("decision__follow_ups__commitment_id"),
            commitment_state=F("decision__follow_ups__commitment__state"),
            commitment_kept=F("decision__follow_ups__commitment__kept_at"),
            promised=Greatest(
                F("decision__follow_ups__linked_at"),
                F("decision__follow_ups__commitment__accepted_at"),
            ),
        )
        .filter(condition, ~Exists(told))
        .select_related("contribution__contact")
        .order_by("pk")[:AT_A_TIME]
    )
    for influence in influences:
        contact = influence.contribution.contact
        assert contact is not None
        yield Owed(
            kind=kind,
            to=contact,
            about=influence,
            due_at=now,
            version=str(influence.commitment_id),
        )
