"""Messages about offers of a freed place. None can be switched off: a place is held meanwhile."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from coproduction.models import Booking
from coproduction.moments import deadline_in_words, short
from coproduction.notices.booking_words import reference_of
from coproduction.notices.bookings import BOOKINGS, bookings
from coproduction.notices.names import LAPSED, OFFERED, link_of, pace_of_booking
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice


def _when_and_where(booking: Booking) -> list[str]:
    """Without the link to join: only who has a place is given it."""
    session = booking.session
    where = session.where if booking.mode == Booking.Mode.ROOM else _("online")
    return [
        _("When: %(day)s, %(hours)s") % {"day": session.day, "hours": session.hours},
        _("Where: %(where)s") % {"where": where},
    ]


def _facts(booking: Booking) -> dict[str, str]:
    """The deadline is the session's start at the latest, so these are the words of both."""
    session = booking.session
    until = booking.offer_until or session.starts_at
    return {
        "title": session.title,
        "day": session.day,
        "when": short(session.starts_at),
        "deadline": deadline_in_words(until),
        "short_deadline": short(until),
    }


def _offered(booking: Booking, notice: Notice) -> Message:
    facts = _facts(booking)
    return Message(
        subject=_("A place is free, please answer: %(title)s, %(day)s") % facts,
        lines=[
            *_when_and_where(booking),
            _("Say yes by: %(deadline)s. Until then we hold the place for you.") % facts,
            *reference_of(booking),
            _("Open the link below to say yes or no. You need no account."),
            _("If you do not answer by then, the place is offered to the next person."),
        ],
        link=absolute(link_of(booking)),
        link_text=_("Say yes or no to this place"),
        text=_("A place is free: %(when)s. Say yes by %(short_deadline)s. %(title)s") % facts,
    )


def _lapsed(booking: Booking, notice: Notice) -> Message:
    facts = _facts(booking)
    return Message(
        subject=_("Your time to answer is over: %(title)s, %(day)s") % facts,
        lines=[
            *_when_and_where(booking),
            _(
                "You could say yes until %(deadline)s. We did not hear from you, so the place is "
                "offered to the next person."
            )
            % facts,
            _("You are not on the waiting list any more. You do not need to do anything."),
            _("Would you still like to come? Ask again with the link below."),
        ],
        link=absolute(link_of(booking)),
        link_text=_("Ask for a place again"),
        text=_("Your time to take a place on %(when)s is over. You can ask again. %(title)s")
        % facts,
    )


def _unless_offered(booking: Booking, notice: Notice, now: datetime) -> str:
    if not booking.session.is_published:
        return "The session was cancelled."
    return "" if booking.can_answer(now) else "The place is not offered to them any more."


def _unless_lapsed(booking: Booking, notice: Notice, now: datetime) -> str:
    if not booking.session.takes_bookings(now):
        return "The session has begun or was cancelled."
    return "" if booking.is_lapsed else "They asked again, or do not want to come."


def _example() -> tuple[Booking, str] | None:
    newest = bookings().filter(offer_until__isnull=False).order_by("-pk").first()
    return (newest, "") if newest else None


KINDS = (
    Kind(
        name=OFFERED,
        label=gettext_lazy("A place is offered to you"),
        topic=BOOKINGS,
        audience=gettext_lazy("you were next on the waiting list"),
        when="When a place is free, from 8 in the morning to 8 in the evening",
        things=bookings,
        wording=_offered,
        why_not=_unless_offered,
        example=_example,
        urgent=True,
    ),
    Kind(
        name=LAPSED,
        label=gettext_lazy("Your time to take a place is over"),
        topic=BOOKINGS,
        audience=gettext_lazy("a place was offered to you"),
        when="When you did not answer in time, from 8 in the morning to 8 in the evening",
        things=bookings,
        wording=_lapsed,
        why_not=_unless_lapsed,
        example=_example,
        timing=Timing.DECENT_HOUR,
        cadence=pace_of_booking,
    ),
)
