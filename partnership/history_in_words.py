"""A place's history as one sentence a line, read off who served it, its names and its successors.

An end is the first day on which something no longer held: March 2026 for 1 April 2026.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.models import Place, PlaceName, PlaceService, PlaceSuccession
from partnership.months import month, month_before
from partnership.phrases import in_a_row

LONG_AGO = date(1900, 1, 1)
# The oldest register of systems is of April 2017; they had been formed the year before.
FIRST_REGISTER = date(2017, 4, 1)
COUNCIL = "local_government"
PLANNED_TOGETHER = ("Partnership", "System", "ICS", "STP")
Dated = tuple[date, str]


def history_of(
    place: Place,
    services: Iterable[PlaceService],
    names: Iterable[PlaceName],
    successions: Iterable[PlaceSuccession],
) -> list[str]:
    """One sentence a line, the oldest first. Nothing is asked of the database."""
    dated = [
        *_told_names(place, names),
        *_told_services(services),
        *_told_successions(place, list(successions)),
    ]
    return [sentence for _day, sentence in sorted(dated, key=lambda told: told[0])]


def _told_names(place: Place, names: Iterable[PlaceName]) -> list[Dated]:
    told: list[Dated] = []
    for name in names:
        words = {"name": name.name, "span": _span(name.starts_on, name.ends_on)}
        if place.kind == Place.Kind.SYSTEM and name.name.rstrip(")").endswith(PLANNED_TOGETHER):
            sentence = _("%(span)s health and care bodies planned here together as the %(name)s.")
        elif name.ends_on:
            sentence = _("%(span)s it was known as %(name)s.")
        else:
            sentence = _("It is also known as %(name)s.")
        told.append((name.starts_on or LONG_AGO, sentence % words))
    return told


def _told_services(services: Iterable[PlaceService]) -> list[Dated]:
    def key(service: PlaceService) -> tuple[date, date, bool, bool]:
        return (
            service.starts_on or LONG_AGO,
            service.ends_on or date.max,
            service.partly,
            service.organisation.sector == COUNCIL,
        )

    told: list[Dated] = []
    ordered = sorted(services, key=lambda service: (key(service), service.organisation.name))
    for (starts, ends, partly, council), group in groupby(ordered, key):
        bodies = [service.organisation.name for service in group]
        words = {
            "span": _span(
                None if starts == LONG_AGO else starts, None if ends == date.max else ends
            ),
            "bodies": in_a_row(bodies),
        }
        over = ends != date.max
        # What has no known start is told by its end, just before what came after it.
        day = ends - timedelta(days=1) if starts == LONG_AGO and over else starts
        told.append((day, _service(partly, council, over, len(bodies)) % words))
    return told


def _service(partly: bool, council: bool, over: bool, count: int) -> str:
    if council:
        if over:
            return _("%(span)s its council was %(bodies)s.")
        return _("%(span)s its council is %(bodies)s.")
    if over and partly:
        return ngettext(
            "%(span)s %(bodies)s planned services for part of it.",
            "%(span)s %(bodies)s each planned services for a part of it.",
            count,
        )
    if over:
        return _("%(span)s %(bodies)s planned its services.")
    if partly:
        return ngettext(
            "%(span)s %(bodies)s plans services for part of it.",
            "%(span)s %(bodies)s each plan services for a part of it.",
            count,
        )
    return _("%(span)s %(bodies)s plans its services.")


def _told_successions(place: Place, successions: list[PlaceSuccession]) -> list[Dated]:
    told: list[Dated] = []
    after = [one for one in successions if one.predecessor_id == place.pk]
    before = [one for one in successions if one.successor_id == place.pk]
    for on, group in groupby(sorted(after, key=lambda one: one.on), lambda one: one.on):
        names = sorted(one.successor.name for one in group)
        words = {"month": month(on), "places": in_a_row(names)}
        if place.ends_on:
            sentence = _("In %(month)s it became part of %(places)s.")
        else:
            sentence = ngettext(
                "Since %(month)s it has been part of a larger planning area: %(places)s.",
                "Since %(month)s it has been divided between the planning areas %(places)s.",
                len(names),
            )
        told.append((on, sentence % words))
    for on, group in groupby(sorted(before, key=lambda one: one.on), lambda one: one.on):
        names = sorted(one.predecessor.name for one in group)
        words = {"month": month(on), "places": in_a_row(names)}
        told.append((on, _("In %(month)s it took over all or part of %(places)s.") % words))
    return told


def _span(starts: date | None, ends: date | None) -> str:
    words = {
        "start": starts.year if starts == FIRST_REGISTER else starts and month(starts),
        "end": ends and month_before(ends),
    }
    if starts and ends:
        return _("From %(start)s to %(end)s") % words
    if starts:
        return _("Since %(start)s") % words
    if ends:
        return _("Until %(end)s") % words
    return _("Today")
