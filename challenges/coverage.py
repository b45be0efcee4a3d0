"""Which aims of national plans a partnership's challenges serve, and which none serves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest

from challenges.models import Challenge, ChallengeAim, PolicyAim, PolicyPlan
from partnership.models import Partnership
from partnership.phrases import counted


@dataclass(frozen=True, slots=True)
class AimCovered:
    """An aim, and the challenges that serve it with how each does."""

    aim: PolicyAim
    served_by: list[ChallengeAim]


@dataclass(frozen=True, slots=True)
class PlanCovered:
    """A plan with its aims in order, and in a sentence how many of them are served."""

    plan: PolicyPlan
    aims: list[AimCovered]

    @property
    def served(self) -> list[AimCovered]:
        return [one for one in self.aims if one.served_by]

    @property
    def unserved(self) -> list[AimCovered]:
        return [one for one in self.aims if not one.served_by]

    @property
    def in_words(self) -> str:
        """How much of the plan is served, of the aims that we list."""
        listed = counted(len(self.aims), "aim", "aims")
        if not self.served:
            return f"None of the {listed} that we list is served by a challenge here."
        if not self.unserved:
            return f"Each of the {listed} that we list is served by a challenge here."
        are = "is" if len(self.served) == 1 else "are"
        return (
            f"{len(self.served)} of the {listed} that we list {are} served by a challenge here, "
            f"{len(self.unserved)} by none."
        )


def coverage_of(request: HttpRequest, partnership: Partnership) -> list[PlanCovered]:
    """Every plan, the newest first, in three queries for any number of challenges."""
    challenges = Challenge.objects.visible_to(request.user).filter(partnership=partnership)
    links = ChallengeAim.objects.filter(challenge__in=challenges).select_related(
        "challenge__partnership"
    )
    serving: defaultdict[int, list[ChallengeAim]] = defaultdict(list)
    for link in links.order_by("challenge__title", "pk"):
        serving[link.aim_id].append(link)
    aims: defaultdict[int, list[AimCovered]] = defaultdict(list)
    for aim in PolicyAim.objects.order_by("position", "pk"):
        aims[aim.plan_id].append(AimCovered(aim, serving[aim.pk]))
    plans = PolicyPlan.objects.select_related("follows").order_by("-published_on", "slug")
    return [PlanCovered(plan, aims[plan.pk]) for plan in plans]
