"""All challenges of a partnership, asked once for a page that tells of them in parts."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from challenges.models import Challenge, Commitment
from partnership.kept import kept
from partnership.models import Partnership


def challenges_of(partnership: Partnership) -> list[Any]:
    """Each with `last_work` and its promises, mere offers included, the next due first."""
    promised = Commitment.objects.select_related("organisation", "challenge__partnership")
    found = (
        Challenge.objects.filter(partnership=partnership)
        .with_last_work()
        .select_related("partnership")
        .prefetch_related(Prefetch("commitments", queryset=promised.order_by("due_on", "pk")))
    )
    return kept(partnership, "challenges", found)
