"""From public codes to rows: a place by its ONS code, an organisation by its ODS or ONS code."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import models

from partnership.models import Organisation, PlaceCode


def day(text: str) -> date | None:
    """A date as the tables write it; empty is unknown, or until further notice."""
    return date.fromisoformat(text) if text else None


def place_ids(keys: Collection[str]) -> dict[str, int]:
    """The places with these ONS codes. A key is the code of one place only."""
    return dict(
        PlaceCode.objects.filter(scheme=PlaceCode.Scheme.ONS, value__in=keys).values_list(
            "value", "place_id"
        )
    )


def organisation_ids(rows: Iterable[dict[str, str]]) -> dict[str, int]:
    """The bodies that stand in the database under the kind and code of these rows."""
    wanted = {
        (row["kind"], row["ods_code"], "" if row["ods_code"] else row["ons_code"]): row["key"]
        for row in rows
    }
    found: dict[str, int] = {}
    stored = Organisation.objects.filter(kind__in={kind for kind, _, _ in wanted})
    for pk, kind, ods, ons in stored.values_list("pk", "kind", "ods_code", "ons_code"):
        if key := wanted.get((kind, ods, "" if ods else ons)):
            found[key] = pk
    return found


def free_slug(slug: str, taken: set[str]) -> str:
    """The slug, or with a number when somebody else's thing has that address already."""
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    taken.add(free)
    return free


def upsert(
    model: type[models.Model], rows: list[models.Model], unique: list[str], others: list[str]
) -> None:
    """Insert rows, or set the other fields of those that are there, a thousand at a time."""
    model._default_manager.bulk_create(
        rows, batch_size=1_000, update_conflicts=True, unique_fields=unique, update_fields=others
    )
