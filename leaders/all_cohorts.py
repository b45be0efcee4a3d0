"""All cohorts of a partnership, asked once for a page that tells of them in parts."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min, Prefetch, Q

from leaders.models import Cohort, Participation
from partnership.kept import kept
from partnership.models import Partnership


def cohorts_of(partnership: Partnership) -> list[Any]:
    """The earliest first, with their mix, who takes part and who pays for whom, in three queries.

    Each with `waiting`, its applications without an answer, and `oldest`, since when the first of
    them has waited.
    """
    unanswered = Q(applications__outcome="")
    places = Participation.objects.select_related("funded_by")
    found = (
        Cohort.objects.filter(programme__partnership=partnership)
        .select_related("programme__partnership", "programme__place")
        .prefetch_related("targets", Prefetch("participations", queryset=places))
        .annotate(
            waiting=Count("applications", filter=unanswered),
            oldest=Min("applications__applied_at", filter=unanswered),
        )
        .order_by("starts_on", "pk")
    )
    return kept(partnership, "cohorts", found)
