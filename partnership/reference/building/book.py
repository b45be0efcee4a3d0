"""What is being built: rows of each table, as plain facts keyed by public codes."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.text import slugify

STPS = "2017-04-01"
STPS_OF_2020 = "2020-04-01"
ICBS = "2022-07-01"
ICBS_OF_2026 = "2026-04-01"

Row = dict[str, object]


@dataclass
class Book:
    """All tables while they are built. A place's key is its ONS code, an organisation's its ODS
    code or, for a council, its ONS code."""

    folder: Path
    places: list[Row] = field(default_factory=list)
    place_names: list[Row] = field(default_factory=list)
    place_codes: list[Row] = field(default_factory=list)
    place_services: list[Row] = field(default_factory=list)
    place_successions: list[Row] = field(default_factory=list)
    place_overlaps: list[Row] = field(default_factory=list)
    organisations: list[Row] = field(default_factory=list)
    organisation_successions: list[Row] = field(default_factory=list)
    slugs: set[str] = field(default_factory=set)
    organisation_slugs: set[str] = field(default_factory=set)

    def source(self, name: str) -> list[dict[str, str]]:
        """The rows of one of the founders' CSV files."""
        with (self.folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def add_place(self, key: str, kind: str, name: str, suffix: str, **facts: object) -> None:
        """A place; `suffix` makes its address its own where another place has the same name."""
        slug = slugify(name)
        if slug in self.slugs:
            slug = f"{slug}-{suffix}"
        self.slugs.add(slug)
        self.places.append({"key": key, "kind": kind, "name": name, "slug": slug, **facts})

    def add_name(self, place: str, name: str, starts_on: str = "", ends_on: str = "") -> None:
        """A further name, unless it only spells the place's own name differently."""
        own = {_plain(str(row["name"])) for row in self.places if row["key"] == place}
        known = {_plain(str(row["name"])) for row in self.place_names if row["place"] == place}
        if _plain(name) not in own | known:
            self.place_names.append(
                {"place": place, "name": name, "starts_on": starts_on, "ends_on": ends_on}
            )

    def add_code(
        self,
        place: str,
        scheme: str,
        value: str,
        starts_on: str = "",
        ends_on: str = "",
        confirmed: bool = True,
    ) -> None:
        """A public code of a place."""
        self.place_codes.append(
            {
                "place": place,
                "scheme": scheme,
                "value": value,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "confirmed": int(confirmed),
            }
        )

    def add_service(
        self,
        place: str,
        organisation: str,
        starts_on: str = "",
        ends_on: str = "",
        partly: bool = False,
    ) -> None:
        """A body that served a place, or part of it."""
        self.place_services.append(
            {
                "place": place,
                "organisation": organisation,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "partly": int(partly),
            }
        )

    def add_organisation(self, key: str, name: str, **facts: object) -> None:
        """A body; a later one with the name of an earlier one gets the code in its address."""
        slug = slugify(name)
        if slug in self.organisation_slugs:
            slug = f"{slug}-{slugify(key)}"
        self.organisation_slugs.add(slug)
        self.organisations.append({"key": key, "name": name, "slug": slug, **facts})


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]+", " ", name.lower().replace(" the ", " ")).strip()
