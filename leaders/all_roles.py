"""All roles of a partnership, asked once for a page that tells of them in parts."""

from __future__ import annotations

from django.db.models import Prefetch

from leaders.models import LeadershipRole, RoleFunding
from partnership.kept import kept
from partnership.models import Partnership


def roles_of(partnership: Partnership) -> list[LeadershipRole]:
    """Proposed, open and ended, with who proposed them, holders, handovers and money."""
    funding = RoleFunding.objects.select_related("organisation").order_by("ends_on", "pk")
    found = (
        LeadershipRole.objects.filter(partnership=partnership)
        .with_story()
        .select_related("partnership", "place", "proposal__proposed_by__person")
        .prefetch_related(Prefetch("funding", queryset=funding))
    )
    return kept(partnership, "roles", found)
