"""What was told about a session, to whom, and what became of it: for those who see who comes.

What concerns safeguarding is not among it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from coproduction.models import Booking, Contribution, Decision, Influence, Session
from reminders.kinds import kinds
from reminders.models import Notice

State = Notice.State
STATES = tuple(State)
SOMEBODY = "Somebody who told us something"


@dataclass(frozen=True, slots=True)
class Told:
    """One message in a list. `reference` and `contact` are of the booking that it is to."""

    notice: Notice
    label: str
    to: str
    reference: str
    contact: str


def notices_of(session: Session) -> QuerySet[Notice]:
    """Every message about a session: its bookings, what was said there, and what became of it."""
    said = Contribution.objects.filter(session=session)
    about: dict[str, Any] = {
        Booking._meta.label_lower: Booking.objects.filter(session=session).values("pk"),
        Session._meta.label_lower: [session.pk],
        Contribution._meta.label_lower: said.values("pk"),
        Influence._meta.label_lower: Influence.objects.filter(contribution__in=said).values("pk"),
        Decision._meta.label_lower: Decision.objects.filter(session=session).values("pk"),
    }
    any_of = Q()
    for label, ids in about.items():
        any_of |= Q(subject_type=label, subject_id__in=ids)
    return Notice.objects.filter(any_of)


def totals(session: Session) -> list[dict[str, object]]:
    """For each kind how many messages stand how, and how many are known to have arrived."""
    rows = (
        notices_of(session)
        .values("kind", "state")
        .annotate(count=Count("pk"), arrived=Count("delivered_at"))
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        of_kind = found.setdefault(row["kind"], {"arrived": 0})
        of_kind[row["state"]] = row["count"]
        of_kind["arrived"] += row["arrived"]
    return [
        {
            "name": name,
            "label": _label(name),
            "counts": [counts.get(state, 0) for state in STATES],
            "arrived": counts["arrived"],
        }
        for name, counts in sorted(found.items(), key=lambda one: _label(one[0]))
    ]


def told(notices: Sequence[Notice], session: Session) -> list[Told]:
    """The messages with whom they are to. Who said something stays unnamed."""
    contacts = {notice.contact_id for notice in notices}
    ids = {one.subject_id for one in notices if one.subject_type == Booking._meta.label_lower}
    booked = Booking.objects.filter(Q(contact__in=contacts) | Q(pk__in=ids), session=session)
    rows = list(booked)
    by_contact = {booking.contact_id: booking for booking in rows if booking.contact_id}
    by_pk = {booking.pk: booking for booking in rows}
    return [_told(one, by_contact.get(one.contact_id) or _guest_of(one, by_pk)) for one in notices]


def _guest_of(notice: Notice, by_pk: dict[int, Booking]) -> Booking | None:
    """The booking that a guest was told of at an address which another has replaced."""
    about_booking = notice.subject_type == Booking._meta.label_lower
    guest = about_booking and notice.contact.person_id is None
    return by_pk.get(notice.subject_id) if guest else None


def _told(notice: Notice, booking: Booking | None) -> Told:
    unnamed = (Contribution._meta.label_lower, Influence._meta.label_lower)
    if notice.subject_type in unnamed:
        return Told(notice, _label(notice.kind), SOMEBODY, "", "")
    if booking is not None and notice.subject_type != Session._meta.label_lower:
        name, address = booking.name or "(deleted)", notice.contact.as_written
        return Told(notice, _label(notice.kind), name, booking.reference, address)
    owner = notice.contact.person
    return Told(notice, _label(notice.kind), owner.name if owner else "(deleted)", "", "")


def _label(kind: str) -> str:
    known = kinds().get(kind)
    return str(known.label) if known else kind
