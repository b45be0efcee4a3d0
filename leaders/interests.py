"""Interests of those who hold a role, in the bodies that host it, pay for it or are partners."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.panels import Panel
from leaders.models import LeadershipRole
from partnership.interests import interests_where
from partnership.models import Partner


def in_bodies_concerned(role: LeadershipRole, day: date) -> Q:
    """In partners of its partnership, its hosts, or those who pay for it."""
    partners = Partner.objects.on(day).filter(partnership=role.partnership_id)
    bodies = (partners, role.hostings.order_by(), role.funding.order_by())
    return Q(
        *(Q(organisation__in=those.values("organisation")) for those in bodies), _connector=Q.OR
    )


def interests_of_role(request: HttpRequest, role: LeadershipRole) -> Panel | None:
    """Shown with the role, so that nobody has to look for them."""
    today = timezone.localdate()
    holders = {one.person_id for one in role.holdings_on(today)}
    if not holders:
        return None
    found = interests_where(Q(person__in=holders) & in_bodies_concerned(role, today), today)
    if not found:
        return None
    return Panel(_("Interests"), "partnership/_interests.html", {"interests": found}, position=60)
