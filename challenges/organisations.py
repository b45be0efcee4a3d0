"""What the page of an organisation shows of challenges and promises."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.panels import Panel
from challenges.models import Challenge, Commitment
from partnership.models import Organisation

SHOWN = 20


def work_of_organisation(request: HttpRequest, organisation: Organisation) -> Panel | None:
    """The challenges that it works on, and its latest promises to the place."""
    seen = Challenge.objects.visible_to(request.user)
    works_on = list(
        seen.filter(involved__organisation=organisation)
        .select_related("partnership")
        .order_by("title", "pk")[:SHOWN]
    )
    promises = list(
        Commitment.objects.promised()
        .filter(challenge__in=seen, organisation=organisation)
        .select_related("challenge__partnership")
        .order_by("-due_on", "-pk")[:SHOWN]
    )
    if not works_on and not promises:
        return None
    context = {"works_on": works_on, "promises": promises}
    return Panel(_("What it works on"), "challenges/_organisation_panel.html", context, position=30)
