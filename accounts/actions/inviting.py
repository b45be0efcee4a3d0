"""Somebody is named by somebody else, before they have ever signed in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import connection, transaction

from accounts.models import ContactPoint, Person


def invite(*, name: str, email: str = "", phone: str = "") -> Person:
    """The person who proved this email or was invited by it before; otherwise a new one.

    The address stays unproved until its owner signs in by a code sent to it; then it is theirs. A
    person who is known keeps the name they gave. With neither email nor phone it is a new person
    every time: names are not unique.
    """
    address = email.strip().lower()
    with transaction.atomic():
        known = settled(address)
        if known is not None:
            return known
        person = Person.objects.create_user(name=name)
        if address:
            EmailAddress.objects.create(user=person, email=address, primary=True, verified=False)
            ContactPoint.objects.create(person=person, kind="email", value=address)
        if phone:
            ContactPoint.objects.create(person=person, kind="phone", value=phone)
    return person


def settled(address: str) -> Person | None:
    """`known_by`, with the address held until the transaction ends.

    An invited address is nobody's yet, so no constraint can hold it: without the lock two who
    invite one address at once would make two people of its owner.
    """
    if address:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [address])
    return known_by(address)


def known_by(address: str) -> Person | None:
    """Who proved this address, or else was invited by it."""
    if not address:
        return None
    proved = Person.objects.filter(email=address).first()
    if proved is not None:
        return proved
    invited = EmailAddress.objects.filter(email=address).select_related("user").first()
    return invited.user if invited else None
