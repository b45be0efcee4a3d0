"""What programmes add to pages that gather from several, and to what needs a chair."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.panels import Panel
from leaders.all_cohorts import cohorts_of
from leaders.models import (
    Application,
    Award,
    Cohort,
    Evaluation,
    Participation,
    Programme,
    ProgrammeFunding,
    SectorTarget,
)
from leaders.programme_page import (
    cohort_line,
    cohort_status,
    mix_now,
    programme_status,
    without_a_funder,
)
from leaders.programme_reminders import cohorts
from leaders.rules import can_run_programmes
from leaders.standing import in_words
from partnership.acting import may
from partnership.attention import OF_ONE_SORT, NeedsYou
from partnership.models import Partnership, Place
from partnership.setup_tasks import Task

SHOWN = 6
ABOUT_TO_BEGIN = timedelta(days=30)


def messages_are_about(partnership: Partnership) -> list[QuerySet[Any]]:
    """What of a partnership its people are told of here: cohorts, and who applied."""
    theirs = Cohort.objects.filter(programme__partnership=partnership)
    return [
        theirs,
        Application.objects.filter(cohort__in=theirs),
        Participation.objects.filter(cohort__in=theirs),
    ]


def programmes_of_partnership(request: HttpRequest, partnership: Partnership) -> Panel | None:
    """The programmes of a partnership, and the cohorts that take applications now."""
    runs = may(request, can_run_programmes, partnership)
    today = timezone.localdate()
    theirs = Programme.objects.filter(partnership=partnership)
    found = list(theirs.select_related("partnership")[:SHOWN])
    if not found and not runs:
        return None
    context = {
        "owner": partnership,
        "programmes": [(one, programme_status(one, today)) for one in found],
        "open": _open(Q(programme__partnership=partnership), request, today),
        "runs_programmes": runs,
    }
    return Panel(_("Leaders developed together"), "leaders/_programmes_panel.html", context, 15)


def programmes_of_place(request: HttpRequest, place: Place) -> Panel | None:
    """Programmes for a place, of partnerships that this request may see."""
    today = timezone.localdate()
    found = list(
        Programme.objects.visible_to(request.user)
        .filter(place=place)
        .select_related("partnership")[:SHOWN]
    )
    if not found:
        return None
    context = {
        "programmes": [(one, programme_status(one, today)) for one in found],
        "open": _open(Q(programme__place=place), request, today),
    }
    return Panel(_("Leaders developed here"), "leaders/_programmes_panel.html", context, 45)


def my_programmes(request: HttpRequest, person: Person) -> Panel | None:
    """The cohorts in which this person has a place, and what they applied for."""
    today = timezone.localdate()
    places = list(
        Participation.objects.filter(person_id=person.pk, left_on__isnull=True)
        .select_related("cohort__programme__partnership")
        .order_by("-cohort__starts_on")[:20]
    )
    applications = list(
        Application.objects.filter(person_id=person.pk)
        .exclude(outcome__in=[Application.Outcome.WITHDRAWN, Application.Outcome.OFFERED])
        .select_related("cohort__programme__partnership")
        .order_by("-applied_at")[:20]
    )
    if not places and not applications:
        return None
    context = {
        "places": [(one, cohort_status(one.cohort, today)) for one in places],
        "applications": applications,
    }
    return Panel(_("Programmes you take part in"), "leaders/_my_programmes.html", context, 25)


def programme_task(partnership: Partnership, on: date) -> Task:
    """A line of the chair's task list. A partnership goes live without a programme."""
    count = partnership.programmes.count()
    return Task(
        title="Programmes and cohorts",
        url=reverse("programme_list", args=[partnership.slug]),
        hint=f"{count} {'programme' if count == 1 else 'programmes'}"
        if count
        else "Leaders of several sectors who develop together, on a challenge of the place",
        done=count > 0,
        needed=False,
    )


def programme_needs(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Applications without an answer, a mix unmet just before a start, places nobody pays for."""
    today = timezone.localdate(now)
    opened = [one for one in cohorts_of(partnership) if one.opened_at is not None]
    found = [one for one in opened if not one.is_over(today)]
    waiting = [_waiting(one) for one in found if one.waiting]
    unmet = [
        _unmet(one)
        for one in found
        if today <= one.starts_on <= today + ABOUT_TO_BEGIN and not mix_now(one).is_met
    ]
    unfunded = [_unfunded(one) for one in found if without_a_funder(one)]
    return [*waiting[:OF_ONE_SORT], *unmet[:OF_ONE_SORT], *unfunded[:OF_ONE_SORT]]


def programme_history(partnership: Partnership) -> list[Any]:
    """Events of programmes, their money, cohorts, mixes and places. Applications stay between
    those who decide and those who applied."""
    own = Programme.objects.filter(partnership=partnership)
    theirs = Cohort.objects.filter(programme__in=own)
    parts: list[Any] = [
        Programme.pgh_event_model.objects.filter(partnership_id=partnership.pk),  # type: ignore[attr-defined]
        Cohort.pgh_event_model.objects.filter(programme__in=own),  # type: ignore[attr-defined]
    ]
    of_programmes: list[Any] = [ProgrammeFunding, Evaluation, Award]
    for model in of_programmes:
        parts.append(model.pgh_event_model.objects.filter(programme__in=own))
    targets: Any = SectorTarget
    places: Any = Participation
    return [
        *parts,
        targets.pgh_event_model.objects.filter(cohort__in=theirs).select_related(
            "cohort__programme"
        ),
        places.pgh_event_model.objects.filter(cohort__in=theirs).select_related(
            "person", "cohort__programme"
        ),
    ]


def _open(which: Q, request: HttpRequest, today: date) -> list[Any]:
    """Cohorts that take applications today, with their mix."""
    visible = Cohort.objects.visible_to(request.user).filter(which, opened_at__isnull=False)
    soon = cohorts().filter(pk__in=visible.values("pk"), starts_on__gte=today)[: 2 * SHOWN]
    lines = [cohort_line(one, today) for one in soon]
    return [line for line in lines if line.takes_applications][:SHOWN]


def _waiting(cohort: Any) -> NeedsYou:
    many = f"{cohort.waiting} applications" if cohort.waiting > 1 else "1 application"
    since = timezone.localdate(cohort.oldest)
    return NeedsYou(
        words=f"{many} for “{cohort}” without an answer, the oldest since {in_words(since)}",
        url=reverse("application_list", args=_address(cohort)),
        since=since,
        weight=50,
        kind="Applications to answer",
    )


def _unmet(cohort: Cohort) -> NeedsYou:
    return NeedsYou(
        words=f"“{cohort}” begins on {in_words(cohort.starts_on)} without the mix that was meant. "
        f"{mix_now(cohort).sentence}",
        url=reverse("application_list", args=_address(cohort)),
        since=cohort.starts_on,
        weight=45,
        kind="Cohorts without their mix",
    )


def _unfunded(cohort: Cohort) -> NeedsYou:
    return NeedsYou(
        words=f"“{cohort}”: {without_a_funder(cohort)}",
        url=reverse("cohort_detail", args=_address(cohort)),
        since=cohort.starts_on,
        weight=30,
        kind="Places that nobody pays for",
    )


def _address(cohort: Cohort) -> list[str]:
    return [cohort.partnership.slug, cohort.programme.slug, cohort.slug]
