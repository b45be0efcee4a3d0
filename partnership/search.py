"""Finding an organisation by name or code, with a misspelling forgiven."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet

from partnership.models import Organisation

AT_MOST = 20


def organisations_like(words: str, *, on: date) -> QuerySet[Organisation]:
    """At most twenty organisations that exist on this day, the likest first."""
    typed = words.replace("\0", "").strip()[:100]
    if len(typed) < 2:
        return Organisation.objects.none()
    return (
        Organisation.objects.on(on)
        .annotate(likeness=TrigramWordSimilarity(typed, "name"))
        .filter(
            Q(name__icontains=typed)
            | Q(likeness__gt=0.4)
            | Q(ods_code__iexact=typed)
            | Q(ons_code__iexact=typed)
        )
        .order_by("-likeness", "name")[:AT_MOST]
    )
