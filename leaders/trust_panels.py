"""What pages that gather from several apps are told of trust, and of who is joined to whom."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from accounts.panels import Panel
from leaders.models import PulseRound
from leaders.rules import can_read_shared_practice, can_see_network, can_see_pulse
from partnership.acting import hats_of, may
from partnership.attention import NeedsYou
from partnership.models import Hat, Partnership

SEVEN_MONTHS = timedelta(days=213)


def partnership_panel(request: HttpRequest, partnership: Partnership) -> Panel | None:
    """The ways to the network and, for those who act here, to the trust pulse."""
    context = {
        "partnership": partnership,
        "sees_network": may(request, can_see_network, partnership),
        "sees_pulse": may(request, can_see_pulse, partnership),
        "sees_practice": may(request, can_read_shared_practice, partnership),
    }
    if not (context["sees_network"] or context["sees_pulse"] or context["sees_practice"]):
        return None
    title = "Trust, and who is joined to whom" if context["sees_pulse"] else "Who is joined to whom"
    return Panel(title, "leaders/_trust_panel.html", context, position=60)


def my_page_panel(request: HttpRequest, person: Person) -> Panel | None:
    """The rounds that wait for this representative's answers."""
    own = {
        hat.partnership_id
        for hat in hats_of(request)
        if hat.capacity == Hat.Capacity.REPRESENTATIVE
    }
    if not own:
        return None
    rounds = PulseRound.objects.open_on(timezone.localdate()).filter(partnership__in=own)
    waiting = list(rounds.exclude(returns__person=person.pk).select_related("partnership"))
    if not waiting:
        return None
    context = {"rounds": waiting}
    return Panel("How far do you trust your partners?", "leaders/_my_pulse.html", context, 15)


def my_skills(request: HttpRequest, person: Person) -> Panel | None:
    """The way to their own record, for whoever leads or takes part in a programme."""
    leads = any(hat.capacity != Hat.Capacity.RESIDENT for hat in hats_of(request))
    return Panel("Your skills", "leaders/_my_skills.html", {}, 25) if leads else None


def pulse_overdue(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """The last round closed more than seven months ago, and none is planned."""
    last = PulseRound.objects.filter(partnership=partnership).order_by("-closes_on").first()
    if last is None or last.closes_on > timezone.localdate(now) - SEVEN_MONTHS:
        return []
    return [
        NeedsYou(
            words="The trust pulse was last taken more than seven months ago",
            url=reverse("pulse_create", args=[partnership.slug]),
            since=last.closes_on,
            weight=10,
            kind="Trust pulse",
        )
    ]
