"""Somebody lost their phone or key: a chair, or whoever runs the site, lets them begin anew."""

from __future__ import annotations

from datetime import datetime

from accounts.actions.securing import reset_steps
from accounts.actor import Actor
from accounts.models import Person, SecondStepReset
from accounts.record import recorded, require
from partnership.models import Hat
from partnership.rules import can_reset_second_step
from partnership.who import contacts
from reminders.actions.owing import Owed, owe
from reminders.tasks import wake

RESET = "second-step-reset"


def reset_second_step(hat: Hat, *, by: Actor, why: str, now: datetime) -> SecondStepReset:
    """Take away the lost second step of whoever wears a hat; they are told, and signed out."""
    require(can_reset_second_step(by, hat))
    return _reset(hat.person, by=by, why=why, now=now)


def reset_by_operator(person: Person, *, by: Actor, why: str, now: datetime) -> SecondStepReset:
    """The same, at the command line, for anybody."""
    require(bool(by.job))
    return _reset(person, by=by, why=why, now=now)


def _reset(person: Person, *, by: Actor, why: str, now: datetime) -> SecondStepReset:
    with recorded(by, "reset somebody’s second step"):
        reset = reset_steps(person, by=by, why=why, now=now)
        reach = contacts([person.pk])
        owe(Owed(kind=RESET, to=to, about=reset, due_at=now) for to in reach.values())
    wake()
    return reset
