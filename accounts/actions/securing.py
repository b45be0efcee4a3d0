"""A second step at signing in is set up, taken away, or reset by somebody else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn

from accounts.actor import Actor
from accounts.models import Person, SecondStepReset
from accounts.record import recorded, require
from accounts.second_step import KINDS


def add_app(person: Person, *, by: Actor, secret: str) -> Authenticator:
    """An app that shows codes, whose first code was right. It takes the place of an older one."""
    require(by.person_id == person.pk)
    with recorded(by, "set up an app for their second step"):
        held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        Authenticator.objects.filter(user=held, type=Authenticator.Type.TOTP).delete()
        RecoveryCodes.activate(held)
        return TOTP.activate(held, secret).instance


def add_passkey(
    person: Person, *, by: Actor, name: str, credential: dict[str, Any]
) -> Authenticator:
    """A passkey, of a phone, a computer or a key that one carries."""
    require(by.person_id == person.pk)
    with recorded(by, "added a passkey for their second step"):
        held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        RecoveryCodes.activate(held)
        return WebAuthn.add(held, name, credential).instance


def remove_step(authenticator: Authenticator, *, by: Actor) -> None:
    """Take one away; with the last of them the recovery codes go."""
    require(by.person_id == authenticator.user_id)
    with recorded(by, "took away a second step of theirs"):
        person = Person.objects.select_for_update(no_key=True).get(pk=authenticator.user_id)
        authenticator.delete()
        if not Authenticator.objects.filter(user=person, type__in=KINDS).exists():
            Authenticator.objects.filter(user=person).delete()


def renew_codes(person: Person, *, by: Actor) -> None:
    """Ten new recovery codes; the old ones stop working."""
    require(by.person_id == person.pk)
    with recorded(by, "made new recovery codes"):
        held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        codes = Authenticator.Type.RECOVERY_CODES
        Authenticator.objects.filter(user=held, type=codes).delete()
        RecoveryCodes.activate(held)


def reset_steps(person: Person, *, by: Actor, why: str, now: datetime) -> SecondStepReset:
    """Take away every second step of somebody who lost theirs, and sign them out everywhere.

    Who may is for the caller to require: nobody does it to themselves.
    """
    require(by.person_id != person.pk)
    with recorded(by, "reset somebody’s second step"):
        held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        Authenticator.objects.filter(user=held).delete()
        _sign_out_everywhere(held)
        return SecondStepReset.objects.create(person=held, why=why, reset_at=now)


def _sign_out_everywhere(person: Person) -> None:
    """Each session holds a digest of what stands for a password, compared at each request: with
    another one every session of theirs is over, and none has to be looked for."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
