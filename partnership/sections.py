"""The sections of a partnership: where those who act in it find their work, on all its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.actor import Actor
from partnership.acting import hats_of, may
from partnership.models import Hat, Partnership
from partnership.rules import (
    can_configure,
    can_see_history,
    can_see_investment,
    can_see_what_needs,
)

RESIDENT = Hat.Capacity.RESIDENT


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the partnership from which its others are reached: its name and its address.

    Those who may not enter are not shown the door. Sections that name the same `within` share one:
    it leads to the first of them, and a line on their pages to the others.
    """

    name: str | Promise
    route: str
    position: int
    rule: Callable[[Actor, Partnership], bool] | None = None
    within: str = ""

    def url(self, partnership: Partnership) -> str:
        return reverse(self.route, args=[partnership.slug])


BOARD, PEOPLE = "For the board", "People and interests"
SECTIONS = (
    Section("Overview", "partnership_detail", 0),
    Section("Before the board", "partnership_chair", 10, can_see_what_needs, BOARD),
    Section("Money", "partnership_investment", 12, can_see_investment, BOARD),
    Section("Record", "partnership_history", 14, can_see_history, BOARD),
    Section("Set up", "partnership_setup", 20, can_configure),
    Section("Organisations", "partner_list", 30, can_configure),
    Section("People", "hat_list", 40, can_configure, PEOPLE),
    Section("Interests", "interest_list", 42, None, PEOPLE),
)


def sections_of(request: HttpRequest) -> list[dict[str, object]]:
    """The sections of this page's partnership, for somebody who wears a hat in it; else none.

    `settings.SECTIONS` names what the apps have. No query: the hats of a request are there already.
    """
    partnership = _entered(request)
    if partnership is None:
        return []
    sections = [section for listed in settings.SECTIONS for section in import_string(listed)]
    entered = [
        section
        for section in sorted(sections, key=lambda section: section.position)
        if section.rule is None or may(request, section.rule, partnership)
    ]
    above = nearest_above(request.path, [one.url(partnership) for one in entered])
    doors: dict[str | Promise, list[dict[str, object]]] = defaultdict(list)
    for one in entered:
        url = one.url(partnership)
        part = {"name": one.name, "url": url, "here": url == request.path, "holds": url == above}
        doors[one.within or one.name].append(part)
    return [_door(name, parts) for name, parts in doors.items()]


def _door(name: str | Promise, parts: list[dict[str, object]]) -> dict[str, object]:
    """One door for all that lies behind it; what alone may be entered keeps its own name."""
    if len(parts) == 1:
        return {**parts[0], "parts": []}
    holds = any(part["holds"] for part in parts)
    return {**parts[0], "name": name, "holds": holds, "parts": parts if holds else []}


def nearest_above(path: str, urls: list[str]) -> str:
    """The address that is this path, or the nearest one above it; none is empty."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")


def _entered(request: HttpRequest) -> Partnership | None:
    """The partnership whose page this is, if somebody asks who works in it: residents take part
    as every citizen does, with nothing in their way."""
    match = request.resolver_match
    slug = match.kwargs.get("partnership") if match else None
    if slug is None:
        return None
    here = (hat for hat in hats_of(request) if hat.partnership.slug == slug)
    return next((hat.partnership for hat in here if hat.capacity != RESIDENT), None)
