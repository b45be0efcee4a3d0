from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.panels import gather
from partnership.acting import may
from partnership.mix import sectors_of
from partnership.models import Hat, Partner, Partnership
from partnership.models.capacity import HEADS
from partnership.rules import can_configure


@login_not_required
@require_safe
def partnership_list(request: HttpRequest) -> HttpResponse:
    found = Partnership.objects.visible_to(request.user).select_related("place").order_by("name")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "partnership/partnership_list.html", {"page": page})


@login_not_required
@require_safe
def partnership_detail(request: HttpRequest, partnership: str) -> HttpResponse:
    found = get_object_or_404(
        Partnership.objects.visible_to(request.user).select_related("place"), slug=partnership
    )
    today = timezone.localdate()
    partners = (
        Partner.objects.on(today)
        .filter(partnership=found)
        .select_related("organisation")
        .order_by("organisation__sector", "organisation__name")[:100]
    )
    leads = (
        Hat.objects.current()
        .filter(partnership=found, capacity__in=HEADS)
        .select_related("person", "organisation")
        .order_by("capacity")[:10]
    )
    context = {
        "partnership": found,
        "sectors": sectors_of(partners),
        "leads": leads,
        "configures": may(request, can_configure, found),
        "panels": gather(settings.PARTNERSHIP_PANELS, request, found),
    }
    return render(request, "partnership/partnership_detail.html", context)
