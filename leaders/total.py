"""The running total of a role's shares, while one more is being given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leaders.forms.roles import ShareForm
from leaders.models import LeadershipRole, RoleHolding


@dataclass(frozen=True, slots=True)
class Part:
    """One share as a part of the bar: its name, its size and where it begins, in percent."""

    name: str
    sector: str
    share: int
    at: int


@dataclass(frozen=True, slots=True)
class ShareTotal:
    """What shares come to with the new one; `taken` is the most on any day that it would run."""

    parts: tuple[Part, ...]
    taken: int
    share: int
    starts_on: date

    @property
    def total(self) -> int:
        return self.taken + self.share

    @property
    def left(self) -> int:
        return 100 - self.total

    @property
    def too_much(self) -> int:
        return max(0, self.total - 100)

    @property
    def new_width(self) -> int:
        """The new share as far as the bar of 100 has room for it."""
        return max(0, min(self.share, 100 - self.taken))


def share_total(
    role: LeadershipRole, typed: Mapping[str, Any], suggested: Mapping[str, Any]
) -> ShareTotal:
    """Add up what is held at the time that was typed; half-typed answers count as suggested."""
    form = ShareForm(typed)
    form.is_valid()
    starts_on = form.cleaned_data.get("starts_on") or suggested["starts_on"]
    share = form.cleaned_data.get("share", _number(typed.get("share"), suggested["share"]))
    running = [one for one in role.holdings.all() if one.ends_on is None or one.ends_on > starts_on]
    return ShareTotal(_parts(running), role.share_taken(starts_on), share, starts_on)


def _parts(holdings: list[RoleHolding]) -> tuple[Part, ...]:
    parts, at = [], 0
    for holding in holdings:
        parts.append(Part(holding.person.name, holding.employer.sector, holding.share, at))
        at = min(100, at + holding.share)
    return tuple(parts)


def _number(typed: object, otherwise: int) -> int:
    words = str(typed or "")
    return int(words) if words.isdecimal() and len(words) < 5 else otherwise
