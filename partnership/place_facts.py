"""One place with all that the registers say of it, in one query.

Its page gathers from several apps as well, and must stand within a dozen queries: so codes, names,
bodies, successions, people and partnerships come as JSON beside the place, and not each in a query
of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from partnership.models import (
    Organisation,
    Partnership,
    Place,
    PlaceCode,
    PlaceName,
    PlaceService,
    PlaceSuccession,
    PopulationShare,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person

Row = dict[str, Any]
HERE = OuterRef("pk")
DATES = {"starts_on": "starts_on", "ends_on": "ends_on"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the registers say of a place, as rows that are not saved again."""

    codes: list[PlaceCode]
    names: list[PlaceName]
    services: list[PlaceService]
    successions: list[PlaceSuccession]
    shares: list[PopulationShare]
    partnerships: list[Partnership]


def places_with_facts(person: Person | AnonymousUser) -> QuerySet[Place]:
    """Places with their outlines, their parents', and what `facts_of` reads.

    The shares are England's as well, to compare with; the partnerships those that `person` may see.
    """
    shares = PopulationShare.objects.filter(Q(place=HERE) | Q(place__kind=Place.Kind.COUNTRY))
    partnerships = Partnership.objects.visible_to(person).filter(place=HERE).order_by("name")
    codes = PlaceCode.objects.filter(place=HERE).order_by("scheme", "starts_on", "value")
    names = PlaceName.objects.filter(place=HERE).order_by("starts_on", "name")
    services = PlaceService.objects.filter(place=HERE).order_by("starts_on", "pk")
    successions = PlaceSuccession.objects.filter(Q(predecessor=HERE) | Q(successor=HERE)).order_by(
        "on", "pk"
    )
    return Place.objects.select_related("outline", "parent__outline").annotate(
        code_rows=_rows(codes, scheme="scheme", value="value", confirmed="confirmed", **DATES),
        name_rows=_rows(names, name="name", **DATES),
        service_rows=_rows(
            services, body="organisation__name", sector="organisation__sector", partly="partly",
            **DATES,
        ),
        succession_rows=_rows(
            successions,
            on="on",
            before="predecessor_id",
            before_name="predecessor__name",
            before_slug="predecessor__slug",
            after="successor_id",
            after_name="successor__name",
            after_slug="successor__slug",
        ),
        share_rows=_rows(
            shares, place_id="place_id", dimension="dimension", position="position", count="count"
        ),
        partnership_rows=_rows(
            partnerships[:20], name="name", slug="slug", purpose="purpose", stage="stage"
        ),
    )  # fmt: skip


def facts_of(place: Any) -> Facts:
    """The facts of a place that came from `places_with_facts`."""
    return Facts(
        codes=[PlaceCode(place=place, **_dated(row)) for row in place.code_rows],
        names=[PlaceName(place=place, **_dated(row)) for row in place.name_rows],
        services=[_service(place, _dated(row)) for row in place.service_rows],
        successions=[_succession(row) for row in place.succession_rows],
        shares=[PopulationShare(**row) for row in place.share_rows],
        partnerships=[Partnership(place=place, **row) for row in place.partnership_rows],
    )


def _rows(rows: QuerySet[Any], **columns: str) -> ArraySubquery:
    return ArraySubquery(rows.values(row=JSONObject(**columns)))


def _dated(row: Row) -> Row:
    return {**row, **{name: _day(row[name]) for name in DATES}}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _service(place: Place, row: Row) -> PlaceService:
    body = Organisation(name=row.pop("body"), sector=row.pop("sector"))
    return PlaceService(place=place, organisation=body, **row)


def _succession(row: Row) -> PlaceSuccession:
    return PlaceSuccession(
        predecessor=Place(pk=row["before"], name=row["before_name"], slug=row["before_slug"]),
        successor=Place(pk=row["after"], name=row["after_name"], slug=row["after_slug"]),
        on=date.fromisoformat(row["on"]),
    )
