"""All tables, each in a transaction of its own, skipping those that have not changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from accounts.actor import Actor
from accounts.record import recorded
from partnership.models import ReferenceTable
from partnership.reference import files
from partnership.reference.loading import organisations, outlines, people, places

OURS = files.TABLES


@dataclass(frozen=True, slots=True)
class Table:
    """What is loaded together, and from which files."""

    name: str
    load: Callable[[], int]
    files: tuple[str, ...]
    folder: Path = OURS

    def digest(self) -> str:
        """A fingerprint of what is shipped."""
        return files.joint_digest(self.files, self.folder)


# Organisations and places first: other helpers of `make run` need no more than these.
TABLES = (
    Table("organisations", organisations.load_organisations, ("organisations.csv",)),
    Table(
        "successions of organisations",
        organisations.load_organisation_successions,
        ("organisation_successions.csv",),
    ),
    Table("places", places.load_places, ("places.csv",)),
    Table("names of places", places.load_place_names, ("place_names.csv",)),
    Table("codes of places", places.load_place_codes, ("place_codes.csv",)),
    Table("bodies that serve places", places.load_place_services, ("place_services.csv",)),
    Table("successions of places", places.load_place_successions, ("place_successions.csv",)),
    Table("overlaps of places", places.load_place_overlaps, ("place_overlaps.csv",)),
    Table("outlines", outlines.load_outlines, ("outlines.json.gz",)),
    Table("population", people.load_population, ("population.csv.gz", "population_categories.csv")),
)


def all_tables() -> list[Table]:
    """Ours, and those that other apps ship (`settings.REFERENCE_TABLES`), in order."""
    return [table for name in settings.REFERENCE_TABLES for table in import_string(name)]


def load_reference(now: datetime, *, again: bool = False) -> Iterator[tuple[str, int | None]]:
    """Load each table and say its name and how many rows; None when nothing had changed."""
    fresh = False
    loaded = dict(ReferenceTable.objects.values_list("name", "digest"))
    for table in all_tables():
        digest = table.digest()
        if loaded.get(table.name) == digest and not again:
            yield table.name, None
            continue
        with recorded(Actor.for_job("load_reference"), "loaded the reference data"):
            rows = table.load()
            ReferenceTable.objects.update_or_create(
                name=table.name, defaults={"digest": digest, "loaded_at": now}
            )
        yield table.name, rows
        fresh = True
    if fresh:
        _count_rows()


def _count_rows() -> None:
    """Tell the planner at once what came: it would guess, badly, until its own next round."""
    tables = ", ".join(
        connection.ops.quote_name(model._meta.db_table)
        for model in apps.get_app_config("partnership").get_models()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
