"""Those who finished a programme: which roles they hold now, and who is still active here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from leaders.models import Cohort, Participation, Programme, RoleHolding
from partnership.models import Hat


@dataclass(frozen=True, slots=True)
class Alumni:
    """How many finished, hold a leadership role of the partnership today, or act in it at all."""

    finished: int
    hold_roles: int
    active: int

    @property
    def sentence(self) -> str:
        """What became of them, in words."""
        if not self.finished:
            return _("Nobody has finished the programme yet.")
        finished = ngettext(
            "%(count)s person has finished the programme.",
            "%(count)s people have finished the programme.",
            self.finished,
        ) % {"count": f"{self.finished:,}"}
        roles = ngettext(
            "%(count)s of them holds a leadership role here today",
            "%(count)s of them hold a leadership role here today",
            self.hold_roles,
        ) % {"count": f"{self.hold_roles:,}" if self.hold_roles else _("None")}
        active = ngettext(
            "%(count)s is still active in the partnership, in a role or otherwise.",
            "%(count)s are still active in the partnership, in a role or otherwise.",
            self.active,
        ) % {"count": f"{self.active:,}" if self.active else _("none")}
        return f"{finished} {roles}, {active}"


def alumni_of(programme: Programme, cohorts: Iterable[Cohort], now: datetime) -> Alumni:
    """The figures of a programme whose cohorts were fetched with their places: in one query."""
    today = timezone.localdate(now)
    people = {
        place.person_id
        for cohort in cohorts
        if cohort.is_over(today)
        for place in cohort.participations.all()
        if place.left_on is None or (cohort.ends_on and place.left_on >= cohort.ends_on)
    }
    if not people:
        return Alumni(0, 0, 0)
    held = RoleHolding.objects.on(today).filter(role__partnership=programme.partnership_id)
    roles = held.filter(person__in=people).values_list("person", Value("role"))
    hats = _hats(programme, now).filter(person__in=people).values_list("person", Value("hat"))
    found = set(roles.union(hats))
    holders = {person for person, how in found if how == "role"}
    return Alumni(len(people), len(holders), len({person for person, _how in found}))


def finished(programme: Programme, now: datetime) -> QuerySet[Participation]:
    """Places in cohorts that are over, of those who stayed to the end."""
    over = Participation.objects.filter(
        cohort__programme=programme,
        cohort__opened_at__isnull=False,
        cohort__ends_on__lte=timezone.localdate(now),
    )
    return over.filter(Q(left_on__isnull=True) | Q(left_on__gte=F("cohort__ends_on")))


def people_who_finished(programme: Programme, now: datetime) -> QuerySet[Person]:
    """By name, each with their roles of today (`roles_now`), hats (`hats_now`) and cohorts."""
    today = timezone.localdate(now)
    roles = RoleHolding.objects.on(today).filter(role__partnership=programme.partnership_id)
    places = finished(programme, now)
    return (
        Person.objects.filter(pk__in=places.values("person"))
        .prefetch_related(
            Prefetch(
                "role_holdings",
                roles.select_related("role__partnership", "employer"),
                to_attr="roles_now",
            ),
            Prefetch(
                "hats", _hats(programme, now).select_related("organisation"), to_attr="hats_now"
            ),
            Prefetch(
                "participations",
                places.select_related("cohort", "employer").order_by("cohort__starts_on"),
                to_attr="cohorts_finished",
            ),
        )
        .order_by("name", "pk")
    )


def _hats(programme: Programme, now: datetime) -> QuerySet[Hat]:
    return Hat.objects.current(now).filter(partnership=programme.partnership_id)
