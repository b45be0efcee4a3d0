"""Readings from a table: looked at first, row by row; written all at once, or not at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from openpyxl.utils import get_column_letter

from accounts.errors import Refused
from challenges.actions.readings import enter
from challenges.models import Measure
from challenges.periods import in_words, latest
from challenges.reading_tables import FACTS, REFUSED, carried, columns_of, judged
from challenges.views.measure_finding import crumbs_of, kept_measure
from challenges.views.readings import said_of
from partnership.downloads import Format, table_response
from partnership.errors import Unreadable
from partnership.forms.imports import TableForm
from partnership.imports.facts import Columns
from partnership.imports.reading import Table, read_paste

SHOWN = 50


@require_http_methods(["GET", "POST"])
def measure_import(request: HttpRequest, partnership: str, measure: str) -> HttpResponse:
    """Bring a file, or paste rows; then see what would become of each. Writes nothing."""
    found, _ = kept_measure(request, partnership, measure)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            table, columns = columns_of(form.cleaned_data["table"], found)
        except Unreadable as unreadable:
            pasted = not form.cleaned_data["file_name"]
            form.add_error("paste" if pasted else "file", str(unreadable))
        else:
            return _preview(request, found, table, columns)
    context = {
        "measure": found,
        "form": form,
        "facts": [fact for fact in FACTS if measure_asks(found, fact.name)],
        "crumbs": crumbs_of(found.partnership, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/measure_import.html", context, status=status)


@require_POST
def measure_take_in(request: HttpRequest, partnership: str, measure: str) -> HttpResponse:
    """Write what was looked at, unless something else would become of it by now."""
    found, by = kept_measure(request, partnership, measure)
    today = timezone.localdate()
    try:
        table, columns = columns_of(read_paste(request.POST.get("rows", "")), found)
        seen = judged(table, columns, found, today=today)
        if seen.fingerprint != request.POST.get("fingerprint"):
            return _preview(request, found, table, columns, changed=True)
        written = enter(found, by=by, readings=seen.readings, today=today, seen=seen.seen)
    except Unreadable:
        return redirect("measure_import", partnership=partnership, measure=found.slug)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("measure_import", partnership=partnership, measure=found.slug)
    messages.success(request, said_of(written))
    return redirect(found)


@require_safe
def measure_template(
    request: HttpRequest, partnership: str, measure: str, form: Format
) -> HttpResponse:
    """A table to fill in, with the latest periods."""
    found, _ = kept_measure(request, partnership, measure)
    facts = [fact for fact in FACTS if measure_asks(found, fact.name)]
    like = found.readings.values_list("period", flat=True).first()
    periods = latest(found.frequency, timezone.localdate(), count=12, like=like)
    rows = ([in_words(one, found.frequency), *[""] * (len(facts) - 1)] for one in periods)
    headings = [fact.label for fact in facts]
    return table_response(form, name=f"{found.slug}-to-fill", headings=headings, rows=rows)


def measure_asks(measure: Measure, fact: str) -> bool:
    """Counts are asked only where it is said what they are counts of."""
    return bool(measure.denominator) or fact not in ("numerator", "denominator")


def _preview(
    request: HttpRequest,
    measure: Measure,
    table: Table,
    columns: Columns,
    *,
    changed: bool = False,
) -> HttpResponse:
    seen = judged(table, columns, measure, today=timezone.localdate())
    refused = seen.of(REFUSED)
    taken = [row for row in seen.rows if row.becomes != REFUSED]
    labels = {fact.name: fact.label for fact in FACTS}
    context: dict[str, Any] = {
        "measure": measure,
        "seen": seen,
        "refused": [_refused(row, columns, labels) for row in refused[:SHOWN]],
        "refused_total": len(refused),
        "taken": [_taken(row, measure) for row in taken[:SHOWN]],
        "taken_total": len(taken),
        "known_total": len(seen.of("known")),
        "corrected_total": len(seen.of("corrected")),
        "added_total": len(seen.of("added")),
        "writes": len(seen.to_write),
        "fractions": _look_like_fractions(measure, taken),
        "rows": carried(table, columns),
        "changed": changed,
        "crumbs": crumbs_of(measure.partnership, measure),
    }
    status = 422 if changed else 200
    return render(request, "challenges/measure_preview.html", context, status=status)


def _refused(row: Any, columns: Columns, labels: dict[str, str]) -> dict[str, Any]:
    """Where a row is wrong: by the letter of its column, with how to put it right."""
    faults = [
        {
            "label": labels[fault.fact],
            "column": _letter(columns.get(fault.fact)),
            "words": row.typed.get(fault.fact, ""),
            "says": fault.says,
        }
        for fault in row.faults
    ]
    return {"number": row.number, "faults": faults}


def _letter(place: int | None) -> str:
    return "" if place is None else get_column_letter(place + 1)


def _taken(row: Any, measure: Measure) -> dict[str, Any]:
    return {
        "number": row.number,
        "becomes": row.becomes,
        "period": in_words(row.entered.period, measure.frequency),
        "typed": row.typed.get("period", ""),
        "value": _short(row.value),
        "was": _short(row.was),
        "numerator": _short(row.entered.numerator),
        "denominator": _short(row.entered.denominator),
        "note": row.entered.note,
    }


def _short(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _look_like_fractions(measure: Measure, taken: list[Any]) -> bool:
    """All within 0 and 1, of a measure in per cent: Excel keeps 28% as 0.28."""
    values = [row.value for row in taken if row.entered.denominator is None]
    return "%" in measure.unit and bool(values) and all(0 <= value <= 1 for value in values)
