"""What a challenge is measured by: outcomes, processes and balances, and the one that leads."""

from __future__ import annotations

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.measure_errors import LeadsTheChallenge, MeasuredAlready, OnlyAnOutcomeLeads
from challenges.measure_rules import can_choose_measures
from challenges.models import Challenge, ChallengeMeasure, Measure

REFUSALS = {
    "challenge_uses_a_measure_once": MeasuredAlready,
    "only_an_outcome_leads": LeadsTheChallenge,
}


def measure_by(challenge: Challenge, *, by: Actor, measure: Measure, kind: str) -> ChallengeMeasure:
    """Let a challenge be measured by a measure of its partnership. Raises `MeasuredAlready`.

    The first outcome of the place leads by itself.
    """
    require(can_choose_measures(by, challenge))
    require(measure.partnership_id == challenge.partnership_id)
    with recorded(by, "chose a measure for the challenge", refusals=REFUSALS):
        held = _held(challenge)
        first = not held.measure_links.filter(leads=True).exists()
        could_lead = kind == ChallengeMeasure.Kind.OUTCOME and measure.is_of_the_place
        return ChallengeMeasure.objects.create(
            challenge=held, measure=measure, kind=kind, leads=first and could_lead
        )


def call_it(link: ChallengeMeasure, *, by: Actor, kind: str) -> ChallengeMeasure:
    """Say anew what a measure is to the challenge. Raises `LeadsTheChallenge`."""
    require(can_choose_measures(by, link.challenge))
    with recorded(by, "said what a measure is to the challenge", refusals=REFUSALS):
        _held(link.challenge)
        found = ChallengeMeasure.objects.get(pk=link.pk)
        found.kind = kind
        found.save(update_fields=["kind"])
    return found


def let_lead(link: ChallengeMeasure, *, by: Actor) -> ChallengeMeasure:
    """Open the page of the challenge with this measure. Raises `OnlyAnOutcomeLeads`."""
    require(can_choose_measures(by, link.challenge))
    with recorded(by, "chose the measure that leads the challenge"):
        held = _held(link.challenge)
        found = ChallengeMeasure.objects.select_related("measure").get(pk=link.pk)
        outcome = found.kind == ChallengeMeasure.Kind.OUTCOME
        if not outcome or not found.measure.is_of_the_place:
            raise OnlyAnOutcomeLeads()
        held.measure_links.filter(leads=True).exclude(pk=found.pk).update(leads=False)
        found.leads = True
        found.save(update_fields=["leads"])
    return found


def stop_measuring_by(link: ChallengeMeasure, *, by: Actor) -> None:
    """No longer measure the challenge by it. The measure and its readings stay."""
    require(can_choose_measures(by, link.challenge))
    with recorded(by, "took a measure off the challenge"):
        _held(link.challenge)
        ChallengeMeasure.objects.filter(pk=link.pk).delete()


def _held(challenge: Challenge) -> Challenge:
    """Its row first, so that two who choose what leads follow one another."""
    return Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
