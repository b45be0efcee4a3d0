"""What the page of an organisation shows of leadership roles."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.panels import Panel
from leaders.models import LeadershipRole, RoleHolding, RoleHost
from partnership.models import Organisation

SHOWN = 30


def roles_of_organisation(request: HttpRequest, organisation: Organisation) -> Panel | None:
    """Roles whose holders it employs or employed, and those that it hosts or hosted."""
    seen = LeadershipRole.objects.visible_to(request.user).agreed()
    today = timezone.localdate()
    shares = list(
        RoleHolding.objects.filter(role__in=seen, employer=organisation)
        .select_related("person", "role__partnership")
        .order_by("-starts_on", "pk")[:SHOWN]
    )
    desks = list(
        RoleHost.objects.filter(role__in=seen, organisation=organisation)
        .select_related("role__partnership")
        .order_by("role__title", "pk")[:SHOWN]
    )
    if not shares and not desks:
        return None
    context = {
        "shares": [(one, one.holds_on(today)) for one in shares if one.was_taken_up],
        "desks": [one for one in desks if one.role.exists_on(today)],
    }
    return Panel(_("Leadership roles"), "leaders/_organisation_panel.html", context, position=20)
