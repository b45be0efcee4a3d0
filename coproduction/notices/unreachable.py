"""To those who arrange a session: somebody who booked cannot be reached the way they gave."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from coproduction.models import Booking
from coproduction.moments import short
from coproduction.notices.bookings import bookings
from coproduction.notices.names import UNREACHABLE, one_line
from coproduction.notices.team import TEAM
from coproduction.teams import arrangers
from reminders.actions.bouncing import in_words
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice


def unreachable(booking: Booking, notice: Notice) -> Message:
    """Whose reference, never which address: that is for the coordinator to see."""
    session = booking.session
    facts = {
        "reference": booking.reference,
        "title": one_line(session.title),
        "day": session.day,
        "what": in_words(booking.contact) if booking.contact else _("address"),
        "when": short(session.starts_at),
    }
    path = reverse("session_attendees", args=[session.partnership.slug, session.slug])
    return Message(
        subject=_("We cannot reach booking %(reference)s: %(title)s, %(day)s") % facts,
        lines=[
            f"{session.day}, {session.hours}",
            _("The %(what)s that they gave does not work. What we wrote did not arrive.") % facts,
            _("The coordinator can see how to reach them, and give the booking a new address."),
        ],
        link=absolute(path),
        link_text=_("See who comes"),
        text=_("We cannot reach booking %(reference)s: %(when)s. %(title)s") % facts,
    )


def unless_reached(booking: Booking, notice: Notice, now: datetime) -> str:
    if booking.contact is None or booking.contact.stopped_at is None:
        return "They can be reached again."
    if notice.version != str(booking.contact_id):
        return "They gave a new address since."
    if booking.is_cancelled or booking.session.is_cancelled:
        return "The booking was cancelled."
    if notice.contact.person_id not in arrangers(booking.session, now=now):
        return "They do not run this session any more."
    return "The session has begun." if booking.session.has_started(now) else ""


def _example() -> tuple[Booking, str] | None:
    newest = bookings().filter(contact__stopped_at__isnull=False).order_by("-pk").first()
    return (newest, str(newest.contact_id)) if newest else None


KINDS = (
    Kind(
        name=UNREACHABLE,
        label=gettext_lazy("Somebody who booked cannot be reached"),
        topic=TEAM,
        audience=gettext_lazy("you run the session"),
        when="Once for each booking, when its address or number turns out not to work",
        things=bookings,
        wording=unreachable,
        why_not=unless_reached,
        timing=Timing.DECENT_HOUR,
        example=_example,
    ),
)
