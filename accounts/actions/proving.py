"""An address is proved: its owner typed the code that was sent to it."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.utils import timezone

from accounts.actions.inviting import settled
from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from accounts.record import recorded


def prove(person: Person, *, by: Actor, email: str) -> None:
    """Keep an address as proved to be this person's: to sign in with, and to be written to.

    The first proved address becomes the person's own. Nothing else joins the person by it: what a
    guest typed stays with the guest until a private link or a code is used.
    """
    address = email.strip().lower()
    with recorded(by, "proved an address"):
        others = EmailAddress.objects.filter(user=person, primary=True).exclude(email=address)
        EmailAddress.objects.update_or_create(
            user=person,
            email=address,
            defaults={"verified": True, "primary": not others.exists()},
        )
        if person.email is None:
            person.email = address
            person.save(update_fields=["email"])
        contact, _ = ContactPoint.objects.get_or_create(
            person=person, kind=ContactPoint.Kind.EMAIL, value=address
        )
        if contact.proved_at is None:
            contact.proved_at = timezone.now()
            contact.save(update_fields=["proved_at"])


def sign_up(*, by: Actor, email: str, name: str) -> Person:
    """The person to whom a proved address belongs: known, invited, or new by this name.

    Whoever is known keeps the name that they have, whatever was typed.
    """
    address = email.strip().lower()
    try:
        with recorded(by, "signed up"):
            person = settled(address) or Person.objects.create_user(name=name)
            prove(person, by=by, email=address)
    except IntegrityError:  # the same address was proved in another window at the same moment
        person = Person.objects.get(email=address)
    return person


def rename(person: Person, *, by: Actor, name: str) -> None:
    """A person says what they are called."""
    with recorded(by, "changed their name"):
        person.name = name
        person.save(update_fields=["name"])
