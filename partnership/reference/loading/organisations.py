from __future__ import annotations

from typing import Any

from django.db.models import Model

from partnership.models import Organisation, OrganisationSuccession
from partnership.reference.files import read_rows
from partnership.reference.loading.keys import day, free_slug, organisation_ids, upsert


def load_organisations() -> int:
    """Bodies by kind and code. A slug is given once, so that addresses never change."""
    rows = read_rows("organisations.csv")
    known = organisation_ids(rows)
    taken = set(Organisation.objects.values_list("slug", flat=True))
    new = [
        Organisation(slug=free_slug(row["slug"], taken), **_facts(row))
        for row in rows
        if row["key"] not in known
    ]
    old: list[Model] = [
        Organisation(pk=known[row["key"]], slug=row["slug"], **_facts(row))
        for row in rows
        if row["key"] in known
    ]
    Organisation.objects.bulk_create(new, batch_size=1_000)
    upsert(Organisation, old, ["id"], list(_facts(rows[0])))
    return len(rows)


def load_organisation_successions() -> int:
    ids = organisation_ids(read_rows("organisations.csv"))
    rows: list[Model] = [
        OrganisationSuccession(
            predecessor_id=ids[row["predecessor"]],
            successor_id=ids[row["successor"]],
            on=row["on"],
            kind=row["kind"],
        )
        for row in read_rows("organisation_successions.csv")
    ]
    upsert(OrganisationSuccession, rows, ["predecessor", "successor"], ["on", "kind"])
    return len(rows)


def _facts(row: dict[str, str]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "sector": row["sector"],
        "kind": row["kind"],
        "ods_code": row["ods_code"],
        "ons_code": row["ons_code"],
        "code_confirmed": row["confirmed"] == "1",
        "starts_on": day(row["starts_on"]),
        "ends_on": day(row["ends_on"]),
        "source": row["source"],
    }
