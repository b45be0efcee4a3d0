"""Messages about bookings. None can be switched off: they are about what somebody asked for."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import absolute
from coproduction.calendars import calendar_of
from coproduction.capacity import parties_before
from coproduction.models import Booking
from coproduction.moments import day_as_heard, short
from coproduction.notices import truth
from coproduction.notices.names import (
    BOOKED,
    CANCELLED,
    FREED,
    MOVED,
    SESSION_CANCELLED,
    TOMORROW,
    WAITING,
    link_of,
)
from coproduction.notices.texts import fitted
from reminders.kinds import Attachment, Kind, Message, Timing
from reminders.models import Notice


def _subject(notice: Notice) -> Booking:
    return Booking.objects.select_related("session__partnership").get(pk=notice.subject_id)


def _where_and_how(booking: Booking) -> list[str]:
    """When, where and how to get there, as the first lines of a message."""
    session = booking.session
    lines = [_("When: %(day)s, %(hours)s") % {"day": session.day, "hours": session.hours}]
    if booking.mode == Booking.Mode.ROOM:
        lines.append(_("Where: %(where)s") % {"where": session.where})
        if session.getting_there:
            lines.append(_("How to get there: %(how)s") % {"how": session.getting_there})
    elif session.joining_link:
        lines.append(_("Where: online. Join here: %(link)s") % {"link": session.joining_link})
    else:
        lines.append(_("Where: online. We will send the link to join before the day."))
    return lines


def _title_and_day(booking: Booking) -> dict[str, str]:
    return {"title": booking.session.title, "day": booking.session.day}


def _said(
    booking: Booking, *, subject: str, lines: list[str], text: str, attach: bool = False
) -> Message:
    path = link_of(booking)
    attached: tuple[Attachment, ...] = ()
    if attach:
        content = calendar_of(booking, link=path, now=timezone.now())
        attached = (Attachment("session.ics", "text/calendar", content),)
    return Message(
        subject=subject % _title_and_day(booking),
        lines=lines,
        link=absolute(path),
        link_text=_("See, change or cancel your booking"),
        text=fitted(text, booking.session.title, absolute(path)),
        attachments=attached,
    )


def _facts(booking: Booking) -> list[str]:
    places = _("1 place") if booking.party_size == 1 else _("%d places") % booking.party_size
    return [
        _("Your reference: %(reference)s (%(places)s)")
        % {"reference": booking.reference, "places": places}
    ]


def _booked(notice: Notice) -> Message:
    booking = _subject(notice)
    return _said(
        booking,
        subject=_("You have a place: %(title)s, %(day)s"),
        lines=[
            *_where_and_how(booking),
            *_facts(booking),
            _("If you cannot come, please tell us with the link below. Somebody may be waiting."),
        ],
        text=_("You have a place: %(title)s, ") + f"{_short(booking)}. {booking.reference}.",
        attach=True,
    )


def _short(booking: Booking) -> str:
    return short(booking.session.starts_at)


def _waiting(notice: Notice) -> Message:
    booking = _subject(notice)
    before = parties_before(booking)
    ahead = (
        _("You are first on the list.")
        if before == 0
        else _("You are number %d on the list.") % (before + 1)
    )
    return _said(
        booking,
        subject=_("You are on the waiting list: %(title)s, %(day)s"),
        lines=[
            *_where_and_how(booking)[:1],
            ahead,
            _(
                "When a place is free, it goes to the person who asked first and whose whole party"
                " fits. We write to you at once. You need do nothing."
            ),
            *_facts(booking),
        ],
        text=_("You are on the waiting list for %(title)s, ") + f"{_short(booking)}.",
    )


def _freed(notice: Notice) -> Message:
    booking = _subject(notice)
    return _said(
        booking,
        subject=_("A place is free and it is yours: %(title)s, %(day)s"),
        lines=[
            *_where_and_how(booking),
            *_facts(booking),
            _(
                "You were next on the waiting list. If you cannot come any more, please cancel"
                " with the link below, so that the place goes to the next person."
            ),
        ],
        text=_("A place is free and it is yours: %(title)s, ") + f"{_short(booking)}.",
        attach=True,
    )


def _cancelled(notice: Notice) -> Message:
    booking = _subject(notice)
    return _said(
        booking,
        subject=_("Your booking is cancelled: %(title)s, %(day)s"),
        lines=[
            _("You will not be expected on %(day)s.") % {"day": booking.session.day},
            _("Reference: %(reference)s") % {"reference": booking.reference},
            _("If this was not meant, you can book again."),
        ],
        text=_("Your booking is cancelled: %(title)s, ") + f"{_short(booking)}.",
        attach=True,
    )


def _called_off(notice: Notice) -> Message:
    booking = _subject(notice)
    return _said(
        booking,
        subject=_("Cancelled: %(title)s, %(day)s"),
        lines=[
            _("It will not take place on %(day)s. Please do not come.")
            % {"day": booking.session.day},
            _("Why: %(why)s") % {"why": booking.session.cancelled_because},
            _("You do not need to do anything."),
        ],
        text=_("CANCELLED, please do not come: %(title)s, ") + f"{_short(booking)}.",
        attach=booking.is_confirmed,
    )


def _moved(notice: Notice) -> Message:
    booking = _subject(notice)
    facts = _where_and_how(booking)
    kept = (
        _("Your place is kept.")
        if booking.is_confirmed
        else _("You are still on the waiting list.")
    )
    return _said(
        booking,
        subject=_("New time or place: %(title)s, now %(day)s"),
        lines=[
            # Only who has a place is given the link to join.
            *(facts if booking.is_confirmed or booking.mode == Booking.Mode.ROOM else facts[:1]),
            kept,
            *_facts(booking),
            _("If you cannot come now, please cancel with the link below."),
        ],
        text=_("New time or place: %(title)s is now ") + f"{_short(booking)}.",
        attach=booking.is_confirmed,
    )


def _tomorrow(notice: Notice) -> Message:
    booking = _subject(notice)
    when = day_as_heard(booking.session.starts_at, timezone.now())
    return _said(
        booking,
        subject=_("See you %(when)s: ") % {"when": when} + "%(title)s",
        lines=[
            *_where_and_how(booking),
            *_facts(booking),
            _("If you cannot come, please cancel with the link below. Somebody may be waiting."),
        ],
        text=_("See you %(when)s at ") % {"when": when} + f"%(title)s, {_short(booking)}.",
    )


_BOOKED = "Whoever booked"
_ALL = "All who booked or wait"

KINDS = (
    Kind(BOOKED, "bookings", _BOOKED, _booked, truth.unless_confirmed),
    Kind(WAITING, "bookings", "Whoever joined the waiting list", _waiting, truth.unless_waiting),
    Kind(FREED, "bookings", "Whoever was next on the list", _freed, truth.unless_confirmed),
    Kind(CANCELLED, "bookings", "Whoever cancelled", _cancelled, truth.unless_cancelled),
    Kind(SESSION_CANCELLED, "bookings", _ALL, _called_off, truth.unless_called_off),
    Kind(MOVED, "bookings", _ALL, _moved, truth.unless_at_this_time),
    Kind(
        TOMORROW,
        "bookings",
        _BOOKED,
        _tomorrow,
        truth.unless_tomorrow,
        timing=Timing.DECENT_HOUR,
    ),
)
