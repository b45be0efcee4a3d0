"""What stands in the way of a challenge, for the people of its partnership."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from accounts.panels import Panel
from challenges.models import Barrier, Challenge
from challenges.rules import can_name_barrier, can_see_offers
from partnership.acting import may

SHOWN = 4


def barriers_of_challenge(request: HttpRequest, challenge: Challenge) -> Panel | None:
    """The barriers open the longest, and a way to write one down."""
    if not may(request, can_see_offers, challenge.partnership):
        return None
    today = timezone.localdate()
    found = list(
        Barrier.objects.open().filter(challenge=challenge).select_related("can_lift")[: SHOWN + 1]
    )
    context = {
        "challenge": challenge,
        "lines": [(one, _address(one, challenge), one.days_open(today)) for one in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "may_name": may(request, can_name_barrier, challenge),
    }
    return Panel("What stands in the way", "challenges/_barriers_panel.html", context, 35)


def _address(barrier: Barrier, challenge: Challenge) -> str:
    barrier.challenge = challenge  # known here: its address needs no query
    return barrier.get_absolute_url()
