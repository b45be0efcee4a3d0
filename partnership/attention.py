"""What needs those who head a partnership: lines that the apps tell, the weightiest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from partnership.ending_hats import ending_hats
from partnership.models import Partnership
from partnership.models.capacity import NEEDED

SHOWN_AT_MOST = 10
# From each app: whoever has more to do than this needs to see no more of one sort.
OF_ONE_SORT = 5


@dataclass(frozen=True, slots=True)
class NeedsYou:
    """One thing that waits for somebody. The heavier comes first, then what has waited longer.

    `since` is the day from which it has waited, or until which it can.
    """

    words: str
    url: str
    since: date | None = None
    weight: int = 0


def needs_of(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Ask each of `settings.NEEDS_ATTENTION`, functions `(partnership, now) -> list[NeedsYou]`."""
    found: list[NeedsYou] = []
    for provider in settings.NEEDS_ATTENTION:
        found.extend(import_string(provider)(partnership, now))
    return sorted(found, key=lambda one: (-one.weight, one.since or date.max))


def hats(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Chairs and safeguarding people who stop within 30 days, with nobody named to follow."""
    alone = [
        hat
        for hat in ending_hats(now).filter(partnership=partnership, capacity__in=NEEDED)
        if hat.ends_at and not hat.followed  # type: ignore[attr-defined]
    ]
    return [
        NeedsYou(
            words=f"{hat.person.name} stops as {hat.get_capacity_display().lower()} on "
            f"{date_format(timezone.localtime(hat.ends_at), 'j F Y')}, and nobody follows",
            url=reverse("hat_list", args=[partnership.slug]),
            since=timezone.localdate(hat.ends_at),
            weight=80,
        )
        for hat in alone[:OF_ONE_SORT]
    ]
