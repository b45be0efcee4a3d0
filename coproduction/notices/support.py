"""What somebody needs is arranged; and, to the staff, what nobody has taken on."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.links import absolute
from coproduction.models import Booking, Session, Support
from coproduction.moments import short
from coproduction.notices.bookings import BOOKINGS, bookings
from coproduction.notices.names import (
    ARRANGED,
    UNOWNED,
    link_of,
    one_line,
    pace_of_booking,
    pace_of_session,
)
from coproduction.teams import arrangers
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice

SUPPORT = Topic("support", gettext_lazy("What people need to take part"), for_work=True)


def _with_support() -> QuerySet[Booking]:
    """Bookings with how far what was asked for has come, and not what it is."""
    asked = Support.objects.only("booking_id", "arranged_at")
    return bookings().prefetch_related(Prefetch("support", queryset=asked))


def _done_and_all(booking: Booking) -> tuple[int, int]:
    asked = list(booking.support.all())
    return sum(one.arranged_at is not None for one in asked), len(asked)


def arranged(booking: Booking, notice: Notice) -> Message:
    """Without a word of what it is: a message may be read by others."""
    done, asked = _done_and_all(booking)
    session = booking.session
    facts = {
        "done": done,
        "asked": asked,
        "title": one_line(session.title),
        "day": session.day,
        "hours": session.hours,
        "when": short(session.starts_at),
    }
    rest = _("We are still working on the rest, and tell you when it is done.")
    return Message(
        subject=_("What you asked us for is arranged (%(done)d of %(asked)d): %(title)s, %(day)s")
        % facts,
        lines=[
            _("When: %(day)s, %(hours)s") % facts,
            _("What you asked us for is arranged (%(done)d of %(asked)d).") % facts,
            *([rest] if done < asked else []),
            _("Your private page shows what it is, and lets you change it."),
        ],
        link=absolute(link_of(booking)),
        link_text=_("See what is arranged"),
        text=_("For %(when)s: %(done)d of %(asked)d that you asked us for arranged. %(title)s")
        % facts,
    )


def unless_arranged(booking: Booking, notice: Notice, now: datetime) -> str:
    if booking.session.has_started(now):
        return "The session has begun."
    if not booking.session.is_published:
        return "The session was cancelled."
    if booking.is_cancelled:
        return "The booking was cancelled."
    if booking.is_lapsed:
        return "They did not take the place that was offered."
    done, _asked = _done_and_all(booking)
    if not done:
        return "Nothing is arranged any more."
    return "" if notice.version.split(".")[0] == str(done) else "More, or less, is arranged since."


def _example() -> tuple[Booking, str] | None:
    done = _with_support().filter(support__arranged_at__isnull=False)
    newest = done.order_by("-pk").first()
    return (newest, str(_done_and_all(newest)[0])) if newest else None


def _sessions() -> QuerySet[Session]:
    return Session.objects.select_related("partnership")


def unowned(session: Session, notice: Notice) -> Message:
    count = Support.objects.unowned().filter(booking__session=session).count()
    facts = {
        "count": count,
        "title": one_line(session.title),
        "day": session.day,
        "hours": session.hours,
        "when": short(session.starts_at),
    }
    what = ngettext(
        "%(count)d thing that somebody needs has no owner",
        "%(count)d things that people need have no owner",
        count,
    )
    return Message(
        subject=f"{what}: %(title)s, %(day)s" % facts,
        lines=[
            _("When: %(day)s, %(hours)s") % facts,
            f"{what}." % facts,
            _("Open the list, arrange it, and mark it. Those who asked are told."),
        ],
        link=absolute(reverse("session_support", args=[session.partnership.slug, session.slug])),
        link_text=_("See what is to be arranged"),
        text=f"%(when)s: {what}. %(title)s" % facts,
    )


def unless_unowned(session: Session, notice: Notice, now: datetime) -> str:
    if not session.takes_bookings(now):
        return "It does not take place, or has begun."
    if notice.contact.person_id not in arrangers(session, now=now):
        return "They do not arrange this session any more."
    waits = Support.objects.unowned().filter(booking__session=session).exists()
    return "" if waits else "Everything has an owner."


def _unowned_example() -> tuple[Session, str] | None:
    unowned_at = Support.objects.unowned().values("booking__session")
    newest = _sessions().filter(pk__in=unowned_at).order_by("-pk").first()
    return (newest, "") if newest else None


KINDS = (
    Kind(
        name=ARRANGED,
        label=gettext_lazy("What you asked for is arranged"),
        topic=BOOKINGS,
        audience=gettext_lazy("you told us what would help you to take part"),
        when="Half an hour after something was marked as arranged, several things together",
        things=_with_support,
        wording=arranged,
        why_not=unless_arranged,
        timing=Timing.DECENT_HOUR,
        cadence=pace_of_booking,
        example=_example,
    ),
    Kind(
        name=UNOWNED,
        label=gettext_lazy("Something that people need has no owner"),
        topic=SUPPORT,
        audience=gettext_lazy("you arrange the session"),
        when="Five days before the session",
        things=_sessions,
        wording=unowned,
        why_not=unless_unowned,
        timing=Timing.DECENT_HOUR,
        cadence=pace_of_session,
        example=_unowned_example,
    ),
)
