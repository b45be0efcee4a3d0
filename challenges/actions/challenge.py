"""A challenge is raised as a draft, made ready, activated and revised; `judging` closes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.text import slugify

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.actions.asking import begin
from challenges.errors import (
    NeedsAStrength,
    NeedsTwoSectors,
    NotADraft,
    NotAPartner,
    TitleTaken,
)
from challenges.models import Challenge, ChallengeMember, ChallengeOrganisation
from challenges.rules import can_activate, can_join_team, can_raise, can_revise
from partnership.models import Organisation, Partner, Partnership, Place

FOOTING = {
    "active_challenge_has_two_sectors": NeedsTwoSectors,
    "active_challenge_has_a_strength": NeedsAStrength,
}
TAKEN = {"challenge_slug_in_partnership": TitleTaken}
RESERVED_SLUGS = {"", "new"}


def raise_challenge(
    partnership: Partnership,
    *,
    by: Actor,
    title: str,
    question: str,
    population: str,
    why_shared: str = "",
    place: Place | None = None,
) -> Challenge:
    """Raise a challenge as a draft, which only people with a hat in the partnership see.

    Raises `TitleTaken`. A leader who raises one is in its team from the start.
    """
    require(can_raise(by, partnership))
    slug = slugify(title)[:190]
    with recorded(by, "raised a challenge", refusals=TAKEN):
        challenge = Challenge.objects.create(
            partnership=partnership,
            place=place or partnership.place,
            title=title,
            slug=f"{slug or 'challenge'}-1" if slug in RESERVED_SLUGS else slug,
            question=question,
            population=population,
            why_shared=why_shared,
        )
        begin(challenge, by=by)
        if can_join_team(by, challenge):
            ChallengeMember.objects.create(challenge=challenge, hat_id=by.worn_hat_id)
    return challenge


def revise(
    challenge: Challenge, *, by: Actor, title: str, population: str, why_shared: str
) -> Challenge:
    """Change its name and whom it is about. The address stays, so that links keep working."""
    require(can_revise(by, challenge))
    with recorded(by, "revised the challenge"):
        challenge = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        challenge.title = title
        challenge.population = population
        challenge.why_shared = why_shared
        challenge.save(update_fields=["title", "population", "why_shared"])
    return challenge


def activate(challenge: Challenge, *, by: Actor, now: datetime) -> Challenge:
    """Make a draft public and open for work.

    Raises `NeedsTwoSectors` or `NeedsAStrength` when it rests on too little, and `NotADraft`.
    """
    require(can_activate(by, challenge))
    with recorded(by, "activated the challenge", refusals=FOOTING):
        challenge = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        if challenge.state != Challenge.State.DRAFT:
            raise NotADraft()
        challenge.state = Challenge.State.ACTIVE
        challenge.active_since = now
        challenge.save(update_fields=["state", "active_since"])
    return challenge


def add_organisation(challenge: Challenge, *, by: Actor, organisation: Organisation) -> None:
    """Let a partner work on the challenge; adding it again changes nothing."""
    require(can_revise(by, challenge))
    if not Partner.objects.filter(
        partnership=challenge.partnership_id, organisation=organisation
    ).exists():
        raise NotAPartner()
    with recorded(by, "added an organisation to the challenge"):
        ChallengeOrganisation.objects.get_or_create(challenge=challenge, organisation=organisation)


def remove_organisation(challenge: Challenge, *, by: Actor, organisation: Organisation) -> None:
    """Take an organisation off the challenge. Raises `NeedsTwoSectors` while it is active."""
    require(can_revise(by, challenge))
    with recorded(by, "removed an organisation from the challenge", refusals=FOOTING):
        # The challenge before what joins it, as in `choose_organisations`.
        Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        ChallengeOrganisation.objects.filter(
            challenge=challenge, organisation=organisation
        ).delete()


def choose_organisations(
    challenge: Challenge, *, by: Actor, organisations: Iterable[Organisation]
) -> None:
    """Say at once which partners work on the challenge. Raises `NeedsTwoSectors` if active."""
    require(can_revise(by, challenge))
    chosen = {organisation.pk for organisation in organisations}
    partners = Partner.objects.filter(
        partnership=challenge.partnership_id, organisation__in=chosen
    ).values_list("organisation", flat=True)
    with recorded(by, "chose who works on the challenge", refusals=FOOTING):
        Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        known = set(challenge.involved.values_list("organisation", flat=True))
        if chosen - known - set(partners):
            raise NotAPartner()
        challenge.involved.exclude(organisation__in=chosen).delete()
        ChallengeOrganisation.objects.bulk_create(
            ChallengeOrganisation(challenge=challenge, organisation_id=added)
            for added in sorted(chosen - known)
        )


def join_team(challenge: Challenge, *, by: Actor) -> None:
    """Join the team in this hat: read its private entries, and be told when it is quiet."""
    require(can_join_team(by, challenge))
    with recorded(by, "joined the team of the challenge"):
        ChallengeMember.objects.get_or_create(challenge=challenge, hat_id=by.worn_hat_id)


def leave_team(challenge: Challenge, *, by: Actor) -> None:
    """Leave the team in this hat."""
    require(can_join_team(by, challenge))
    with recorded(by, "left the team of the challenge"):
        ChallengeMember.objects.filter(challenge=challenge, hat_id=by.worn_hat_id).delete()
