"""All roles of a partnership, asked once for a page that tells of them in parts."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.db.models.functions import JSONObject

from leaders.models import LeadershipRole, ProposedShare, RoleFunding
from partnership.kept import kept
from partnership.models import Partnership


def roles_of(partnership: Partnership) -> list[LeadershipRole]:
    """Proposed, open and ended, with who proposed them, holders, handovers and money.

    Each with `shares_asked`: what is prepared for somebody and waits for a chair, the oldest first.
    """
    asked = ProposedShare.objects.filter(role=OuterRef("pk"), decided_at=None)
    told = JSONObject(pk="pk", name="person__name", share="share", proposed_at="proposed_at")
    funding = RoleFunding.objects.select_related("organisation").order_by("ends_on", "pk")
    found = (
        LeadershipRole.objects.filter(partnership=partnership)
        .with_story()
        .select_related("partnership", "place", "proposal__proposed_by__person")
        .prefetch_related(Prefetch("funding", queryset=funding))
        .annotate(shares_asked=ArraySubquery(asked.values(told=told)))
    )
    return kept(partnership, "roles", found)
