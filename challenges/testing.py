"""Tests of change, as lists and pages show them: how each stands, in words."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge, Cycle

ADOPT, ADAPT, ABANDON = Cycle.Act.ADOPT, Cycle.Act.ADAPT, Cycle.Act.ABANDON
# What the address of a list says, what that means, how it reads, and its tone.
STANDINGS: dict[str, tuple[Q, Any, str]] = {
    "planned": (Q(started_on__isnull=True), _("Planned"), "waiting"),
    "running": (Q(started_on__isnull=False, ended_on__isnull=True), _("Under way"), "progress"),
    "adopted": (Q(act=ADOPT), _("Adopted"), "good"),
    "adapted": (Q(act=ADAPT), _("Adapted"), "shared"),
    "abandoned": (Q(act=ABANDON), _("Abandoned"), "none"),
}


def standing(cycle: Cycle) -> str:
    """One of the names of `STANDINGS`."""
    if cycle.started_on is None:
        return "planned"
    return {"": "running", ADOPT: "adopted", ADAPT: "adapted", ABANDON: "abandoned"}[cycle.act]


def with_what_they_touch(challenge: Challenge) -> QuerySet[Cycle]:
    """The challenge's tests, the newest first, with all that a row of a list shows."""
    return (
        Cycle.objects.filter(challenge=challenge)
        .select_related("idea", "follows", "challenge__partnership")
        .prefetch_related("run_by")
        .order_by("-number")
    )


def counts(challenge: Challenge) -> dict[str, int]:
    """How many of the challenge's tests stand how. One query."""
    return challenge.cycles.aggregate(
        total=Count("pk"), **{name: Count("pk", filter=q) for name, (q, *_) in STANDINGS.items()}
    )
