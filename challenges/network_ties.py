"""What joins organisations here: the challenges that they work on, and promises witnessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from challenges.models import Challenge, Commitment
from leaders.network import Tie, all_pairs
from partnership.models import Partnership

CHALLENGE, COMMITMENT = "challenge", "commitment"


def shared_challenges(partnership: Partnership, day: date) -> Iterator[Tie]:
    """The organisations of each active challenge."""
    found = Challenge.objects.active().filter(partnership=partnership)
    for challenge in found.prefetch_related("involved"):
        joined = {one.organisation_id for one in challenge.involved.all()}
        yield from all_pairs(joined, CHALLENGE, challenge.title)


def witnessed_commitments(partnership: Partnership, day: date) -> Iterator[Tie]:
    """Who kept a promise, and the organisation that witnessed it."""
    kept = Commitment.objects.filter(
        challenge__partnership=partnership,
        state=Commitment.State.KEPT,
        witness__isnull=False,
    ).exclude(challenge__state=Challenge.State.DRAFT)
    for maker, witness, promise in kept.values_list("organisation", "witness", "will_do"):
        if maker != witness:
            yield Tie(maker, witness, COMMITMENT, promise)
