"""Who may look after delivery itself."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from accounts.models import Person


def can_watch_delivery(person: Person | AnonymousUser) -> bool:
    """Operators: they see how delivery does, and never what is said to whom."""
    if not person.is_authenticated or not person.is_active:
        return False
    return person.is_staff and person.passed_second_step
