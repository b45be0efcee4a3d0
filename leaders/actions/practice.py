"""Somebody writes down what they practised, shares it, takes it back, and has it confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded, require
from leaders import errors
from leaders.models import SkillPractice, Voice
from partnership.models import Organisation
from reminders.actions.owing import Owed, owe
from reminders.tasks import wake

CONFIRM = "practice-confirmation"
# Somebody who was asked and does not answer is forgotten after this.
ANSWER_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Practised:
    """What somebody writes of one piece of practice."""

    skill: str
    practised_on: date
    work: str
    learned: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked for their view: a peer of an organisation, or a citizen."""

    name: str
    voice: str
    kind: str
    value: str
    organisation: Organisation | None = None


def write_practice(
    practised: Practised, *, by: Actor, employer: Organisation | None, now: datetime
) -> SkillPractice:
    """Keep it for the person who practised, and for nobody else.

    Raises `PractisedInTheFuture`.
    """
    require(by.person_id is not None)
    assert by.person_id is not None
    if practised.practised_on > timezone.localdate(now):
        raise errors.PractisedInTheFuture()
    with recorded(by, "wrote down what they practised"):
        return SkillPractice.objects.create(
            person_id=by.person_id,
            employer=employer,
            skill=practised.skill,
            practised_on=practised.practised_on,
            work=practised.work,
            learned=practised.learned,
            written_at=now,
        )


def share_practice(entry: SkillPractice, *, by: Actor, shared: bool) -> None:
    """Let those who act in one's partnerships read it, or nobody any more."""
    require(by.person_id == entry.person_id)
    with recorded(by, "shared or took back what they practised"):
        SkillPractice.objects.filter(pk=entry.pk).update(shared=shared)


def delete_practice(entry: SkillPractice, *, by: Actor) -> None:
    """Nothing of it is left, nor of whoever was asked about it."""
    require(by.person_id == entry.person_id)
    with recorded(by, "deleted what they practised"):
        _forget(entry)
        SkillPractice.objects.filter(pk=entry.pk).delete()


def ask_to_confirm(entry: SkillPractice, *, by: Actor, asked: Asked, now: datetime) -> None:
    """Write to somebody of another organisation, or a citizen, with a link of their own.

    Raises `OwnContact`, `ConfirmedAlready` and `SameOrganisation`.
    """
    require(by.person_id == entry.person_id)
    check_somebody_else(asked, by)
    with recorded(by, "asked for a confirmation", refusals=errors.SKILLS):
        held = SkillPractice.objects.select_for_update().get(pk=entry.pk)
        if held.confirmed_at is not None or held.asked_at is not None:
            raise errors.ConfirmedAlready()
        held.confirmed_by, held.confirmed_voice = asked.name, asked.voice
        held.confirmer_organisation = asked.organisation
        held.confirmer_contact = ContactPoint.objects.create(kind=asked.kind, value=asked.value)
        held.asked_at = now
        held.save()
        owe([Owed(CONFIRM, held.confirmer_contact, held, now, not_after=now + ANSWER_WITHIN)])
    wake()


def check_somebody_else(asked: Asked, by: Actor) -> None:
    """Nobody is their own witness: not at any address or number that they gave.

    Raises `OwnContact`.
    """
    own = Q(person=by.person_id, kind=asked.kind, value__iexact=asked.value)
    signs_in = EmailAddress.objects.filter(user=by.person_id, email__iexact=asked.value)
    if ContactPoint.objects.filter(own).exists() or signs_in.exists():
        raise errors.OwnContact()


def confirm(entry: SkillPractice, *, by: Actor, yes: bool, now: datetime) -> None:
    """Whoever was asked says that it was so, or that they would rather not say; once.

    Raises `SaidAlready`, `SameOrganisation` and `NotTheirOwn`.
    """
    with recorded(by, "answered about somebody’s practice", refusals=errors.SKILLS):
        held = SkillPractice.objects.select_for_update().get(pk=entry.pk)
        if held.asked_at is None or held.confirmed_at is not None:
            raise errors.SaidAlready()
        if by.person_id == held.person_id:
            raise errors.NotTheirOwn()
        contact, held.confirmer_contact = held.confirmer_contact, None
        if yes:
            held.confirmed_at, held.confirmer_id = now, by.person_id
            if held.confirmed_voice == Voice.PEER and by.organisation_id is not None:
                held.confirmer_organisation_id = by.organisation_id
        else:
            _unask(held)
        held.save()
        if contact is not None:
            contact.delete()


def _unask(entry: SkillPractice) -> None:
    """As if nobody had been asked: another can be."""
    entry.asked_at, entry.confirmed_by, entry.confirmed_voice = None, "", ""
    entry.confirmer_organisation = None


def _forget(entry: SkillPractice) -> None:
    ContactPoint.objects.filter(pk=entry.confirmer_contact_id or 0, person__isnull=True).delete()


def forget_unconfirmed(now: datetime) -> int:
    """Forget who was asked to confirm, 30 days after. Listed in settings.RETENTION."""
    with recorded(Actor.for_job("forget who was asked"), "forgot who was asked to confirm"):
        due = list(
            SkillPractice.objects.filter(
                confirmed_at__isnull=True, asked_at__lte=now - ANSWER_WITHIN
            ).select_for_update(skip_locked=True)[:500]
        )
        for entry in due:
            _forget(entry)
            entry.confirmer_contact = None
            _unask(entry)
            entry.save()
    return len(due)
