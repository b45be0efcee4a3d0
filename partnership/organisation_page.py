"""What the page of one organisation shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from accounts.panels import gather
from partnership.formerly import successions_around
from partnership.models import Organisation, Partner

PAGE = 50


def organisation_page(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """The template's context, as far as this request may see it."""
    before, after = successions_around(organisation.pk, request.user)
    memberships = (
        Partner.objects.visible_to(request.user)
        .filter(organisation=organisation)
        .select_related("partnership")
        .order_by("ends_on", "partnership__name", "pk")
    )
    page = Paginator(memberships, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    return {
        "organisation": organisation,
        "before": before,
        "after": after,
        "page": page,
        "current": [one for one in page if one.is_on(today)],
        "past": [one for one in page if not one.is_on(today)],
        "panels": gather(settings.ORGANISATION_PANELS, request, organisation),
    }
