"""Strengths on pages that gather from several parts: of a place, and of those who head one."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.panels import Panel
from challenges.models import Strength
from partnership.attention import LISTED_AT_MOST, NeedsYou
from partnership.models import Partnership, Place

SHOWN_AT_MOST = 6


def strengths_of_place(request: HttpRequest, place: Place) -> Panel | None:
    """A few of what people of this place are good at, and the way to all. One query."""
    seen = Strength.objects.visible_to(request.user).published().filter(place=place)
    strengths = list(seen.select_related("partnership").order_by("name")[:SHOWN_AT_MOST])
    if not strengths:
        return None
    partnerships = {one.partnership_id: one.partnership for one in strengths}
    context = {"strengths": strengths, "partnerships": partnerships.values()}
    return Panel(_("Strengths"), "challenges/_strengths_of_place.html", context, 45)


def strengths_to_look_at(partnership: Partnership, now: datetime) -> list[NeedsYou]:
    """What residents have named, and nobody has looked at yet."""
    waiting = Strength.objects.filter(partnership=partnership, state=Strength.State.SUGGESTED)
    return [
        NeedsYou(
            words=f"A resident has named a strength: “{one.name}”",
            url=reverse("strength_look", args=[partnership.slug, one.pk]),
            since=one.confirmed_on,
            weight=30,
            kind="Strengths to look at",
        )
        for one in waiting.order_by("confirmed_on", "pk")[:LISTED_AT_MOST]
    ]
