"""What changed in the challenges of a partnership between two days."""

from __future__ import annotations

from challenges.all_challenges import challenges_of
from challenges.models import Challenge, Commitment
from partnership.changes import Changes, Period, Told, lately, told
from partnership.models import Partnership


def of_challenges(partnership: Partnership, period: Period) -> list[Changes]:
    """Challenges that became active; commitments made, kept, and late by the last day."""
    challenges = challenges_of(partnership)
    active = lately(challenges, "active_since", period)
    begun = [one for one in challenges if one.state != Challenge.State.DRAFT]
    promised = [one for challenge in begun for one in challenge.commitments.all()]
    made, kept = lately(promised, "accepted_at", period), lately(promised, "kept_at", period)
    late = sorted(
        (one for one in promised if one.is_late(period.until)), key=lambda one: one.due_on
    )

    def words(one: Commitment) -> Told:
        return Told(f"{one.organisation.name}: {one.will_do}", one.get_absolute_url())

    return [
        told(
            "Challenges",
            "challenge became active",
            "challenges became active",
            [Told(one.title, one.get_absolute_url()) for one in active],
            len(active),
        ),
        told(
            "Commitments made",
            "commitment was made",
            "commitments were made",
            map(words, made),
            len(made),
        ),
        told(
            "Commitments kept",
            "commitment was kept, with a witness",
            "commitments were kept, each with a witness",
            map(words, kept),
            len(kept),
        ),
        told(
            "Commitments late",
            "commitment is late today",
            "commitments are late today",
            map(words, late),
            len(late),
        ),
    ]
