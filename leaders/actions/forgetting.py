"""What must not be kept about those who applied to programmes. Listed in settings.RETENTION."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from leaders.models import Application

KEPT_FOR = timedelta(days=183)
_AT_A_TIME = 500


def forget_applications(now: datetime) -> int:
    """Half a year after a cohort began: delete applications without a place, and why the others
    wanted theirs. Who took part stays, as the reach of the programme."""
    begun = Application.objects.filter(
        cohort__starts_on__lte=timezone.localdate(now) - KEPT_FOR
    ).order_by("pk")
    with recorded(Actor.for_job("forget applications"), "deleted applications"):
        unplaced = begun.exclude(outcome=Application.Outcome.OFFERED)
        gone = list(unplaced.values_list("pk", flat=True)[:_AT_A_TIME])
        Application.objects.filter(pk__in=gone).delete()
        spoken = begun.filter(outcome=Application.Outcome.OFFERED).exclude(why="")
        silenced = list(spoken.values_list("pk", flat=True)[:_AT_A_TIME])
        Application.objects.filter(pk__in=silenced).update(why="")
    return len(gone) + len(silenced)
