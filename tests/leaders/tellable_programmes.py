from __future__ import annotations

from datetime import date
from uuid import uuid4

from accounts.models import Person
from leaders.models import Application, Cohort, Participation, Programme
from leaders.programme_reminders import CLOSING, DECIDED, GIVEN_BACK, OPENED, RECEIVED, WAITING
from partnership.models import Organisation
from tests.cast import World
from tests.leaders.cohorts import (
    make_application,
    make_cohort,
    make_participation,
    make_programme,
)
from tests.tellable import Tellable, cut

ENDS = date(2027, 1, 1)


def _cohort(world: World, name: str) -> Cohort:
    programme = make_programme(world.partnership, uuid4().hex, about=cut(name, 4000))
    Programme.objects.filter(pk=programme.pk).update(name=cut(name, 200))
    cohort = make_cohort(programme, "Cohort", applications_until=ENDS, challenge=cut(name, 300))
    Cohort.objects.filter(pk=cohort.pk).update(name=cut(name, 120))
    return cohort


def _application(world: World, name: str) -> Application:
    facts = {"employer_name": cut(name, 200), "profession": cut(name, 120), "why": cut(name, 2000)}
    person = Person.objects.create_user(name=cut(name, 200))
    return make_application(_cohort(world, name), person, None, **facts)


def _declined(world: World, name: str) -> tuple[Application, str]:
    application = _application(world, name)
    application.outcome, application.reason = "not_this_time", cut(name, 500)
    application.decided_at = application.applied_at
    application.save()
    return application, application.outcome


def _closing(world: World, name: str) -> tuple[Cohort, str]:
    return _cohort(world, name), ENDS.isoformat()


def _given_back(world: World, name: str) -> tuple[Participation, str]:
    person = Person.objects.create_user(name=cut(name, 200))
    employer = Organisation.objects.create(name=cut(name, 200), slug=uuid4().hex, sector="other")
    place = make_participation(_cohort(world, name), person, employer, left_on=ENDS)
    return place, ENDS.isoformat()


PROGRAMMES: dict[str, Tellable] = {
    RECEIVED: _application,
    WAITING: _application,
    DECIDED: _declined,
    GIVEN_BACK: _given_back,
    OPENED: _cohort,
    CLOSING: _closing,
}
