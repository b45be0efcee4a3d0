"""Who could do what on a day: every hat then worn, what it allowed, and who gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import Person
from partnership.capacities_in_words import allowed
from partnership.models import Hat, Partnership
from reminders.hours import midnight


@dataclass(frozen=True, slots=True)
class Worn:
    """One hat of that day, in words."""

    hat: Hat
    allowed: str
    given: str


def worn_on(
    partnership: Partnership, day: date, *, capacity: str = "", name: str = ""
) -> QuerySet[Hat]:
    """Hats worn at any moment of a day, by capacity and name."""
    begins, ends = midnight(day), midnight(day + timedelta(days=1))
    hats = Hat.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=begins),
        partnership=partnership,
        starts_at__lt=ends,
    )
    if capacity:
        hats = hats.filter(capacity=capacity)
    if name:
        hats = hats.filter(person__name__icontains=name)
    return hats.select_related(
        "person", "organisation", "came_by__invited_by__person", "came_by__invited_by__organisation"
    ).order_by("capacity", "person__name", "pk")


def in_words(hats: list[Hat]) -> list[Worn]:
    """What each allowed and who gave it; what no invitation tells, the record does: one query."""
    recorded = _recorded_givers(hats)
    return [Worn(hat, allowed(hat.capacity), _given(hat, recorded)) for hat in hats]


def _given(hat: Hat, recorded: dict[int, str]) -> str:
    invitation = getattr(hat, "came_by", None)
    if invitation is None:
        return recorded.get(hat.pk, "Set up with the partnership")
    by = invitation.invited_by
    who = f"{by.person.name} ({by.label})" if by else "The partnership"
    return f"Invited by {who}, accepted on {invitation.accepted_at:%-d %B %Y}"


def _recorded_givers(hats: list[Hat]) -> dict[int, str]:
    events = Hat.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_label="insert", pgh_obj_id__in=[hat.pk for hat in hats]
    ).values_list("pgh_obj_id", "pgh_context")
    contexts = {hat: context or {} for hat, context in events}
    people = Person.objects.in_bulk({c["person"] for c in contexts.values() if c.get("person")})
    said: dict[int, str] = {}
    for hat, context in contexts.items():
        person = people.get(context.get("person") or 0)
        if person is not None:
            label = context.get("hat_label", "")
            who = f"{person.name} ({label})" if label else person.name
            said[hat] = f"{who} {context.get('action', 'gave it')}"
    return said
