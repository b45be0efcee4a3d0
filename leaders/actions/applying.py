"""Somebody applies to a cohort and withdraws; those who run it offer places, or say why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from leaders.models import Application, Cohort, Participation
from leaders.programme_errors import (
    PLACES,
    AppliedAlready,
    DecidedAlready,
    NeedsAnEmployer,
    NeedsAReason,
    TakesNoApplications,
)
from leaders.programme_reminders import owe_answer, owe_of_place_given_back, owe_receipt
from leaders.rules import can_apply, can_decide
from partnership.actions.partners import slug_stem
from partnership.models import Organisation, Partner, Place
from partnership.models.organisation import ADDED_BY_A_PARTNERSHIP, OrganisationQuerySet

_APPLIED = {"person_applies_to_a_cohort_once": AppliedAlready}
OFFERED, NOT_THIS_TIME, WITHDRAWN = (
    Application.Outcome.OFFERED,
    Application.Outcome.NOT_THIS_TIME,
    Application.Outcome.WITHDRAWN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applying:
    """What somebody says who applies. Without a listed employer, its name and its sector."""

    profession: str
    why: str
    employer: Organisation | None = None
    employer_name: str = ""
    sector: str = ""
    place: Place | None = None


def apply(cohort: Cohort, *, by: Actor, words: Applying, now: datetime) -> Application:
    """Ask for a place. Those who run the cohort are told, and nobody else sees it.

    Raises `TakesNoApplications`, `AppliedAlready` and `NeedsAnEmployer`.
    """
    require(can_apply(by, cohort))
    assert by.person_id is not None
    employer = words.employer
    if employer is None and not (words.employer_name.strip() and words.sector):
        raise NeedsAnEmployer()
    with recorded(by, "applied to a cohort", refusals=_APPLIED):
        held = _held(cohort)
        if not held.takes_applications(timezone.localdate(now)):
            raise TakesNoApplications()
        application = Application.objects.create(
            cohort=held,
            person=Person.objects.get(pk=by.person_id),
            employer=employer,
            employer_name="" if employer else words.employer_name.strip(),
            sector=employer.sector if employer else words.sector,
            place=words.place,
            profession=words.profession,
            why=words.why,
            applied_at=now,
        )
        owe_receipt(application, now)
    return application


def withdraw(application: Application, *, by: Actor, now: datetime) -> None:
    """Take back one's own application; a place that was offered for it is free again.

    Raises `DecidedAlready` when it was withdrawn or refused before.
    """
    require(by.person_id == application.person_id)
    with recorded(by, "withdrew an application"):
        _held(application.cohort)
        held = Application.objects.select_for_update().get(pk=application.pk)
        if held.outcome not in ("", OFFERED):
            raise DecidedAlready()
        place = _offered_place(held)
        if place is None:
            _decided(held, WITHDRAWN, now)
        else:
            end_place(place, max(timezone.localdate(now), place.joined_on), by=by, now=now)


def end_place(place: Participation, left_on: date, *, by: Actor, now: datetime) -> None:
    """End a place of a locked cohort, and settle the application that it was offered for.

    Whoever gave it back may apply again; those who run the programme are told.
    """
    place.left_on = left_on
    place.save(update_fields=["left_on"])
    offered = Application.objects.select_for_update().filter(
        cohort=place.cohort_id, person=place.person_id, outcome=OFFERED
    )
    for application in offered:
        _decided(application, WITHDRAWN, now)
    owe_of_place_given_back(place, by, now)


def _offered_place(application: Application) -> Participation | None:
    """What is held for it; a place that was given without it stays."""
    if application.outcome != OFFERED:
        return None
    places = Participation.objects.select_for_update().filter(
        cohort=application.cohort_id, person=application.person_id, left_on__isnull=True
    )
    return places.first()


def offer_places(
    cohort: Cohort, *, by: Actor, applications: Iterable[Application], now: datetime
) -> list[Participation]:
    """Give each of these applicants a place, all of them or none, and tell them.

    An employer that is on no list is put on it. Raises `NoPlaceLeft` when there are fewer places,
    and `DecidedAlready` when one of them was answered or withdrawn meanwhile.
    """
    wanted = list(applications)
    for application in wanted:
        require(can_decide(by, application))
    with recorded(by, "offered places in a cohort", refusals=PLACES):
        held = _held(cohort)
        waiting = _waiting(held, {application.pk for application in wanted})
        places = [_place_for(application, held, now) for application in waiting]
        for application in waiting:
            _decided(application, OFFERED, now)
            owe_answer(application, now)
    return places


def decline(application: Application, *, by: Actor, reason: str, now: datetime) -> None:
    """Say "not this time", with a reason that is sent.

    Raises `NeedsAReason`, and `DecidedAlready` when it was answered or withdrawn meanwhile.
    """
    require(can_decide(by, application))
    if not reason.strip():
        raise NeedsAReason()
    with recorded(by, "said not this time to an application"):
        held = _held(application.cohort)
        (waiting,) = _waiting(held, {application.pk})
        waiting.reason = reason.strip()
        _decided(waiting, NOT_THIS_TIME, now)
        owe_answer(waiting, now)


def _held(cohort: Cohort) -> Cohort:
    """The cohort before its applications and places, so that two who decide take turns."""
    found = Cohort.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("programme__partnership").get(pk=cohort.pk)


def _waiting(cohort: Cohort, wanted: set[int]) -> list[Application]:
    found = list(
        cohort.applications.filter(pk__in=wanted, outcome="")
        .select_related("person", "employer")
        .select_for_update(of=("self",))
    )
    if len(found) != len(wanted):
        raise DecidedAlready()
    return found


def _place_for(application: Application, cohort: Cohort, now: datetime) -> Participation:
    """A place; somebody who gave one back before is given it again."""
    employer = _employer_of(application, now)
    place, _created = Participation.objects.update_or_create(
        cohort=cohort,
        person=application.person,
        defaults={
            "employer": employer,
            "sector": employer.sector,
            "place": application.place,
            "profession": application.profession,
            "joined_on": timezone.localdate(now),
            "left_on": None,
        },
    )
    return place


def _employer_of(application: Application, now: datetime) -> Organisation:
    """The employer, put on the list of organisations if it was only named."""
    if application.employer is not None:
        return application.employer
    name = application.employer_name
    called_so = list(_known_here(application).on(timezone.localdate(now)).filter(name__iexact=name))
    if len(called_so) == 1:
        (known,) = called_so
    else:
        # The number: those who offer places elsewhere may list one of the same name at this moment.
        known = Organisation.objects.create(
            name=name,
            slug=f"{slug_stem(name)}-for-{application.pk}",
            sector=application.sector,
            source=ADDED_BY_A_PARTNERSHIP,
        )
    application.employer, application.sector = known, known.sector
    return known


def _known_here(application: Application) -> OrganisationQuerySet:
    """Bodies of public lists, partners here and employers of those who take part here.

    What another partnership added is not meant, though it be called the same.
    """
    here = application.cohort.programme.partnership_id
    partners = Partner.objects.filter(partnership=here).values("organisation")
    employers = Participation.objects.filter(cohort__programme__partnership=here).values("employer")
    return Organisation.objects.filter(
        ~Q(source=ADDED_BY_A_PARTNERSHIP) | Q(pk__in=partners) | Q(pk__in=employers)
    )


def _decided(application: Application, outcome: str, now: datetime) -> None:
    application.outcome, application.decided_at = outcome, now
    application.save(update_fields=["outcome", "decided_at", "reason", "employer", "sector"])
