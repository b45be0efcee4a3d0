"""Organisations and people brought as a table: from the file to the step that takes them in."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import Actor
from partnership.acting import permitted_actor
from partnership.actions.importing import bring, choose_columns, confirm, stop
from partnership.downloads import Format, table_response
from partnership.forms.imports import ColumnsForm, TableForm
from partnership.imports.checking import check
from partnership.imports.facts import FACTS, missing
from partnership.imports.shown import much_alike, shown
from partnership.imports.templates import EXAMPLES, headings
from partnership.imports.verdict import State
from partnership.models import Partnership, Upload
from partnership.rules import can_import
from partnership.seen import partnership_seen

LOOKED_AT = 500  # rows whose names are compared once more before a table is confirmed
PER_PAGE = 25


def importing(request: HttpRequest, slug: str) -> tuple[Partnership, Actor]:
    """The partnership, and in which hat a table is brought; otherwise 404."""
    found = partnership_seen(request, slug)
    return found, permitted_actor(request, can_import, found)


def brought(request: HttpRequest, slug: str, upload: int) -> tuple[Upload, Actor]:
    """A table of this partnership; otherwise 404."""
    found, by = importing(request, slug)
    one = get_object_or_404(found.uploads.select_related("uploaded_by__person"), pk=upload)
    one.partnership = found
    return one, by


@require_safe
def upload_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found, _ = importing(request, partnership)
    uploads = found.uploads.select_related("uploaded_by__person")
    page = Paginator(uploads, PER_PAGE).get_page(request.GET.get("page"))
    context = {"partnership": found, "page": page, "kinds": Upload.Kind.choices}
    return render(request, "partnership/upload_list.html", context)


@require_http_methods(["GET", "POST"])
def upload_create(request: HttpRequest, partnership: str, kind: str) -> HttpResponse:
    found, by = importing(request, partnership)
    if kind not in Upload.Kind.values:
        raise Http404
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        table = bring(
            found,
            by=by,
            kind=kind,
            table=form.cleaned_data["table"],
            file_name=form.cleaned_data["file_name"],
            now=timezone.now(),
        )
        unsure = missing(kind, table.columns)
        step = "upload_columns" if unsure else "upload_preview"
        return redirect(step, partnership=found.slug, upload=table.pk)
    context = {
        "partnership": found,
        "form": form,
        "kind": Upload.Kind(kind),
        "facts": FACTS[kind],
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnership/upload_create.html", context, status=status)


@require_safe
def upload_template(
    request: HttpRequest, partnership: str, kind: str, form: Format
) -> HttpResponse:
    importing(request, partnership)
    if kind not in Upload.Kind.values:
        raise Http404
    return table_response(
        form, name=f"{kind}-to-fill", headings=headings(kind), rows=EXAMPLES[kind]
    )


@require_http_methods(["GET", "POST"])
def upload_columns(request: HttpRequest, partnership: str, upload: int) -> HttpResponse:
    table, by = brought(request, partnership, upload)
    if table.state != Upload.State.READ:
        return redirect("upload_detail", partnership=partnership, upload=upload)
    form = ColumnsForm(request.POST or None, upload=table)
    if form.is_valid():
        choose_columns(table, by=by, columns=form.columns())
        return redirect("upload_preview", partnership=partnership, upload=upload)
    context = {
        "partnership": table.partnership,
        "upload": table,
        "form": form,
        "none_known": set(table.columns.values()) == {None},
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnership/upload_columns.html", context, status=status)


@require_safe
def upload_preview(request: HttpRequest, partnership: str, upload: int) -> HttpResponse:
    table, by = brought(request, partnership, upload)
    if table.state != Upload.State.READ:
        return redirect("upload_detail", partnership=partnership, upload=upload)
    if missing(table.kind, table.columns):
        return redirect("upload_columns", partnership=partnership, upload=upload)
    now = timezone.now()
    checked = check(table, by=by, now=now)
    show = request.GET.get("show", State.REFUSED if checked.refused else "")
    rows = [one for one in checked.rows if show not in State.values or one[1].becomes == show]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "partnership": table.partnership,
        "upload": table,
        "checked": checked,
        "show": show if show in State.values else "all",
        "page": page,
        "query": f"show={show}&" if show in State.values else "show=all&",
        "rows": shown(table, list(page), now=now),
    }
    return render(request, "partnership/upload_preview.html", context)


@require_http_methods(["GET", "POST"])
def upload_confirm(request: HttpRequest, partnership: str, upload: int) -> HttpResponse:
    table, by = brought(request, partnership, upload)
    if request.method == "POST" and not missing(table.kind, table.columns):
        confirm(table, by=by, now=timezone.now())
        return redirect("upload_detail", partnership=partnership, upload=upload)
    if table.state != Upload.State.READ or missing(table.kind, table.columns):
        return redirect("upload_preview", partnership=partnership, upload=upload)
    checked = check(table, by=by, now=timezone.now())
    context = {
        "partnership": table.partnership,
        "upload": table,
        "checked": checked,
        "alike": sorted(much_alike(table, checked.rows[:LOOKED_AT], now=timezone.now()).items()),
    }
    return render(request, "partnership/upload_confirm.html", context)


@require_http_methods(["GET", "POST"])
def upload_stop(request: HttpRequest, partnership: str, upload: int) -> HttpResponse:
    table, by = brought(request, partnership, upload)
    if request.method == "POST":
        stop(table, by=by, now=timezone.now())
        messages.success(request, "Thrown away." if table.state == "read" else "Stopped.")
        return redirect("upload_list", partnership=partnership)
    context = {"partnership": table.partnership, "upload": table}
    return render(request, "partnership/upload_stop.html", context)
