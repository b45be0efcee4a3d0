"""Somebody lost their phone or key: a chair, or whoever runs the site, lets them begin anew."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from accounts.actions.securing import reset_steps
from accounts.actor import Actor
from accounts.models import Person, SecondStepReset
from accounts.record import recorded, require
from partnership.errors import ForOperatorsToReset
from partnership.models import Hat
from partnership.models.capacity import SECURED
from partnership.rules import can_reset_second_step
from partnership.who import contacts
from reminders.actions.owing import Owed, owe
from reminders.tasks import wake

RESET = "second-step-reset"


def reset_second_step(hat: Hat, *, by: Actor, why: str, now: datetime) -> SecondStepReset:
    """Take away the lost second step of whoever wears a hat; they are told, and signed out.

    Raises `ForOperatorsToReset` when it guards more than this partnership.
    """
    require(can_reset_second_step(by, hat) and hat.is_current(now))
    if hat.person.is_staff or _guards_another(hat, now):
        raise ForOperatorsToReset
    return _reset(hat.person, by=by, why=why, now=now)


def reset_by_operator(person: Person, *, by: Actor, why: str, now: datetime) -> SecondStepReset:
    """The same, at the command line, for anybody."""
    require(bool(by.job))
    return _reset(person, by=by, why=why, now=now)


def _guards_another(hat: Hat, now: datetime) -> bool:
    """Whether a second step of theirs guards a hat, of now or to come, of another partnership."""
    running = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    others = Hat.objects.filter(running, person=hat.person_id, capacity__in=SECURED)
    return others.exclude(partnership=hat.partnership_id).exists()


def _reset(person: Person, *, by: Actor, why: str, now: datetime) -> SecondStepReset:
    with recorded(by, "reset somebody’s second step"):
        reset = reset_steps(person, by=by, why=why, now=now)
        reach = contacts([person.pk])
        owe(Owed(kind=RESET, to=to, about=reset, due_at=now) for to in reach.values())
    wake()
    return reset
