"""What messages about bookings say."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import absolute
from accounts.models import ContactPoint
from accounts.templatetags.clock import clock
from coproduction.calendars import invitation_of
from coproduction.capacity import parties_before
from coproduction.models import Booking
from coproduction.moments import day_as_heard, deadline_in_words, short
from coproduction.notices.names import link_of, one_line
from reminders.kinds import Message
from reminders.models import Notice

# A longer link would leave no room in a text for the hour: there the private page gives it.
LINK_IN_A_TEXT = 100


def where_and_how(booking: Booking) -> list[str]:
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


def _in_a_text(booking: Booking) -> dict[str, str]:
    """The day and the hour first: the end of a text gives way when it is too long."""
    session = booking.session
    where = one_line(session.venue, 40) if booking.mode == Booking.Mode.ROOM else _("online")
    return {
        "title": session.title,
        "when": short(session.starts_at),
        "where": where,
        "reference": booking.reference,
    }


def said(
    booking: Booking,
    *,
    subject: str,
    lines: list[str],
    text: str,
    link_text: str = "",
    invites: Notice | None = None,
) -> Message:
    """A message with the link to the booking. By email it `invites` whom that notice goes to."""
    path = link_of(booking)
    return Message(
        subject=subject % _title_and_day(booking),
        lines=lines,
        link=absolute(path),
        link_text=link_text or _("See, change or cancel your booking"),
        text=text % _in_a_text(booking),
        invitation=_invitation(booking, invites, path) if invites else None,
    )


def _invitation(booking: Booking, notice: Notice, path: str) -> bytes | None:
    if notice.contact.kind != ContactPoint.Kind.EMAIL:
        return None
    return invitation_of(booking, to=notice.contact.value, link=path, now=timezone.now())


def reference_of(booking: Booking) -> list[str]:
    places = _("1 place") if booking.party_size == 1 else _("%d places") % booking.party_size
    return [
        _("Your reference: %(reference)s (%(places)s)")
        % {"reference": booking.reference, "places": places}
    ]


def booked(booking: Booking, notice: Notice) -> Message:
    return said(
        booking,
        subject=_("You have a place: %(title)s, %(day)s"),
        lines=[
            *where_and_how(booking),
            *reference_of(booking),
            _("If you cannot come, please tell us. Somebody may be waiting."),
        ],
        text=_("You have a place: %(when)s, %(where)s. %(reference)s. %(title)s"),
        invites=notice,
    )


def waiting(booking: Booking, notice: Notice) -> Message:
    before = parties_before(booking)
    ahead = (
        _("You are first on the list.")
        if before == 0
        else _("You are number %d on the list.") % (before + 1)
    )
    return said(
        booking,
        subject=_("You are on the waiting list: %(title)s, %(day)s"),
        lines=[
            *where_and_how(booking)[:1],
            ahead,
            _(
                "When a place is free, we offer it to the person who asked first and whose whole"
                " party fits. When that is you, we write to you and say by when to answer."
            ),
            *reference_of(booking),
        ],
        text=_("You are on the waiting list: %(when)s. %(reference)s. %(title)s"),
    )


def cancelled(booking: Booking, notice: Notice) -> Message:
    return said(
        booking,
        subject=_("Your booking is cancelled: %(title)s, %(day)s"),
        lines=[
            _("You will not be expected on %(day)s.") % {"day": booking.session.day},
            _("Reference: %(reference)s") % {"reference": booking.reference},
            _("If this was not meant, you can book again."),
        ],
        text=_("Your booking is cancelled: %(when)s. %(reference)s. %(title)s"),
        link_text=_("See your booking, or book again"),
        invites=notice,
    )


def called_off(booking: Booking, notice: Notice) -> Message:
    return said(
        booking,
        subject=_("Cancelled: %(title)s, %(day)s"),
        lines=[
            _("It will not take place on %(day)s. Please do not come.")
            % {"day": booking.session.day},
            _("Why: %(why)s") % {"why": booking.session.cancelled_because},
            _("You do not need to do anything."),
        ],
        text=_("CANCELLED, please do not come: %(when)s. %(title)s"),
        link_text=_("See your booking"),
        invites=notice,
    )


def _kept(booking: Booking) -> str:
    """What became of somebody's place, offer or place in the queue when the session was moved."""
    if booking.is_confirmed:
        return _("Your place is kept.")
    if booking.is_offered and booking.offer_until:
        words = _("A place is still offered to you. Please answer by %(deadline)s.")
        return words % {"deadline": deadline_in_words(booking.offer_until)}
    return _("You are still on the waiting list.")


def moved(booking: Booking, notice: Notice) -> Message:
    facts = where_and_how(booking)
    return said(
        booking,
        subject=_("New time or place: %(title)s, now %(day)s"),
        lines=[
            # Only who has a place is given the link to join.
            *(facts if booking.is_confirmed or booking.mode == Booking.Mode.ROOM else facts[:1]),
            _kept(booking),
            *reference_of(booking),
            _("If you cannot come now, please tell us."),
        ],
        text=_("New time or place: now %(when)s, %(where)s. %(title)s"),
        invites=notice,
    )


def tomorrow(booking: Booking, notice: Notice) -> Message:
    when = day_as_heard(booking.session.starts_at, timezone.now())
    return said(
        booking,
        subject=_("See you %(when)s: ") % {"when": when} + "%(title)s",
        lines=[
            *where_and_how(booking),
            *reference_of(booking),
            _("If you cannot come, please tell us. Somebody may be waiting."),
        ],
        text=_("See you: %(when)s, %(where)s. %(title)s"),
    )


def soon(booking: Booking, notice: Notice) -> Message:
    """What one needs at the door: the address, or the link to join as the one clear link."""
    session = booking.session
    day = day_as_heard(session.starts_at, timezone.now())
    facts = {"day": day, "time": clock(session.starts_at)}
    joins = booking.mode == Booking.Mode.ONLINE and session.joining_link
    path = link_of(booking)
    at_hand = joins and len(session.joining_link) <= LINK_IN_A_TEXT
    where = one_line(session.where, 70) if booking.mode == Booking.Mode.ROOM else _("online")
    return Message(
        subject=_("It begins %(day)s at %(time)s: ") % facts + one_line(session.title),
        lines=[
            *where_and_how(booking),
            *reference_of(booking),
            _("See, change or cancel your booking: %(link)s") % {"link": absolute(path)}
            if at_hand
            else "",
        ],
        link=session.joining_link if at_hand else absolute(path),
        link_text=_("Join online") if at_hand else _("See, change or cancel your booking"),
        text=_("It begins %(day)s at %(time)s, ") % facts + f"{where}. {one_line(session.title)}",
    )
