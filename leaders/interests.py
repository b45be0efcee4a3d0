"""Interests of those who hold a role, in the bodies that host it, pay for it or are partners."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.panels import Panel
from leaders.models import LeadershipRole
from partnership.interests import touching
from partnership.models import Partner


def bodies_concerned(role: LeadershipRole) -> set[int]:
    """The partners of its partnership, with its hosts and those who pay for it."""
    partners = Partner.objects.on(timezone.localdate()).filter(partnership=role.partnership_id)
    hosts = role.hostings.values_list("organisation").order_by()
    payers = role.funding.values_list("organisation").order_by()
    bodies = partners.values_list("organisation").order_by().union(hosts, payers)
    return {body for (body,) in bodies}


def interests_of_role(request: HttpRequest, role: LeadershipRole) -> Panel | None:
    """Shown with the role, so that nobody has to look for them."""
    today = timezone.localdate()
    holders = {one.person_id for one in role.holdings_on(today)}
    if not holders:
        return None
    found = touching(holders, bodies_concerned(role), today)
    if not found:
        return None
    return Panel(_("Interests"), "partnership/_interests.html", {"interests": found}, position=60)
