"""What needs those who head a partnership: lines that the apps tell, the weightiest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from partnership.acting import hats_of as hats_of_request
from partnership.ending_hats import left_alone
from partnership.kept import hats_of, keeping
from partnership.models import Hat, Partnership

SHOWN_AT_MOST = 10
# Whoever has more to do than this needs to see no more of one sort at first.
OF_ONE_SORT = 5
# And more than this of one sort nobody reads, even on the page that lists them all.
LISTED_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class NeedsYou:
    """One thing that waits for somebody. The heavier comes first, then what has waited longer.

    `since` is the day from which it has waited, or until which it can; `kind` its sort, in words.
    What only a coordinator may do is told to nobody else.
    """

    words: str
    url: str
    since: date | None = None
    weight: int = 0
    kind: str = "Other things"
    coordinator_only: bool = False


def needs_of(
    partnership: Partnership, now: datetime, *, coordinates: bool = False
) -> list[NeedsYou]:
    """The first few of each sort, for the page of the partnership and the weekly summary."""
    seen: Counter[str] = Counter()
    first = []
    for need in all_needs_of(partnership, now, coordinates=coordinates):
        seen[need.kind] += 1
        if seen[need.kind] <= OF_ONE_SORT:
            first.append(need)
    return first


def all_needs_of(
    partnership: Partnership, now: datetime, *, coordinates: bool = False
) -> list[NeedsYou]:
    """Ask each of `settings.NEEDS_ATTENTION`, functions `(partnership, now) -> list[NeedsYou]`."""
    partnership = keeping(partnership)
    found: list[NeedsYou] = []
    for provider in settings.NEEDS_ATTENTION:
        found.extend(import_string(provider)(partnership, now))
    found = [one for one in found if coordinates or not one.coordinator_only]
    return sorted(found, key=lambda one: (-one.weight, one.since or date.max))


def hats(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Chairs and safeguarding people who stop within 30 days, with nobody named to follow."""
    alone = left_alone(hats_of(partnership), now)
    return [
        NeedsYou(
            words=f"{hat.person.name} stops as {hat.get_capacity_display().lower()} on "
            f"{date_format(timezone.localtime(hat.ends_at), 'j F Y')}, and nobody follows",
            url=reverse("hat_list", args=[partnership.slug]),
            since=timezone.localdate(hat.ends_at),
            weight=80,
            kind="Chairs and safeguarding people who stop",
        )
        for hat in alone[:LISTED_AT_MOST]
    ]


def coordinates(request: HttpRequest, partnership: Partnership) -> bool:
    """Whether somebody asks who coordinates this partnership."""
    return any(
        hat.partnership_id == partnership.pk and hat.capacity == Hat.Capacity.COORDINATOR
        for hat in hats_of_request(request)
    )
