"""What this app tells pages that gather from several."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.panels import Panel
from partnership.acting import hats_of
from partnership.areas import people_in, said_areas
from partnership.figures import people
from partnership.history import acts_of
from partnership.models import (
    AreaServed,
    BoardMeeting,
    Hat,
    Invitation,
    ParticipationFunding,
    Partner,
    Partnership,
    RecordCopy,
    Terms,
)

OWN_ACTS = 5
OWN_NOUNS: tuple[Any, ...] = (Terms, BoardMeeting, ParticipationFunding, Invitation, RecordCopy)


def works_here(person_id: int) -> bool:
    """Whether a person wears a hat now, or will, other than a resident's."""
    worn = Hat.objects.filter(person=person_id).exclude(ends_at__lte=timezone.now())
    return worn.exclude(capacity=Hat.Capacity.RESIDENT).exists()


def messages_are_about(partnership: Partnership) -> list[QuerySet[Any]]:
    """What of a partnership its people are told of: for the list of whom to phone."""
    return [
        Hat.objects.filter(partnership=partnership),
        Invitation.objects.filter(partnership=partnership),
        Partner.objects.filter(partnership=partnership),
    ]


def whom_it_serves(request: HttpRequest, partnership: Partnership) -> Panel | None:
    """The areas served in a sentence; the map and the table have a page of their own."""
    areas = said_areas(partnership, on=timezone.localdate())
    if not areas:
        return None
    context = {
        "owner": partnership,
        "wholly": [one for one in areas if one.is_whole],
        "partly": [one for one in areas if not one.is_whole],
        "people": people(people_in(areas)),
    }
    return Panel(_("Whom it serves"), "partnership/_whom_it_serves.html", context, position=5)


def history(partnership: Partnership) -> list[Any]:
    """Events of the partnership itself, of its partners, hats, areas, terms, boards and money."""
    return [
        Partnership.pgh_event_model.objects.filter(pgh_obj_id=partnership.pk),  # type: ignore[attr-defined]
        Partner.pgh_event_model.objects.filter(partnership_id=partnership.pk).select_related(  # type: ignore[attr-defined]
            "organisation"
        ),
        Hat.pgh_event_model.objects.filter(partnership_id=partnership.pk).select_related(  # type: ignore[attr-defined]
            "person", "organisation"
        ),
        AreaServed.pgh_event_model.objects.filter(partnership_id=partnership.pk).select_related(  # type: ignore[attr-defined]
            "place"
        ),
        *(noun.pgh_event_model.objects.filter(partnership_id=partnership.pk) for noun in OWN_NOUNS),
    ]


def what_you_did(request: HttpRequest, person: Person) -> Panel | None:
    """The last few acts of somebody who acts in partnerships, as the record keeps them."""
    worn = [hat.partnership for hat in hats_of(request)[:1]]  # where one acts now: one query
    lines = acts_of(person.pk, worn, OWN_ACTS)
    if not lines:
        return None
    return Panel(_("What you did"), "partnership/_what_you_did.html", {"lines": lines}, position=80)
