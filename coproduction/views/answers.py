"""Bookings and drafts as facts in words, for pages that show them."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import ContactPoint
from accounts.models.contact_point import as_people_write
from coproduction.capacity import Places
from coproduction.drafts import Draft
from coproduction.models import Booking, Session
from coproduction.moments import short
from coproduction.needs import Need

Fact = dict[str, str]


def mode_in_words(mode: str) -> str:
    return _("In the room") if mode == Booking.Mode.ROOM else _("Online")


def places_in_words(size: int) -> str:
    return ngettext("%d place", "%d places", size) % size


def needs_in_words(needs: tuple[Need, ...] | list[Need]) -> str:
    """One need a line."""
    lines = [f"{need.label}: {need.detail}" if need.detail else need.label for need in needs]
    return "\n".join(lines) or _("Nothing, thank you")


def answers_of(draft: Draft, session: Session) -> list[Fact]:
    """Check your answers, each with the page that changes it."""

    def fact(key: str, value: str, page: str, label: str) -> Fact:
        address = reverse(page, args=[session.partnership.slug, session.slug])
        return {"key": key, "value": value, "change_url": address, "change_label": label}

    mode = f"{mode_in_words(draft.mode)}, {places_in_words(draft.party_size)}"
    told = as_people_write(draft.kind, draft.value)
    if draft.tell_me:
        told += "\n" + _("Later too, about what became of what people said")
    return [
        fact(_("How you join"), mode, "booking_mode", _("how you join")),
        fact(_("Your name"), draft.name, "booking_who", _("your name")),
        fact(_("We write to"), told, "booking_who", _("where we write to")),
        fact(
            _("What would help you"),
            needs_in_words(draft.wanted()),
            "booking_support",
            _("what would help you"),
        ),
    ]


def masked(contact: ContactPoint | None) -> str:
    """Enough to recognise one's own address; a private link may have been passed on."""
    if contact is None:
        return ""
    value = contact.value
    if contact.kind == ContactPoint.Kind.EMAIL:
        name, _at, host = value.partition("@")
        return f"{name[:1]}•••@{host}"
    if contact.kind == ContactPoint.Kind.PHONE:
        return _("a phone number that ends in %(digits)s") % {"digits": value[-3:]}
    return _("your postal address")


def why_no_place(booking: Booking, *, places: dict[str, Places], now: datetime) -> str:
    """For staff, in one line: why a party has no place yet. "" for one that has."""
    session = booking.session
    if booking.is_confirmed or booking.is_cancelled:
        return ""
    until = short(booking.offer_until) if booking.offer_until else ""
    if booking.is_lapsed:
        return f"Offer lapsed: no answer by {until}"
    if not session.takes_bookings(now):
        reason = "was cancelled" if session.is_cancelled else "has begun"
        return f"Ended: the session {reason}"
    if booking.is_offered:
        return f"Offered until {until}"
    where = "in the room" if booking.mode == Booking.Mode.ROOM else "online"
    if booking.mode not in places:
        return f"The session is not held {where} any more"
    free = places[booking.mode].free
    places_free = f"{free} place{'' if free == 1 else 's'} free" if free else "no place free"
    return f"Party of {booking.party_size}; {places_free} {where}"


def facts_of(booking: Booking) -> list[Fact]:
    """A booking as its owner sees it."""
    session = booking.session
    where = session.where if booking.mode == Booking.Mode.ROOM else _("Online")
    rows = [
        (_("Reference"), booking.reference),
        (_("When"), f"{session.day}\n{session.hours}"),
        (_("Where"), where),
        (_("Places"), f"{mode_in_words(booking.mode)}, {places_in_words(booking.party_size)}"),
        (_("Name"), booking.name),
        (_("We write to"), masked(booking.contact)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
