"""What somebody wants to hear of, how often, and when not: a value read from their preferences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from reminders.models import Preference, Rhythm

Often = Rhythm.Often


@dataclass(frozen=True, slots=True)
class Wishes:
    """Of one contact point. By default everything, as it comes, at weekends as well."""

    left: frozenset[str] = frozenset()
    often: Rhythm.Often = Often.EACH
    paused_until: datetime | None = None
    weekends: bool = True


EVERYTHING = Wishes()


def wishes_of(contacts: Collection[int]) -> dict[int, Wishes]:
    """The wishes of those contact points that said any, in two queries."""
    left: dict[int, set[str]] = {}
    preferences = Preference.objects.filter(contact__in=contacts, wanted=False)
    for contact, topic in preferences.values_list("contact", "topic"):
        left.setdefault(contact, set()).add(topic)
    rhythms = {one.contact_id: one for one in Rhythm.objects.filter(contact__in=contacts)}
    return {
        contact: _wishes(left.get(contact, set()), rhythms.get(contact))
        for contact in left.keys() | rhythms.keys()
    }


def wishes_of_one(contact_id: int) -> Wishes:
    """The wishes of one contact point."""
    return wishes_of([contact_id]).get(contact_id, EVERYTHING)


def _wishes(left: set[str], rhythm: Rhythm | None) -> Wishes:
    if rhythm is None:
        return Wishes(left=frozenset(left))
    return Wishes(
        left=frozenset(left),
        often=Rhythm.Often(rhythm.often),
        paused_until=rhythm.paused_until,
        weekends=rhythm.weekends,
    )
