"""What is counted: how far the leadership of a partnership is shared. Leaders in public roles are
counted exactly; nobody here is a citizen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.models import LeadershipRole, RoleHolding
from partnership.models import Partnership, Sector


@dataclass(frozen=True, slots=True)
class Shape:
    """The roles of a partnership on one day, and the sectors of those who hold them."""

    roles: int
    held: int
    shared: int
    spanning: int
    sectors: tuple[tuple[str, int], ...]

    @property
    def vacant(self) -> int:
        return self.roles - self.held

    @property
    def sentence(self) -> str:
        """How much is shared, in words."""
        if not self.roles:
            return _("There is no leadership role yet.")
        counted = ngettext(
            "There is %(count)s leadership role",
            "There are %(count)s leadership roles",
            self.roles,
        ) % {"count": self.roles}
        return f"{counted}: {self._shared_in_words}{self._vacant_in_words}."

    @property
    def mix(self) -> str:
        """Who leads, by sector, in words."""
        if not self.sectors:
            return ""
        parts = [f"{Sector(sector).label} {count}" for sector, count in self.sectors]
        return _("People who lead, by sector: %(parts)s.") % {"parts": ", ".join(parts)}

    @property
    def _shared_in_words(self) -> str:
        if not self.shared:
            return _("none is shared between organisations")
        words = ngettext(
            "%(count)s is shared between organisations",
            "%(count)s are shared between organisations",
            self.shared,
        ) % {"count": self.shared}
        if self.spanning == self.shared:
            return words + _(" and across sectors")
        if self.spanning:
            return words + _(", %(count)s of them across sectors") % {"count": self.spanning}
        return words

    @property
    def _vacant_in_words(self) -> str:
        if not self.vacant:
            return ""
        return ngettext(", and %(count)s is vacant", ", and %(count)s are vacant", self.vacant) % {
            "count": self.vacant
        }


def shape_of(roles: Iterable[LeadershipRole], day: date) -> Shape:
    """Count roles that exist on a day and were fetched with their holders: no query of its own."""
    found = list(roles)
    people: dict[str, set[int]] = defaultdict(set)
    for role in found:
        for holding in role.holdings_on(day):
            people[holding.employer.sector].add(holding.person_id)
    mix = sorted(((sector, len(who)) for sector, who in people.items()), key=_most_first)
    return Shape(
        roles=len(found),
        held=sum(not role.is_vacant(day) for role in found),
        shared=sum(role.is_shared(day) for role in found),
        spanning=sum(role.spans_boundaries(day) for role in found),
        sectors=tuple(mix),
    )


def shape_on(partnership: Partnership, day: date) -> Shape:
    """The same of all agreed roles in force, counted by the database: it may be a thousand."""
    roles = LeadershipRole.objects.agreed().on(day).filter(partnership=partnership)
    held = RoleHolding.objects.on(day).filter(role__in=roles).order_by()
    by_role = held.values("role").annotate(
        employers=Count("employer", distinct=True), kinds=Count("employer__sector", distinct=True)
    )
    counted = by_role.aggregate(
        held=Count("role"),
        shared=Count("role", filter=Q(employers__gt=1)),
        spanning=Count("role", filter=Q(kinds__gt=1)),
    )
    mix = held.values_list("employer__sector").annotate(Count("person", distinct=True))
    return Shape(roles=roles.count(), sectors=tuple(sorted(mix, key=_most_first)), **counted)


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
