"""What other pages show of sessions, bookings and words: panels for providers in settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.panels import Panel
from challenges.models import Challenge
from coproduction import rules
from coproduction.feeds import addresses
from coproduction.figures import next_sessions, three_lines
from coproduction.models import (
    Booking,
    CalendarFeed,
    Contribution,
    Decision,
    Influence,
    Session,
    SessionFacilitator,
)
from coproduction.notices.names import link_of
from coproduction.threads import glance_of
from partnership.acting import hats_of, may
from partnership.models import Partnership, Place
from partnership.models.capacity import SAFEGUARDS

# --- Sessions and bookings ---------------------------------------------------------------------


def sessions_of_partnership(request: HttpRequest, partnership: Partnership) -> Panel:
    """The next sessions of a partnership, and the way to set one up for those who may."""
    create_url = ""
    if request.user.is_authenticated and may(request, rules.can_create_session, partnership):
        create_url = reverse("session_create", args=[partnership.slug])
    return _coming(request, Q(partnership=partnership), place=partnership.place.slug, at=create_url)


def sessions_of_challenge(request: HttpRequest, challenge: Challenge) -> Panel:
    """The next sessions that serve a challenge."""
    return _coming(request, Q(challenge=challenge), place=challenge.partnership.place.slug)


def sessions_of_place(request: HttpRequest, place: Place) -> Panel | None:
    """The next sessions in a place that has a partnership."""
    held = Q(partnership__place=place)
    if not Session.objects.visible_to(request.user).filter(held).exists():
        return None
    return _coming(request, held, place=place.slug)


def _coming(request: HttpRequest, of: Q, *, place: str, at: str = "") -> Panel:
    agenda = next_sessions(request.user, now=timezone.now(), of=of)
    more_url = f"{reverse('session_list')}?{urlencode({'place': place})}"
    feed = addresses(reverse("place_calendar", args=[place]))
    context = {"agenda": agenda, "more_url": more_url, "create_url": at, "feed": feed}
    return Panel(_("Coming sessions"), "coproduction/_coming.html", context, position=30)


def sessions_i_run(request: HttpRequest, person: Person) -> Panel | None:
    """What a person facilitates and is still to come, or has words that wait to be read."""
    waiting = Count("contributions", filter=Q(contributions__state="waiting"))
    own = Session.objects.filter(facilitators__in=[hat.pk for hat in hats_of(request)])
    counted = own.annotate(unread=waiting).select_related("partnership")
    wanted = counted.filter(Q(ends_at__gt=timezone.now()) | Q(unread__gt=0))
    sessions = list(wanted.exclude(state="cancelled").order_by("starts_at")[:20])
    if not sessions:
        return None
    title = _("Sessions you run")
    return Panel(title, "coproduction/_sessions_i_run.html", {"sessions": sessions}, position=10)


def my_bookings(request: HttpRequest, person: Person) -> Panel:
    """What a person has booked and is still to come."""
    listed = Booking.objects.filter(person=person, session__ends_at__gt=timezone.now()).listed()
    rows = listed.select_related("session").order_by("session__starts_at")[:20]
    bookings = [{"booking": one, "url": link_of(one)} for one in rows]
    title = _("Your bookings")
    return Panel(title, "coproduction/_my_bookings.html", {"bookings": bookings}, position=20)


def my_calendar(request: HttpRequest, person: Person) -> Panel:
    """Whether a person's sessions are in a calendar of their own, and the way to put them there."""
    feed = CalendarFeed.objects.current().filter(person=person).first()
    title = _("Your sessions in your calendar")
    return Panel(title, "coproduction/_my_calendar.html", {"feed": feed}, position=60)


# --- What people say and hear back -------------------------------------------------------------


def decisions_of_challenge(request: HttpRequest, challenge: Challenge) -> Panel:
    """What was decided about a challenge, and the way to write a decision down."""
    decisions = Decision.objects.visible_to(request.user).filter(challenge=challenge)
    context = {
        "decisions": decisions.select_related("partnership")[:5],
        "partnership": challenge.partnership,
        "decides": may(request, rules.can_decide, challenge.partnership),
    }
    return Panel(_("What was decided"), "coproduction/_decisions.html", context, position=40)


def changed_in_partnership(request: HttpRequest, partnership: Partnership) -> Panel:
    """What changed because people spoke, and all decisions."""
    now = timezone.now()
    context = {
        "lines": [glance_of(one, now=now) for one in three_lines(request.user, of=partnership)],
        "partnership": partnership,
        "decides": may(request, rules.can_decide, partnership),
    }
    title = _("What changed because people spoke")
    return Panel(title, "coproduction/_changed.html", context, position=10)


def what_i_said(request: HttpRequest, person: Person) -> Panel | None:
    """What a person who signed in has said, each with its own page; nothing for who said none."""
    said = Contribution.objects.filter(person=person).exclude(state="withdrawn")
    answers = Influence.objects.filter(decision__state="published").select_related("decision")
    latest = said.select_related("session").prefetch_related(Prefetch("influences", answers))
    rows = list(latest.order_by("-said_at")[:10])
    if not rows:
        return None
    return Panel(_("What I said"), "coproduction/_my_words.html", {"said": rows}, position=30)


def concerns_to_see(request: HttpRequest, person: Person) -> Panel | None:
    """How many safeguarding concerns wait, for whoever is lead or deputy; nothing of any."""
    worn = [hat.partnership_id for hat in hats_of(request) if hat.capacity in SAFEGUARDS]
    if not worn:
        return None
    still_open = Q(sessions__concerns__isnull=False, sessions__concerns__closed_at__isnull=True)
    unseen = still_open & Q(sessions__concerns__acknowledged_at__isnull=True)
    counted = Partnership.objects.filter(pk__in=worn).annotate(
        open=Count("sessions__concerns", filter=still_open),
        unseen=Count("sessions__concerns", filter=unseen),
    )
    rows = list(counted.order_by("name").values("name", "slug", "unseen", "open"))
    title = _("Safeguarding concerns")
    return Panel(title, "coproduction/_concerns.html", {"rows": rows}, position=5)


def history(partnership: Partnership) -> list[Any]:
    """Events of sessions and decisions. Bookings are nobody's to list, and no event holds words."""
    own: list[Any] = [Session, Decision]
    led: Any = SessionFacilitator
    said: Any = Contribution
    answered: Any = Influence
    return [
        *(noun.pgh_event_model.objects.filter(partnership_id=partnership.pk) for noun in own),
        led.pgh_event_model.objects.filter(session__partnership=partnership.pk).select_related(
            "session", "hat__person", "hat__organisation"
        ),
        said.pgh_event_model.objects.filter(session__partnership=partnership.pk).select_related(
            "session"
        ),
        answered.pgh_event_model.objects.filter(
            decision__partnership=partnership.pk
        ).select_related("decision"),
    ]
