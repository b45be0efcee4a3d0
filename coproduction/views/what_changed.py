"""You said, we did; and what we did not do, and why."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction import figures
from coproduction.threads import line_of

PAGE = 10


@login_not_required
@require_safe
def what_changed(request: HttpRequest) -> HttpResponse:
    shows_no = request.GET.get("show") == "not-done"
    answers = figures.not_done if shows_no else figures.what_changed
    page = Paginator(answers(request.user), PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "page": page,
        "lines": [(answer, line_of(answer, now=now)) for answer in page],
        "shows_no": shows_no,
    }
    return render(request, "coproduction/what_changed.html", context)
