from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partnership.acting import hidden_leads_to_sign_in
from partnership.models import Organisation
from partnership.organisation_page import organisation_page


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def organisation_detail(request: HttpRequest, organisation: int) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.visible_to(request.user), pk=organisation)
    context = organisation_page(request, found)
    return render(request, "partnership/organisation_detail.html", context)
