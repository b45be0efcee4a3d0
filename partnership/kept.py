"""What several parts of one page ask of a partnership, asked once."""

from __future__ import annotations

from copy import copy
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from partnership.models import Hat, Partner, Partnership

Row = TypeVar("Row", bound=Model)


def keeping(partnership: Partnership) -> Partnership:
    """The partnership as one page or message tells of it: what was asked of it is not asked again.

    A copy, so that nothing old is kept at the original. Given such a copy, the copy itself.
    """
    if "kept" in vars(partnership):
        return partnership
    twin = copy(partnership)
    vars(twin)["kept"] = {}
    return twin


def kept(partnership: Partnership, name: str, asked: QuerySet[Row]) -> list[Row]:
    """The rows under this name; asked of the database where none are kept."""
    rows: dict[str, list[Any]] | None = vars(partnership).get("kept")
    if rows is None:
        return list(asked)
    if name not in rows:
        rows[name] = list(asked)
    return rows[name]


def partners_of(partnership: Partnership) -> list[Partner]:
    """All that a partnership has or had, each with its organisation."""
    found = Partner.objects.filter(partnership=partnership).select_related("organisation")
    return kept(partnership, "partners", found)


def hats_of(partnership: Partnership) -> list[Hat]:
    """All that were ever worn there but those of residents, the latest first."""
    worn = Hat.objects.filter(partnership=partnership).exclude(capacity=Hat.Capacity.RESIDENT)
    found = worn.select_related("person", "organisation").order_by("-starts_at", "-pk")
    return kept(partnership, "hats", found)
