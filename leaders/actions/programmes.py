"""A partnership sets up a programme, and says what pays for it and what was found out about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.addresses import free_slug
from leaders.models import Award, Evaluation, Programme, ProgrammeFunding
from leaders.programme_errors import MIX, FundingEndsFirst, SaysOnlyOneSide
from leaders.rules import can_run_programmes
from partnership.models import Organisation, Partnership, Place

Row = TypeVar("Row", ProgrammeFunding, Evaluation, Award)
_FUNDING = {"programmefunding_ends_after_it_starts": FundingEndsFirst}
_JUDGED = {"evaluation_says_good_and_bad_and_where": SaysOnlyOneSide}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """What a partnership says about one of its programmes."""

    name: str
    focus: str
    about: str
    place: Place
    starts_on: date
    ends_on: date | None = None
    run_by: Sequence[Organisation] = ()
    modelled_on: str = ""
    reach_target: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingFacts:
    """What an organisation pays a year; `ends_on` is the first day on which it is not secured."""

    organisation: Organisation
    pounds_a_year: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationFacts:
    """What somebody found: what worked, what did not, and where it can be read."""

    title: str
    by: str
    independent: bool
    on: date
    worked: str
    did_not_work: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFacts:
    """A prize, who gave it, and when."""

    name: str
    given_by: str
    on: date
    source: str = ""


def create_programme(partnership: Partnership, *, by: Actor, facts: ProgrammeFacts) -> Programme:
    """Set up a programme of this partnership. Raises `ProgrammeEndsFirst`."""
    require(can_run_programmes(by, partnership))
    with recorded(by, "set up a programme", refusals=MIX):
        # Two programmes of one name, set up at once, must not be given one slug.
        Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        slug = free_slug(partnership.programmes.all(), facts.name, "programme")
        return _written(Programme(partnership=partnership, slug=slug), facts)


def revise_programme(programme: Programme, *, by: Actor, facts: ProgrammeFacts) -> Programme:
    """Say something else about a programme. Its address stays. Raises `ProgrammeEndsFirst`."""
    require(can_run_programmes(by, programme.partnership))
    with recorded(by, "revised a programme", refusals=MIX):
        return _written(_held(programme), facts)


def pay_for(programme: Programme, *, by: Actor, facts: FundingFacts) -> ProgrammeFunding:
    """Say that an organisation pays for a programme, and until when. Raises `FundingEndsFirst`."""
    require(can_run_programmes(by, programme.partnership))
    with recorded(by, "said who pays for a programme", refusals=_FUNDING):
        return _filled(ProgrammeFunding(programme=programme), facts)


def revise_payment(funding: ProgrammeFunding, *, by: Actor, facts: FundingFacts) -> None:
    """Say something else about the money. Raises `FundingEndsFirst`."""
    require(can_run_programmes(by, funding.programme.partnership))
    with recorded(by, "changed who pays for a programme", refusals=_FUNDING):
        _filled(ProgrammeFunding.objects.select_for_update().get(pk=funding.pk), facts)


def add_evaluation(programme: Programme, *, by: Actor, facts: EvaluationFacts) -> Evaluation:
    """Publish what somebody found, the good and the bad. Raises `SaysOnlyOneSide`."""
    require(can_run_programmes(by, programme.partnership))
    with recorded(by, "added an evaluation of a programme", refusals=_JUDGED):
        return _filled(Evaluation(programme=programme), facts)


def revise_evaluation(evaluation: Evaluation, *, by: Actor, facts: EvaluationFacts) -> None:
    """Put right what was said of an evaluation. Raises `SaysOnlyOneSide`."""
    require(can_run_programmes(by, evaluation.programme.partnership))
    with recorded(by, "revised an evaluation of a programme", refusals=_JUDGED):
        _filled(Evaluation.objects.select_for_update().get(pk=evaluation.pk), facts)


def add_award(programme: Programme, *, by: Actor, facts: AwardFacts) -> Award:
    """Show a prize that a programme was given."""
    require(can_run_programmes(by, programme.partnership))
    with recorded(by, "added an award of a programme"):
        return _filled(Award(programme=programme), facts)


def revise_award(award: Award, *, by: Actor, facts: AwardFacts) -> None:
    """Put right what was said of a prize."""
    require(can_run_programmes(by, award.programme.partnership))
    with recorded(by, "revised an award of a programme"):
        _filled(Award.objects.select_for_update().get(pk=award.pk), facts)


def take_off(thing: ProgrammeFunding | Evaluation | Award, *, by: Actor) -> None:
    """Take off a programme what was entered by mistake: money, an evaluation or an award.

    The record keeps that it was there, and who took it off.
    """
    require(can_run_programmes(by, thing.programme.partnership))
    with recorded(by, "took something off a programme that was entered by mistake"):
        thing.delete()


def _held(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def _written(programme: Programme, facts: ProgrammeFacts) -> Programme:
    programme.name, programme.focus = facts.name, facts.focus
    programme.about, programme.place = facts.about, facts.place
    programme.starts_on, programme.ends_on = facts.starts_on, facts.ends_on
    programme.modelled_on, programme.reach_target = facts.modelled_on, facts.reach_target
    programme.save()
    programme.run_by.set(facts.run_by)
    return programme


def _filled(row: Row, facts: FundingFacts | EvaluationFacts | AwardFacts) -> Row:
    for field in fields(facts):
        setattr(row, field.name, getattr(facts, field.name))
    row.save()
    return row
