"""Finding an organisation by name, former name or code, with a misspelling forgiven."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet

from partnership.formerly import bodies_today
from partnership.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person

AT_MOST = 20
LIKE = 0.4
# A former name must fit better: there are many, and each leads to another body.
VERY_LIKE = 0.6


def organisations_like(
    words: str, *, on: date, person: Person | AnonymousUser
) -> QuerySet[Organisation]:
    """At most twenty organisations of this day that this person may see, the likest first.

    Who types the name or code of a body that has ended is led to those that took over from it.
    """
    typed = words.replace("\0", "").strip()[:100]
    if len(typed) < 2:
        return Organisation.objects.none()
    seen = Organisation.objects.visible_to(person)
    ended = _like(seen.filter(ends_on__lte=on), typed, VERY_LIKE)
    heirs = bodies_today(ended.values_list("pk", flat=True)[:AT_MOST])
    found = _like(seen.on(on), typed, LIKE, also=Q(pk__in=heirs))
    return found.order_by("-likeness", "name")[:AT_MOST]


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
