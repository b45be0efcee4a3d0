"""Finding an organisation by name, former name or code, with a misspelling forgiven.

The likeness is that of whole words: half of "Clatterbridge" spells most of "Cambridge". 0.43
forgives a letter or two ("cambrige uni") and is above what two words merely share ("Bridge").
"""

from __future__ import annotations

import re
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramStrictWordSimilarity
from django.db.models import Case, Q, QuerySet, Value, When

from partnership.formerly import bodies_today
from partnership.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person

AND = re.compile(r"\band\b", re.IGNORECASE)
AT_MOST = 20
LIKE = 0.43
# A former name must fit better: there are many, and each leads to another body.
VERY_LIKE = 0.55


def organisations_like(
    words: str, *, on: date, person: Person | AnonymousUser
) -> QuerySet[Organisation]:
    """At most twenty organisations of this day that this person may see: first the one whose code
    it is, then those whose name begins so, those with a word that does, and the likest.

    Who types the name or code of a body that has ended is led to those that took over from it.
    """
    typed = words.replace("\0", "").strip()[:100]
    if len(typed) < 2:
        return Organisation.objects.none()
    seen = Organisation.objects.visible_to(person)
    ended = _like(seen.filter(ends_on__lte=on), typed, VERY_LIKE)
    heirs = bodies_today(ended.values_list("pk", flat=True)[:AT_MOST])
    found = _like(seen.on(on), typed, LIKE, also=Q(pk__in=heirs))
    begins = Case(
        When(ods_code__iexact=typed, then=Value(0)),
        When(_spelt("istartswith", typed), then=Value(1)),
        When(_spelt("icontains", f" {typed}"), then=Value(2)),
        default=Value(3),
    )
    return found.order_by(begins, "-likeness", "name")[:AT_MOST]


def _like(
    organisations: QuerySet[Organisation], typed: str, like: float, also: Q | None = None
) -> QuerySet[Organisation]:
    fits = (
        _spelt("icontains", typed)
        | Q(likeness__gt=like)
        | Q(ods_code__iexact=typed)
        | Q(ons_code__iexact=typed)
    )
    return organisations.annotate(likeness=TrigramStrictWordSimilarity(typed, "name")).filter(
        fits | also if also else fits
    )


def _spelt(lookup: str, typed: str) -> Q:
    """That the name fits, whether either says "and" or "&"."""
    spellings = {typed, typed.replace("&", "and"), AND.sub("&", typed)}
    return reduce(or_, (Q((f"name__{lookup}", spelling)) for spelling in sorted(spellings)))
