"""What bodies were called, or were part of, before: succession read forwards and backwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from partnership.models import Organisation, OrganisationSuccession

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Person

# From a clinical commissioning group to the board of 2026 it is two steps; councils make no more.
MOST_STEPS = 4
AT_MOST = 200


def former_names(
    organisations: Iterable[int], person: Person | AnonymousUser
) -> dict[int, list[str]]:
    """By the id of a body, the names of those it took over from, in one query for all.

    Of a body that this person may not see the name is not told, here and below.
    """
    names: dict[int, list[str]] = defaultdict(list)
    ids = set(organisations)
    if not ids:
        return {}
    seen = Organisation.objects.visible_to(person)
    followed = OrganisationSuccession.objects.filter(successor__in=ids, predecessor__in=seen)
    for successor, name in followed.order_by("-on", "predecessor__name").values_list(
        "successor", "predecessor__name"
    ):
        names[successor].append(name)
    return dict(names)


def bodies_today(ended: Iterable[int]) -> dict[int, list[str]]:
    """By the id of a body of today, which of these that have ended lead to it, by name.

    One query for each step of succession, four at most.
    """
    led_from: dict[int, dict[int, str]] = {one: {} for one in ended}
    frontier = set(led_from)
    for _step in range(MOST_STEPS):
        steps = OrganisationSuccession.objects.filter(predecessor__in=frontier).select_related(
            "predecessor"
        )[:AT_MOST]
        frontier = set()
        for step in steps:
            before = led_from[step.predecessor_id] or {step.predecessor_id: step.predecessor.name}
            if step.successor_id not in led_from:
                frontier.add(step.successor_id)
            led_from.setdefault(step.successor_id, {}).update(before)
        if not frontier:
            break
    return {body: sorted(names.values()) for body, names in led_from.items() if names}


def successions_around(
    organisation: int, person: Person | AnonymousUser
) -> tuple[list[OrganisationSuccession], ...]:
    """What came before a body, and what came after it, in one query."""
    seen = Organisation.objects.visible_to(person)
    around = list(
        OrganisationSuccession.objects.filter(
            Q(predecessor=organisation, successor__in=seen)
            | Q(successor=organisation, predecessor__in=seen)
        )
        .select_related("predecessor", "successor")
        .order_by("on", "predecessor__name", "successor__name")[:AT_MOST]
    )
    before = [one for one in around if one.successor_id == organisation]
    after = [one for one in around if one.predecessor_id == organisation]
    return before, after
