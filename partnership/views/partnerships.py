from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partnership.models import Partnership
from partnership.public_page import public_page, shown_partnerships


@login_not_required
@require_safe
def partnership_list(request: HttpRequest) -> HttpResponse:
    found = Partnership.objects.visible_to(request.user).select_related("place").order_by("name")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "partnership/partnership_list.html", {"page": page})


@login_not_required
@require_safe
def partnership_detail(request: HttpRequest, partnership: str) -> HttpResponse:
    found = get_object_or_404(shown_partnerships(request.user), slug=partnership)
    return render(request, "partnership/partnership_detail.html", public_page(request, found))
