"""Strengths of the people and the place: named, confirmed, and built on by challenges."""

from __future__ import annotations

from datetime import date

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.actions.challenge import FOOTING
from challenges.errors import StrengthNamedAlready
from challenges.models import Challenge, ChallengeStrength, Strength
from challenges.rules import can_confirm_strength, can_name_strength, can_revise
from partnership.models import Partnership, Place


def name_strength(
    partnership: Partnership,
    *,
    by: Actor,
    name: str,
    what_it_offers: str,
    today: date,
    place: Place | None = None,
    challenge: Challenge | None = None,
) -> Strength:
    """Name something that people here are good at, and let a challenge build on it.

    It counts as confirmed on the day it was named. Raises `StrengthNamedAlready`.
    """
    require(can_name_strength(by, partnership))
    require(challenge is None or can_revise(by, challenge))
    refusals = {"strength_is_named_once": StrengthNamedAlready}
    with recorded(by, "named a strength of the place", refusals=refusals):
        strength = Strength.objects.create(
            partnership=partnership,
            place=place or partnership.place,
            name=name,
            what_it_offers=what_it_offers,
            named_by_id=by.person_id,
            confirmed_on=today,
        )
        if challenge is not None:
            ChallengeStrength.objects.create(challenge=challenge, strength=strength)
    return strength


def confirm_strength(strength: Strength, *, by: Actor, today: date) -> Strength:
    """Say that it is still there."""
    require(can_confirm_strength(by, strength))
    with recorded(by, "confirmed a strength of the place"):
        strength = Strength.objects.select_for_update().get(pk=strength.pk)
        strength.confirmed_on = max(strength.confirmed_on, today)
        strength.save(update_fields=["confirmed_on"])
    return strength


def build_on(challenge: Challenge, *, by: Actor, strength: Strength) -> None:
    """Let the challenge build on a strength of its own partnership."""
    require(can_revise(by, challenge) and strength.partnership_id == challenge.partnership_id)
    with recorded(by, "built the challenge on a strength"):
        ChallengeStrength.objects.get_or_create(challenge=challenge, strength=strength)


def stop_building_on(challenge: Challenge, *, by: Actor, strength: Strength) -> None:
    """No longer build on it. Raises `NeedsAStrength` if it is an active challenge's last one."""
    require(can_revise(by, challenge))
    with recorded(by, "took a strength off the challenge", refusals=FOOTING):
        ChallengeStrength.objects.filter(challenge=challenge, strength=strength).delete()
