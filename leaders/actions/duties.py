"""What a role sees to is divided between those who hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.actions.roles import locked
from leaders.errors import DutyTwice, NotOfThisRole
from leaders.models import Duty, LeadershipRole, RoleHolding
from leaders.rules import can_divide_duties

_REFUSALS = {
    "role_has_a_duty_once": DutyTwice,
    "duty_falls_to_a_holder_of_its_role": NotOfThisRole,
}


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One line of the list as it was sent: which duty it was, what it says now, and whose it is.

    Without words the duty goes; without a holder it falls to all.
    """

    what: str
    falls_to: RoleHolding | None = None
    duty: int | None = None


def divide_duties(role: LeadershipRole, *, by: Actor, lines: Sequence[DutyLine]) -> list[Duty]:
    """Write the list of duties. What somebody else added meanwhile is not on it, and stays.

    Raises `DutyTwice` and `NotOfThisRole`.
    """
    require(can_divide_duties(by, role))
    with recorded(by, "divided the duties of a role", refusals=_REFUSALS):
        held = locked(role.pk)
        there = {duty.pk: duty for duty in held.duties.select_for_update()}
        gone = [line.duty for line in lines if line.duty in there and not line.what.strip()]
        held.duties.filter(pk__in=gone).delete()
        return [
            _written(held, line, there, position)
            for position, line in enumerate(lines)
            if line.what.strip()
        ]


def _written(role: LeadershipRole, line: DutyLine, there: dict[int, Duty], position: int) -> Duty:
    duty = there.get(line.duty or 0) or Duty(role=role)
    before = (duty.what, duty.falls_to_id, duty.position)
    duty.what, duty.falls_to, duty.position = line.what.strip(), line.falls_to, position
    if duty.pk is None or before != (duty.what, duty.falls_to_id, duty.position):
        duty.save()
    return duty
