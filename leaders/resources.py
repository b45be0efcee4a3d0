"""Who hosts a role and who pays for it, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import IntegerField, Value
from django.db.models.functions import Cast
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from leaders.models import LeadershipRole, RoleFunding, RoleHost
from leaders.standing import in_words, span
from partnership.models import Organisation

_DAY = timedelta(days=1)
FOLLOWS_WITHIN = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Line:
    """One host, or one sum: with its time in words."""

    row: RoleHost | RoleFunding
    when: str
    over: bool


@dataclass(frozen=True, slots=True)
class Resources:
    """Hosts and money of a role on a day, the running ones first."""

    hosts: Sequence[Line]
    money: Sequence[Line]
    a_year: int
    secured_until: date | None

    @property
    def hosted_by(self) -> str:
        """Today's hosts in a sentence: with an end where one is known."""
        return ", ".join(_named(line.row) for line in self.hosts if not line.over)

    @property
    def paid_by(self) -> str:
        """What is paid today, by whom, and until when all of it is secured."""
        running = [line.row for line in self.money if not line.over]
        if not running or self.secured_until is None:
            return ""
        who = dict.fromkeys(row.organisation.name for row in running)
        return _("£%(sum)s a year from %(who)s, secured until %(day)s") % {
            "sum": f"{self.a_year:,}",
            "who": get_text_list(list(who), _("and")),
            "day": in_words(self.secured_until),
        }


def resources_of(role: LeadershipRole, day: date) -> Resources:
    """Ask for hosts and money, in one query."""
    rows = _rows(role)
    hosts = [_host(row, day) for row in rows if isinstance(row, RoleHost)]
    funding = [row for row in rows if isinstance(row, RoleFunding)]
    running = [row for row in funding if row.runs_on(day)]
    return Resources(
        hosts=sorted(hosts, key=lambda line: line.over),
        money=sorted((_sum(row, day) for row in funding), key=lambda line: line.over),
        a_year=sum(row.pounds_a_year for row in running),
        secured_until=min((row.ends_on - _DAY for row in running), default=None),
    )


def _rows(role: LeadershipRole) -> list[RoleHost | RoleFunding]:
    """Hosts in the order of their entry, then sums by their beginnings."""
    body = ("pk", "organisation", "organisation__name", "starts_on", "ends_on")
    nothing = Cast(Value(None), IntegerField())
    hosts = role.hostings.order_by().values_list(Value(0), *body, nothing)
    sums = role.funding.order_by().values_list(Value(1), *body, "pounds_a_year")
    rows: list[RoleHost | RoleFunding] = []
    for sort, pk, organisation, name, starts_on, ends_on, pounds in sorted(
        hosts.union(sums, all=True), key=lambda row: (row[0], row[4] if row[0] else row[1], row[1])
    ):
        known = {
            "pk": pk,
            "role": role,
            "organisation": Organisation(pk=organisation, name=name),
            "starts_on": starts_on,
            "ends_on": ends_on,
        }
        rows.append(RoleFunding(**known, pounds_a_year=pounds) if sort else RoleHost(**known))
    return rows


def is_followed(money: RoleFunding, among: Iterable[RoleFunding]) -> bool:
    """Whether other money takes over from this: of the same body, or beginning about then."""
    return any(
        one.runs_on(money.ends_on)
        and (
            one.organisation_id == money.organisation_id
            or abs(one.starts_on - money.ends_on) <= FOLLOWS_WITHIN
        )
        for one in among
        if one.pk != money.pk
    )


def _host(row: RoleHost, day: date) -> Line:
    last = row.ends_on - _DAY if row.ends_on else None
    if row.starts_on is None:
        when = _("until %(day)s") % {"day": in_words(last)} if last else _("all along")
    else:
        when = span(row.starts_on, last)
    return Line(row, when, row.ends_on is not None and row.ends_on <= day)


def _sum(row: RoleFunding, day: date) -> Line:
    return Line(row, span(row.starts_on, row.ends_on - _DAY), row.ends_on <= day)


def _named(row: RoleHost | RoleFunding) -> str:
    if row.ends_on is None:
        return row.organisation.name
    return _("%(name)s (until %(day)s)") % {
        "name": row.organisation.name,
        "day": in_words(row.ends_on - _DAY),
    }
