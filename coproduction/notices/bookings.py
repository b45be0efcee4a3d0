"""Messages about bookings. None can be switched off: they are about what somebody asked for."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coproduction.models import Booking
from coproduction.notices import booking_words as words
from coproduction.notices import names, truth
from reminders.kinds import Kind, Timing, Topic

BOOKINGS = Topic("bookings", _("Your bookings"))
_BOOKED = _("you booked a place")
_BOOKED_OR_WAIT = _("you booked a place or are on the waiting list")


def bookings() -> QuerySet[Booking]:
    """Bookings with all that their messages say."""
    return Booking.objects.select_related("session__partnership", "contact")


KINDS = (
    Kind(
        name=names.BOOKED,
        label=_("You have a place"),
        topic=BOOKINGS,
        audience=_BOOKED,
        when="At once, when a place is booked, or when the booking is changed",
        things=bookings,
        wording=words.booked,
        why_not=truth.unless_confirmed,
    ),
    Kind(
        name=names.WAITING,
        label=_("You are on the waiting list"),
        topic=BOOKINGS,
        audience=_("you joined the waiting list"),
        when="At once, when the session is full",
        things=bookings,
        wording=words.waiting,
        why_not=truth.unless_waiting,
    ),
    Kind(
        name=names.CANCELLED,
        label=_("Your booking is cancelled"),
        topic=BOOKINGS,
        audience=_("your booking was cancelled"),
        when="At once",
        things=bookings,
        wording=words.cancelled,
        why_not=truth.unless_cancelled,
    ),
    Kind(
        name=names.SESSION_CANCELLED,
        label=_("The session is cancelled"),
        topic=BOOKINGS,
        audience=_BOOKED_OR_WAIT,
        when="At once",
        things=bookings,
        wording=words.called_off,
        why_not=truth.unless_called_off,
    ),
    Kind(
        name=names.MOVED,
        label=_("The session has a new time or place"),
        topic=BOOKINGS,
        audience=_BOOKED_OR_WAIT,
        when="At once",
        things=bookings,
        wording=words.moved,
        why_not=truth.unless_at_this_time,
    ),
    Kind(
        name=names.TOMORROW,
        label=_("The day before the session"),
        topic=BOOKINGS,
        audience=_BOOKED,
        when="At 10 in the morning of the day before",
        things=bookings,
        wording=words.tomorrow,
        why_not=truth.unless_coming,
        timing=Timing.DECENT_HOUR,
        cadence=names.pace_of_booking,
    ),
    Kind(
        name=names.SOON,
        label=_("Two hours before the session"),
        topic=BOOKINGS,
        audience=_BOOKED,
        when="Two hours before it begins, but never before 7:30 in the morning",
        things=bookings,
        wording=words.soon,
        why_not=truth.unless_coming,
        urgent=True,
    ),
)
