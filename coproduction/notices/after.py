"""The day after a session: thanks, one question without a name, and the way to add words."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from coproduction.actions.contributing import listens_until
from coproduction.models import Booking, Session
from coproduction.notices.bookings import BOOKINGS, bookings
from coproduction.notices.names import THANKS, one_line, pace_of_booking
from coproduction.threads import in_words
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice


def thanks(booking: Booking, notice: Notice) -> Message:
    session = booking.session
    facts = {"title": one_line(session.title), "day": session.day}
    return Message(
        subject=_("Thank you for coming: %(title)s") % facts,
        lines=[
            _("Thank you for coming to “%(title)s” on %(day)s.") % facts,
            _(
                "One question: what was it like? It takes a minute. "
                "We do not ask who you are, and nobody can find out who answered what."
            ),
            *_more_to_say(session),
        ],
        link=absolute(reverse("feedback_give", args=[session.code])),
        link_text=_("Say what it was like"),
        text=_("Thank you for coming. One question, no name: what was it like? %(title)s") % facts,
    )


def _more_to_say(session: Session) -> list[str]:
    """How to add words while somebody listens, and when the answer comes."""
    until = timezone.localdate(listens_until(session))
    if session.reply_by is not None:
        until = min(until, session.reply_by)
    lines = []
    if until >= timezone.localdate():
        lines.append(
            _(
                "Did you think of something later? Until %(until)s you can tell us at %(address)s: "
                "type the code %(code)s."
            )
            % {
                "until": in_words(until),
                "address": absolute(reverse("contribution_start")),
                "code": session.code,
            }
        )
    if session.reply_by is not None:
        lines.append(
            _("By %(day)s you hear what became of what people said.")
            % {"day": in_words(session.reply_by)}
        )
    return lines


def unless_thanked(booking: Booking, notice: Notice, now: datetime) -> str:
    if not booking.session.is_published:
        return "The session was cancelled."
    if booking.session.ends_at > now:
        return "The session is not over."
    return "" if booking.is_confirmed else "They had no place."


KINDS = (
    Kind(
        name=THANKS,
        label=gettext_lazy("Thank you, and what was it like?"),
        topic=BOOKINGS,
        audience=gettext_lazy("you had a place"),
        when="At 10 in the morning of the day after, and not more than three days later",
        things=bookings,
        wording=thanks,
        why_not=unless_thanked,
        timing=Timing.DECENT_HOUR,
        cadence=pace_of_booking,
    ),
)
