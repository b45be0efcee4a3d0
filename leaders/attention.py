"""What of the leadership roles needs those who head a partnership."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from leaders.models import LeadershipRole
from leaders.reminders import FIRST_TOLD
from leaders.standing import in_words
from partnership.attention import OF_ONE_SORT, NeedsYou
from partnership.models import Partnership


def roles(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """Vacant roles, and terms that end within 90 days, in two queries."""
    today = timezone.localdate(now)
    found = list(LeadershipRole.objects.in_force(partnership, today))
    vacant = [_vacant(role, today) for role in found if role.is_vacant(today)]
    ending = [need for role in found for need in _ending(role, today)]
    return [*vacant[:OF_ONE_SORT], *ending[:OF_ONE_SORT]]


def _vacant(role: LeadershipRole, today: date) -> NeedsYou:
    since = role.vacant_since(today) or today
    return NeedsYou(
        words=f"Nobody holds the role “{role.title}”, since {in_words(since)}",
        url=_url(role),
        since=since,
        weight=40,
    )


def _ending(role: LeadershipRole, today: date) -> list[NeedsYou]:
    """The role's own end; or else the ends of shares of it that nobody takes over."""
    soon = today + FIRST_TOLD
    if role.ends_on and role.ends_on <= soon:
        return [_ends(role, f"The role “{role.title}” ends", role.ends_on)]
    return [
        _ends(role, f"{one.person.name}’s share of “{role.title}” ends", one.ends_on)
        for one in role.holdings_on(today)
        if one.ends_on
        and one.ends_on <= soon
        and one.person_id not in {after.person_id for after in role.holdings_on(one.ends_on)}
    ]


def _ends(role: LeadershipRole, what: str, ends_on: date) -> NeedsYou:
    last = ends_on - timedelta(days=1)
    return NeedsYou(words=f"{what} on {in_words(last)}", url=_url(role), since=last, weight=20)


def _url(role: LeadershipRole) -> str:
    return reverse("role_detail", args=[role.partnership.slug, role.slug])
