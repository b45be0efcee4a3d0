"""The report for a board, on one page: to read, to print, and as PDF where it can be drawn."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.acting import permitted_actor
from partnership.board import board_of
from partnership.investment import FinancialYear, by_purpose, invested_in, total
from partnership.kept import keeping
from partnership.models import Partnership
from partnership.printing import CannotDraw, can_draw, pdf_of
from partnership.rules import can_see_what_needs
from partnership.seen import partnership_seen

NEEDS, YEARS = 6, 3


@require_safe
def board_report(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_what_needs, found)
    context = {**_facts(request, found), "draws": can_draw()}
    return render(request, "partnership/board_report.html", context)


@require_safe
def board_report_pdf(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_what_needs, found)
    html = render_to_string("partnership/board_report_pdf.html", _facts(request, found))
    try:
        drawn = pdf_of(html)
    except CannotDraw as missing:
        raise Http404 from missing
    answer = HttpResponse(drawn, content_type="application/pdf")
    name = f"{found.slug}-board-{timezone.localdate():%Y-%m-%d}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _facts(request: HttpRequest, found: Partnership) -> dict[str, Any]:
    found = keeping(found)
    board = board_of(request, found)
    now = FinancialYear.of(board.today)
    years = [FinancialYear(now.first + ahead) for ahead in range(YEARS)]
    rows = by_purpose(invested_in(found), years)
    return {
        "partnership": found,
        "board": board,
        "needs": board.needs[:NEEDS],
        "more_needs": len(board.needs[NEEDS:]),
        "years": years,
        "money_rows": rows,
        "total": total(rows, years),
        "address": request.build_absolute_uri(reverse("partnership_detail", args=[found.slug])),
    }
