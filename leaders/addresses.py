"""Addresses made from names: the first that is free among those beside them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

# The words of pages that make a new one: /roles/new/.
_TAKEN = frozenset({"new", "propose"})
_AT_MOST = 100


def free_slug(beside: QuerySet[Any], name: str, otherwise: str) -> str:
    """A slug for this name that none of `beside` has; whoever asks holds a lock on their parent."""
    stem = slugify(name)[:_AT_MOST].strip("-") or otherwise
    taken = _TAKEN | set(beside.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
