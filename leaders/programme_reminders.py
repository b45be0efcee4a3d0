"""What is owed about programmes: applications and their answers, cohorts that open and close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ContactPoint
from leaders.models import Application, Cohort, Participation
from partnership.models import Hat, Partnership
from partnership.models.capacity import HEADS
from partnership.who import acting, contacts
from reminders.actions.owing import Owed, owe
from reminders.hours import midnight, morning

RECEIVED, WAITING, DECIDED, GIVEN_BACK, OPENED, CLOSING = (
    "application-received",
    "application-waiting",
    "application-decided",
    "cohort-place-given-back",
    "cohort-opened",
    "cohort-closing",
)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
TOLD_OF_OPENING = (Hat.Capacity.REPRESENTATIVE,)
TOLD_OF_CLOSING = (*HEADS, Hat.Capacity.REPRESENTATIVE)


def owe_receipt(application: Application, now: datetime) -> None:
    """To whoever applied, and to those who decide: that the application has come."""
    partnership = application.cohort.partnership.pk
    deciders = acting([partnership], now)[partnership] - {application.person_id}
    reach = contacts({application.person_id} | deciders)
    owe(
        Owed(
            kind=RECEIVED if person == application.person_id else WAITING,
            to=contact,
            about=application,
            due_at=now,
        )
        for person, contact in sorted(reach.items())
    )


def owe_answer(application: Application, now: datetime) -> None:
    """To whoever applied: that they have a place, or why not this time."""
    reach = contacts({application.person_id})
    owe(
        Owed(kind=DECIDED, to=contact, about=application, due_at=now, version=application.outcome)
        for contact in reach.values()
    )


def owe_of_place_given_back(place: Participation, by: Actor, now: datetime) -> None:
    """To those who run the programme, but whoever freed the place: somebody else can have it."""
    partnership = place.cohort.partnership.pk
    people = acting([partnership], now)[partnership] - {by.person_id or 0}
    assert place.left_on is not None
    owe(
        Owed(kind=GIVEN_BACK, to=contact, about=place, due_at=now, version=str(place.left_on))
        for _person, contact in sorted(contacts(people).items())
    )


def owe_of_opening(cohort: Cohort, now: datetime) -> None:
    """To the representatives of the partners, once the partnership is public."""
    owe(
        Owed(
            kind=OPENED,
            to=contact,
            about=cohort,
            due_at=now,
            not_after=midnight(cohort.last_day_to_apply + DAY),
        )
        for contact in told_of_opening(cohort, now)
    )


def told_of_opening(cohort: Cohort, now: datetime) -> list[ContactPoint]:
    """Where those are written to who hear that this cohort opens."""
    partnership = cohort.partnership
    if not partnership.is_live:
        return []
    people = acting([partnership.pk], now, TOLD_OF_OPENING)[partnership.pk]
    return [contact for _person, contact in sorted(contacts(people).items())]


def cohorts_closing(now: datetime) -> Iterator[Owed]:
    """To representatives and to those who decide, a week before applications end."""
    today = timezone.localdate(now)
    soon = cohorts().filter(
        opened_at__isnull=False,
        applications_until__gt=today,
        applications_until__lte=today + WEEK + DAY,
        programme__partnership__stage=Partnership.Stage.LIVE,
    )
    found = list(soon)
    told = acting({one.partnership.pk for one in found}, now, TOLD_OF_CLOSING)
    reach = contacts(set().union(*told.values()))
    for cohort in found:
        assert cohort.applications_until is not None
        for person in sorted(told[cohort.partnership.pk] & reach.keys()):
            yield Owed(
                kind=CLOSING,
                to=reach[person],
                about=cohort,
                due_at=morning(cohort.applications_until - WEEK),
                version=cohort.applications_until.isoformat(),
                not_after=midnight(cohort.applications_until + DAY),
            )


def cohorts() -> QuerySet[Cohort]:
    """Cohorts with all that is said of them, in three queries for any number."""
    return Cohort.objects.select_related(
        "programme__partnership", "programme__place"
    ).prefetch_related("targets", "participations")
