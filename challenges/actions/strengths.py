"""Strengths of the people and the place: named, confirmed, and built on by challenges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.actions.challenge import FOOTING
from challenges.errors import StrengthNamedAlready
from challenges.models import Challenge, ChallengeStrength, Strength, StrengthConfirmation
from challenges.rules import (
    can_confirm_strength,
    can_name_strength,
    can_publish_strength,
    can_revise,
    can_suggest_strength,
)
from challenges.strength_errors import (
    DeclinedWithoutReason,
    LookedAtAlready,
    NotInEngland,
    NotPublished,
)
from partnership.models import Hat, Partnership

NAMED = {
    "strength_is_named_once": StrengthNamedAlready,
    "strength_lies_in_england": NotInEngland,
}


@dataclass(frozen=True, slots=True)
class Particulars:
    """What kind of strength it is, and where, as far as somebody said it."""

    kind: str = Strength.Kind.GROUP
    where: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None


UNTOLD = Particulars()


def name_strength(
    partnership: Partnership,
    *,
    by: Actor,
    name: str,
    what_it_offers: str,
    today: date,
    told: Particulars = UNTOLD,
    challenge: Challenge | None = None,
) -> Strength:
    """Name something that people here are good at, and let a challenge build on it.

    It counts as confirmed on the day it was named. From residents, and from anybody who signed in
    without a hat here, it is a suggestion that those who head the partnership look at. Raises
    `StrengthNamedAlready` and `NotInEngland`.
    """
    require(can_name_strength(by, partnership) or can_suggest_strength(by, partnership))
    require(challenge is None or can_revise(by, challenge))
    works_here = can_name_strength(by, partnership) and by.capacity != Hat.Capacity.RESIDENT
    state = Strength.State.PUBLISHED if works_here else Strength.State.SUGGESTED
    with recorded(by, "named a strength of the place", refusals=NAMED):
        strength = Strength.objects.create(
            partnership=partnership,
            place=partnership.place,
            name=name,
            kind=told.kind,
            what_it_offers=what_it_offers,
            where=told.where,
            longitude=told.longitude,
            latitude=told.latitude,
            named_by_id=by.person_id,
            state=state,
            confirmed_on=today,
        )
        if challenge is not None:
            ChallengeStrength.objects.create(challenge=challenge, strength=strength)
    return strength


def publish_strength(strength: Strength, *, by: Actor) -> Strength:
    """Let everybody see what somebody has suggested. Raises `LookedAtAlready`."""
    require(can_publish_strength(by, strength.partnership))
    with recorded(by, "published a strength of the place"):
        stored = _waiting(strength)
        stored.state = Strength.State.PUBLISHED
        stored.save(update_fields=["state"])
    return stored


def decline_strength(strength: Strength, *, by: Actor, because: str) -> Strength:
    """Do not publish it, and say why. Raises `LookedAtAlready` and `DeclinedWithoutReason`."""
    require(can_publish_strength(by, strength.partnership))
    refusals = {"declined_strength_has_a_reason": DeclinedWithoutReason}
    with recorded(by, "did not publish a strength of the place", refusals=refusals):
        stored = _waiting(strength)
        stored.state, stored.declined_because = Strength.State.DECLINED, because
        stored.save(update_fields=["state", "declined_because"])
    return stored


def confirm_strength(strength: Strength, *, by: Actor, today: date) -> Strength:
    """Say that it is still there."""
    require(can_confirm_strength(by, strength))
    with recorded(by, "confirmed a strength of the place"):
        strength = Strength.objects.select_for_update().get(pk=strength.pk)
        strength.confirmed_on = max(strength.confirmed_on, today)
        strength.save(update_fields=["confirmed_on"])
        StrengthConfirmation.objects.create(strength=strength, on=today, by_id=by.hat_id)
    return strength


def build_on(challenge: Challenge, *, by: Actor, strength: Strength) -> None:
    """Let the challenge build on a published strength of its own partnership."""
    require(can_revise(by, challenge) and strength.partnership_id == challenge.partnership_id)
    with recorded(by, "built the challenge on a strength"):
        if not Strength.objects.published().filter(pk=strength.pk).exists():
            raise NotPublished()
        ChallengeStrength.objects.get_or_create(challenge=challenge, strength=strength)


def stop_building_on(challenge: Challenge, *, by: Actor, strength: Strength) -> None:
    """No longer build on it. Raises `NeedsAStrength` if it is an active challenge's last one."""
    require(can_revise(by, challenge))
    with recorded(by, "took a strength off the challenge", refusals=FOOTING):
        ChallengeStrength.objects.filter(challenge=challenge, strength=strength).delete()


def _waiting(strength: Strength) -> Strength:
    stored = Strength.objects.select_for_update().get(pk=strength.pk)
    if stored.state != Strength.State.SUGGESTED:
        raise LookedAtAlready()
    return stored
