"""Finding an organisation by name, former name or code, with a misspelling forgiven.

A likeness of 0.5 forgives a letter or two, and is above what two names merely share ("Cambridge",
"Clatterbridge").
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Q, QuerySet, Value, When

from partnership.formerly import bodies_today
from partnership.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person

AT_MOST = 20
LIKE = 0.5
# A former name must fit better: there are many, and each leads to another body.
VERY_LIKE = 0.6


def organisations_like(
    words: str, *, on: date, person: Person | AnonymousUser
) -> QuerySet[Organisation]:
    """At most twenty organisations of this day that this person may see: first those
    whose name begins so, then those with a word that does, then the likest.

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
        When(Q(name__istartswith=typed) | Q(ods_code__iexact=typed), then=Value(0)),
        When(name__icontains=f" {typed}", then=Value(1)),
        default=Value(2),
    )
    return found.order_by(begins, "-likeness", "name")[:AT_MOST]


def _like(
    organisations: QuerySet[Organisation], typed: str, like: float, also: Q | None = None
) -> QuerySet[Organisation]:
    fits = (
        Q(name__icontains=typed)
        | Q(likeness__gt=like)
        | Q(ods_code__iexact=typed)
        | Q(ons_code__iexact=typed)
    )
    return organisations.annotate(likeness=TrigramWordSimilarity(typed, "name")).filter(
        fits | also if also else fits
    )
