"""The shape of leadership: how much of it is shared, quarter by quarter, and who leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone

from accounts.panels import Panel
from leaders.all_roles import roles_of
from leaders.models import LeadershipRole
from partnership.columns import stepped
from partnership.kept import partners_of
from partnership.models import Partnership, PlaceService, Sector
from partnership.months import quarter
from partnership.phrases import in_a_row

QUARTERS = 16
NAMED = 4
NHS, COUNCIL = Sector.NHS, Sector.LOCAL_GOVERNMENT


@dataclass(frozen=True, slots=True)
class Quarter:
    """The roles there were on the last day of a quarter, or on the day itself in the running one,
    and how many of them the NHS and local government held together."""

    label: str
    day: date
    roles: int
    shared: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.shared / self.roles) if self.roles else None


def shared_by_quarter(roles: Sequence[LeadershipRole], today: date) -> list[Quarter]:
    """The last four years of quarters, from the first that had a role. No query of its own."""
    quarters: list[Quarter] = []
    day = today
    for _ in range(QUARTERS):
        there = [role for role in roles if not role.proposed and role.exists_on(day)]
        first = quarter(day)
        label = f"{first:%b %Y}"
        shared = sum(_is_shared(role, day) for role in there)
        quarters.append(Quarter(label, day, len(there), shared))
        day = first - timedelta(days=1)
    quarters.reverse()
    while quarters and not quarters[0].roles:
        quarters.pop(0)
    return quarters


def _is_shared(role: LeadershipRole, day: date) -> bool:
    sectors = {holding.employer.sector for holding in role.holdings_on(day)}
    return {NHS, COUNCIL} <= sectors


def headline(quarters: Sequence[Quarter]) -> str:
    """How much is shared between the NHS and local government, and whether it was more before."""
    if not quarters:
        return "There is no leadership role yet."
    now = quarters[-1]
    sentence = (
        f"{now.shared} of {now.roles} leadership roles {_is(now.shared)} shared between the NHS "
        "and local government today"
        if now.roles
        else "There is no leadership role today"
    )
    then = quarters[-5] if len(quarters) > 4 else None
    if then is None or not then.roles:
        return f"{sentence}."
    return f"{sentence}; a year ago it was {then.shared} of {then.roles}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def shared_over_time(request: HttpRequest, partnership: Partnership) -> Panel:
    """The share of roles that the NHS and local government hold together, by quarter."""
    quarters = shared_by_quarter(roles_of(partnership), timezone.localdate())
    context: dict[str, object] = {"quarters": quarters, "headline": headline(quarters)}
    if len(quarters) > 1:
        every = max(1, len(quarters) // 5)
        shown = list(range(len(quarters) - 1, -1, -every))
        values = [
            (one.label, one.percent or 0.0, f"{one.label}: {one.shared} of {one.roles}")
            for one in quarters
        ]
        context["chart"] = stepped(values, shown)
    title = "Shared between the NHS and local government"
    return Panel(title, "leaders/_shared_over_time.html", context, position=10)


def who_leads(request: HttpRequest, partnership: Partnership) -> Panel:
    """The sectors of those who lead and of the partners, and who is missing, in words."""
    today = timezone.localdate()
    people: dict[str, set[int]] = {}
    for role in roles_of(partnership):
        for holding in role.holdings_on(today):
            people.setdefault(holding.employer.sector, set()).add(holding.person_id)
    partners: dict[str, set[str]] = {}
    for one in partners_of(partnership):
        if one.is_on(today):
            partners.setdefault(one.organisation.sector, set()).add(one.organisation.name)
    serving = PlaceService.objects.on(today).filter(place=partnership.place)
    serve: dict[str, set[str]] = {}
    for service in serving.select_related("organisation"):
        serve.setdefault(service.organisation.sector, set()).add(service.organisation.name)
    rows = [
        {
            "sector": value,
            "label": label,
            "leads": len(people.get(value, ())),
            "partners": len(partners.get(value, ())),
            "serves": len(serve.get(value, ())),
        }
        for value, label in Sector.choices
        if value in people or value in partners or value in serve
    ]
    context = {"rows": rows, "missing": missing(people, partners, serve)}
    return Panel("Who leads, and who is missing", "leaders/_who_leads.html", context, position=20)


def missing(
    people: dict[str, set[int]], partners: dict[str, set[str]], serve: dict[str, set[str]]
) -> list[str]:
    """Sentences: sectors that are partners and lead nothing; bodies that serve here and are out."""
    said = []
    silent = [
        str(Sector(value).label) for value in Sector.values if value in set(partners) - set(people)
    ]
    if silent:
        said.append(f"Partners, but in no leadership role: {in_a_row(silent)}.")
    joined = {name for names in partners.values() for name in names}
    outside = sorted({name for names in serve.values() for name in names} - joined)
    if outside:
        more = len(outside) - NAMED
        named = [*outside[:NAMED], f"{more} more"] if more > 0 else outside
        said.append(f"They serve this place and are no partners: {in_a_row(named)}.")
    absent = [
        str(Sector(value).label)
        for value in (NHS, COUNCIL, Sector.VOLUNTARY)
        if value not in partners
    ]
    if absent:
        said.append(f"No partner yet from: {in_a_row(absent)}.")
    return said or ["Every sector that is a partner leads something."]
