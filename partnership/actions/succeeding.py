"""One body took over from another: its current duties pass on in one reviewed act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.errors import (
    STAYS_WHOLE,
    DutiesChanged,
    OrganisationHasEnded,
    SucceedsItself,
    SucceedsLater,
    SuccessorMissing,
)
from partnership.holding import hold
from partnership.models import Organisation, OrganisationSuccession, Partner
from partnership.models.organisation import ADDED_BY_A_PARTNERSHIP
from partnership.rules import can_configure
from partnership.succession import Case, Duty, Succeeding, duties_of, membership_of, succeedings


def succeed(
    case: Case, *, by: Actor, successors: Sequence[Organisation], choices: Mapping[str, int]
) -> int:
    """End each current duty of a body on the day, and begin it under a successor.

    `choices` say the id of the successor by the key of a duty, where there are several successors;
    `DutiesChanged` when one of them is not said. Done a second time it changes nothing. Returns how
    many duties passed on. Raises `SuccessorMissing`, `SucceedsItself`, `SucceedsLater` before the
    day has come, `OrganisationHasEnded` when a successor does not exist on it, and whatever a
    constraint finds broken.
    """
    require(can_configure(by, case.partnership))
    _check(case, successors)
    refusals = {name: error for noun in succeedings() for name, error in noun.refusals.items()}
    with recorded(by, "moved a body’s duties to its successor", refusals=STAYS_WHOLE | refusals):
        # Of two who confirm at once the second finds nothing left to move.
        held = hold(case.partnership.pk)
        found = duties_of(case)
        membership = membership_of(case)
        if membership is None and not found:
            return 0
        _join(case, membership, successors)
        heirs = _heirs(found, successors, choices)
        for noun, duties in found:
            for duty in duties:
                noun.move(case, duty.pk, heirs[noun.key(duty)])
        if held.is_live:
            _say_who_followed(case, successors)
    return sum(len(duties) for _noun, duties in found) + (membership is not None)


def _check(case: Case, successors: Sequence[Organisation]) -> None:
    if not successors:
        raise SuccessorMissing()
    if case.ended in successors:
        raise SucceedsItself()
    if case.is_to_come:
        # Work and promises carry no days: they would move at once, before the hats they go with.
        raise SucceedsLater()
    if not all(one.exists_on(case.on) for one in successors):
        raise OrganisationHasEnded()


def _join(case: Case, membership: Partner | None, successors: Sequence[Organisation]) -> None:
    """End the old membership, and make each successor a partner unless it is one."""
    starts_on, ends_on, brings = case.on, None, ""
    if membership is not None:
        held = Partner.objects.select_for_update().get(pk=membership.pk)
        starts_on, ends_on = case.begins(held.starts_on), held.ends_on
        brings = held.brings if len(successors) == 1 else ""
        held.ends_on = starts_on
        held.save(update_fields=["ends_on"])
    there = Partner.objects.filter(case.runs_on, partnership=case.partnership)
    known = set(there.filter(organisation__in=successors).values_list("organisation", flat=True))
    for one in successors:
        if one.pk not in known:
            Partner.objects.create(
                partnership=case.partnership,
                organisation=one,
                starts_on=starts_on,
                ends_on=ends_on,
                brings=brings,
            )


def _heirs(
    found: Sequence[tuple[Succeeding, Sequence[Duty]]],
    successors: Sequence[Organisation],
    choices: Mapping[str, int],
) -> dict[str, Organisation]:
    by_id = {one.pk: one for one in successors}
    heirs: dict[str, Organisation] = {}
    for noun, duties in found:
        for duty in duties:
            key = noun.key(duty)
            if duty.goes_with in heirs:
                heirs[key] = heirs[duty.goes_with]
            elif len(successors) == 1:
                heirs[key] = successors[0]
            elif choices.get(key) in by_id:
                heirs[key] = by_id[choices[key]]
            else:
                raise DutiesChanged()
    return heirs


def _say_who_followed(case: Case, successors: Sequence[Organisation]) -> None:
    """Of a body on no public list nobody else says who took over: its old name stays findable.

    Only a live partnership says so: anybody may begin a draft, and everybody reads what was before.
    """
    if case.ended.source != ADDED_BY_A_PARTNERSHIP:
        return
    kind = (
        OrganisationSuccession.Kind.SPLIT
        if len(successors) > 1
        else OrganisationSuccession.Kind.MERGER
    )
    for one in successors:
        OrganisationSuccession.objects.get_or_create(
            predecessor=case.ended, successor=one, defaults={"on": case.on, "kind": kind}
        )
