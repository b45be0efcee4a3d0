"""What changed in the challenges of a partnership between two days."""

from __future__ import annotations

from challenges.models import Challenge, Commitment
from partnership.changes import Changes, Period, Told, first_of, told
from partnership.models import Partnership


def of_challenges(partnership: Partnership, period: Period) -> list[Changes]:
    """Challenges that became active; commitments made, kept, and late by the last day."""
    begun = Challenge.objects.filter(
        period.moments("active_since"), partnership=partnership
    ).select_related("partnership")
    active, actives = first_of(begun.order_by("-active_since"))
    promised = (
        Commitment.objects.filter(challenge__partnership=partnership)
        .exclude(challenge__state=Challenge.State.DRAFT)
        .select_related("organisation", "challenge__partnership")
    )
    made, makes = first_of(promised.filter(period.moments("made_at")).order_by("-made_at"))
    kept, keeps = first_of(promised.filter(period.moments("kept_at")).order_by("-kept_at"))
    late, lates = first_of(promised.late(period.until).order_by("due_on"))

    def words(one: Commitment) -> Told:
        return Told(f"{one.organisation.name}: {one.will_do}", one.get_absolute_url())

    return [
        told(
            "Challenges",
            "challenge became active",
            "challenges became active",
            [Told(one.title, one.get_absolute_url()) for one in active],
            actives,
        ),
        told(
            "Commitments made",
            "commitment was made",
            "commitments were made",
            map(words, made),
            makes,
        ),
        told(
            "Commitments kept",
            "commitment was kept, with a witness",
            "commitments were kept, each with a witness",
            map(words, kept),
            keeps,
        ),
        told(
            "Commitments late",
            "commitment is late today",
            "commitments are late today",
            map(words, late),
            lates,
        ),
    ]
