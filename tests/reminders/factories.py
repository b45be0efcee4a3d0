from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from accounts.models import ContactPoint, Person
from reminders.models import Notice

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def make_contact(kind: str = "email", value: str = "", name: str = "Joan") -> ContactPoint:
    person = Person.objects.create_user(name=name)
    address = value or f"{uuid4().hex}@example.org"
    return ContactPoint.objects.create(person=person, kind=kind, value=address)


def make_notice(kind: str = "told", contact: ContactPoint | None = None, **given: Any) -> Notice:
    """One notice about the owner of its contact point, due at noon."""
    to = contact or make_contact()
    facts: dict[str, Any] = {"due_at": NOON, "subject_id": to.person_id} | given
    facts.setdefault("owed_at", facts["due_at"])
    return Notice.objects.create(kind=kind, contact=to, subject_type="accounts.person", **facts)
