"""A place in a cohort is given back: whoever runs the programme can give it to somebody else."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leaders.models import Participation
from leaders.notices import words
from leaders.notices.applications import TO_DECIDE, address_of
from leaders.programme_reminders import GIVEN_BACK
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice
from reminders.words import one_line


def _given_back(place: Participation, notice: Notice) -> Message:
    cohort = place.cohort
    assert place.left_on is not None
    facts = {
        "who": one_line(place.person.name),
        "employer": one_line(place.employer.name),
        "cohort": one_line(cohort.name),
        "programme": one_line(cohort.programme.name),
        "day": words.long(place.left_on),
    }
    return Message(
        subject=_("A place is free again: %(programme)s, %(cohort)s") % facts,
        lines=[
            _("From %(day)s %(who)s of %(employer)s has no place in %(cohort)s of %(programme)s.")
            % facts,
            _("You can give the place to somebody else."),
            _("The list of applications shows what each choice does to the mix."),
        ],
        link=address_of(cohort, "application_list_shortcut"),
        link_text=_("See the applications"),
        text=one_line(
            _("A place is free again: %(programme)s, %(cohort)s") % facts, words.IN_A_TEXT
        ),
    )


def _unless_given_back(place: Participation, notice: Notice, now: datetime) -> str:
    if words.in_version(place.left_on) != notice.version:
        return "They have the place again, or gave it back from another day."
    heads = acts(notice.contact.person_id, place.cohort.partnership.pk, now)
    return "" if heads else words.NOT_HEAD


def _places() -> QuerySet[Participation]:
    return Participation.objects.select_related(
        "person", "employer", "cohort__programme__partnership"
    )


def _pace(place: Participation) -> Cadence:
    return place.cohort.partnership.cadence()


def _a_place() -> tuple[Participation, str] | None:
    found = _places().filter(left_on__isnull=False).order_by("-pk").first()
    return (found, words.in_version(found.left_on)) if found else None


KINDS = (
    Kind(
        name=GIVEN_BACK,
        label="A place in a cohort is given back",
        topic=TO_DECIDE,
        audience="you chair or coordinate the partnership",
        when="When somebody gives a place back, on a working day",
        things=_places,
        wording=_given_back,
        why_not=_unless_given_back,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
        example=_a_place,
    ),
)
