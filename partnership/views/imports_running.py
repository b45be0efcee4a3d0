"""A table that was confirmed: how far it is, what became of each row, and the file of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.downloads import Cell, Format, table_response
from partnership.imports.cells import WHY_NOT
from partnership.imports.checking import check
from partnership.imports.shown import BECAME, BECOMES
from partnership.imports.verdict import State
from partnership.models import Upload, UploadRow
from partnership.views.imports import PER_PAGE, brought


@require_safe
def upload_detail(request: HttpRequest, partnership: str, upload: int) -> HttpResponse:
    """How far it is, asked again every few seconds until it has ended; then what became of it."""
    table, _ = brought(request, partnership, upload)
    if table.state == Upload.State.READ:
        return redirect("upload_preview", partnership=partnership, upload=upload)
    counted = dict(table.rows.order_by().values_list("state").annotate(Count("pk")))
    total = sum(counted.values())
    show = request.GET.get("show", State.REFUSED if counted.get(State.REFUSED) else "all")
    rows = table.rows.filter(state=show) if show in State.values else table.rows.all()
    page = Paginator(rows.order_by("number"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "partnership": table.partnership,
        "upload": table,
        "counts": {state: counted.get(state, 0) for state in State.values},
        "total": total,
        "through": total - counted.get(State.WAITING, 0),
        "show": show if show in State.values else "all",
        "page": page,
        "query": f"show={show}&" if show in State.values else "show=all&",
        "rows": [(row, _called(table, row), *BECAME[State(row.state)]) for row in page],
    }
    template = "partnership/upload_detail.html"
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, f"{template}#upload-progress", context)
    return render(request, template, context)


def _called(upload: Upload, row: UploadRow) -> str:
    """What a row calls itself: its name, or its code."""
    for fact in ("name", "code", "email"):
        place = upload.columns.get(fact)
        words = row.cells[place] if place is not None and place < len(row.cells) else ""
        if words and words not in WHY_NOT:
            return str(words)
    return ""


@require_safe
def upload_download(
    request: HttpRequest, partnership: str, upload: int, form: Format
) -> HttpResponse:
    """Every row as it was brought, with what became of it, or would."""
    table, by = brought(request, partnership, upload)
    if table.state == Upload.State.READ:
        checked = check(table, by=by, now=timezone.now()).rows
        said = [(row, BECOMES[State(one.becomes)][0], one.says) for row, one in checked]
    else:
        rows = table.rows.order_by("number")
        said = [(row, BECAME[State(row.state)][0], row.says) for row in rows]
    wide = len(table.headings)
    headings = [*table.headings, "Row", "What became of it", "Why"]
    rows_out = ([*_filled(row.cells, wide), row.number, status, says] for row, status, says in said)
    name = f"{table.partnership.slug}-import-{table.pk}"
    return table_response(form, name=name, headings=headings, rows=rows_out)


def _filled(cells: list[str], wide: int) -> list[Cell]:
    known = ["" if cell in WHY_NOT else cell for cell in cells]
    return [*known, *[""] * (wide - len(known))]
