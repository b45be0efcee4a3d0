"""Short addresses for messages: a text has 160 letters, and names of programmes are long."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from leaders.models import Cohort
from leaders.views.cohorts import address


@login_not_required
@require_safe
def cohort_shortcut(request: HttpRequest, cohort: int) -> HttpResponse:
    return redirect(*address(cohort_known(request, cohort)))


@require_safe
def application_shortcut(request: HttpRequest, cohort: int) -> HttpResponse:
    return redirect("application_own", *address(cohort_known(request, cohort))[1:])


@require_safe
def application_list_shortcut(request: HttpRequest, cohort: int) -> HttpResponse:
    return redirect("application_list", *address(cohort_known(request, cohort))[1:])


def cohort_known(request: HttpRequest, pk: int) -> Cohort:
    """The cohort as far as this request may see it; 404 otherwise."""
    found = Cohort.objects.visible_to(request.user).select_related("programme__partnership")
    return get_object_or_404(found, pk=pk)
