"""Whoever is invited by two people at once is one person."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from accounts.actions.inviting import invite
from accounts.models import Person

ADDRESS = "joan@example.org"


@pytest.mark.django_db(transaction=True)
def test_who_is_invited_twice_at_once_is_one_person() -> None:
    invited: list[Person] = []
    done = threading.Event()

    def invite_too() -> None:
        try:
            invited.append(invite(name="Joan P.", email=ADDRESS.upper()))
        finally:
            done.set()
            connection.close()

    second = threading.Thread(target=invite_too)
    with transaction.atomic():
        invited.append(invite(name="Joan", email=ADDRESS))
        second.start()
        assert not done.wait(0.5)  # it waits for what the first will have done
    second.join(timeout=30)
    assert len(invited) == 2 and invited[0] == invited[1]
    assert [person.name for person in Person.objects.all()] == ["Joan"]
