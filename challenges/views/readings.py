"""Readings by hand: many in a table, one with a form; corrected, removed; limits begun anew."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from challenges.actions.measures import rebase, take_back_rebase
from challenges.actions.readings import Written, enter, remove
from challenges.forms.measures import ReadingForm, RebaseForm
from challenges.forms.readings import ReadingsForm
from challenges.measure_history import history_of
from challenges.models import Measure
from challenges.periods import after, in_words, latest
from challenges.views.finding import carried_out
from challenges.views.measure_finding import crumbs_of, kept_measure

ROWS = 12
FIRST = date(1920, 1, 1)


@require_http_methods(["GET", "POST"])
def measure_readings(request: HttpRequest, partnership: str, measure: str) -> HttpResponse:
    """A row for each of twelve periods, as they stand; saved all or none."""
    found, by = kept_measure(request, partnership, measure)
    today = timezone.localdate()
    periods = _periods(found, request.GET.get("until", ""), today)
    stored = {one.period: one for one in found.readings.filter(period__in=periods)}
    form = ReadingsForm(request.POST or None, measure=found, periods=periods, stored=stored)
    written = carried_out(
        form,
        lambda: enter(found, by=by, readings=form.entered(), today=today, seen=form.seen()),
    )
    if written is not None:
        messages.success(request, said_of(written))
        return redirect(found)
    context = {
        "measure": found,
        "form": form,
        "earlier": after(periods[0], found.frequency, -1),
        "later": after(periods[-1], found.frequency, ROWS),
        "is_latest": after(periods[-1], found.frequency) > today,
        "crumbs": crumbs_of(found.partnership, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/measure_readings.html", context, status=status)


@require_http_methods(["GET", "POST"])
def reading_create(request: HttpRequest, partnership: str, measure: str) -> HttpResponse:
    """A reading of any period."""
    found, by = kept_measure(request, partnership, measure)
    form = ReadingForm(request.POST or None, measure=found)

    def add() -> Written:
        one = form.entered()
        today = timezone.localdate()
        return enter(found, by=by, readings=[one], today=today, seen={one.period: None})

    written = carried_out(form, add)
    if written is not None:
        messages.success(request, said_of(written))
        return redirect(found)
    context = {"measure": found, "form": form, "crumbs": crumbs_of(found.partnership, found)}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/reading_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def reading_edit(
    request: HttpRequest, partnership: str, measure: str, reading: int
) -> HttpResponse:
    found, by = kept_measure(request, partnership, measure)
    one = get_object_or_404(found.readings, pk=reading)
    stands = {name: getattr(one, name) for name in ("numerator", "denominator", "note")}
    stands["provisional"] = one.provisional
    stands["value"] = one.value if one.denominator is None else None
    form = ReadingForm(request.POST or None, initial=stands, measure=found, reading=one)
    written = carried_out(
        form,
        lambda: enter(found, by=by, readings=[form.entered()], today=timezone.localdate()),
    )
    if written is not None:
        messages.success(
            request, "The reading is corrected." if written.corrected else "As it was."
        )
        return redirect(found)
    context = {
        "measure": found,
        "form": form,
        "reading": one,
        "period": in_words(one.period, found.frequency),
        "crumbs": crumbs_of(found.partnership, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/reading_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def reading_remove(
    request: HttpRequest, partnership: str, measure: str, reading: int
) -> HttpResponse:
    found, by = kept_measure(request, partnership, measure)
    one = get_object_or_404(found.readings, pk=reading)
    one.measure = found
    form = Form(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: remove(one, by=by)):
        messages.success(request, "The reading is removed.")
        return redirect(found)
    context = {
        "measure": found,
        "form": form,
        "period": in_words(one.period, found.frequency),
        "value": found.with_unit(one.value),
        "crumbs": crumbs_of(found.partnership, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/reading_remove.html", context, status=status)


@require_http_methods(["GET", "POST"])
def rebase_create(request: HttpRequest, partnership: str, measure: str) -> HttpResponse:
    """Let the limits begin anew from a period on, with a reason that everybody sees."""
    found, by = kept_measure(request, partnership, measure)
    periods = list(found.readings.order_by("-period").values_list("period", flat=True)[:500])
    choices = [(str(day), in_words(day, found.frequency)) for day in periods[:-1]]
    form = RebaseForm(request.POST or None, periods=choices)
    if carried_out(form, lambda: rebase(found, by=by, **form.cleaned_data)):
        return redirect(found)
    context = {
        "measure": found,
        "form": form,
        "rebases": found.rebases.all()[:20],
        "crumbs": crumbs_of(found.partnership, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/rebase_create.html", context, status=status)


@require_POST
def rebase_remove(
    request: HttpRequest, partnership: str, measure: str, rebase: int
) -> HttpResponse:
    found, by = kept_measure(request, partnership, measure)
    one = get_object_or_404(found.rebases, pk=rebase)
    one.measure = found
    take_back_rebase(one, by=by)
    messages.success(request, "The limits are computed as before.")
    return redirect("rebase_create", partnership=partnership, measure=found.slug)


@require_safe
def measure_history(request: HttpRequest, partnership: str, measure: str) -> HttpResponse:
    """Who entered, corrected or removed what, and what was there before."""
    found, _ = kept_measure(request, partnership, measure)
    page = Paginator(history_of(found), 50).get_page(request.GET.get("page"))
    context = {
        "measure": found,
        "page": page,
        "history": page.object_list,
        "crumbs": crumbs_of(found.partnership, found),
    }
    return render(request, "challenges/measure_history.html", context)


def said_of(written: Written) -> str:
    """What became of what was entered, in a sentence."""
    parts = [f"{written.added} added"] if written.added else []
    parts += [f"{written.corrected} corrected"] if written.corrected else []
    return f"Readings: {', '.join(parts)}." if parts else "Nothing was new, so nothing is changed."


def _periods(measure: Measure, until: str, today: date) -> list[date]:
    """Twelve periods, the newest last: up to now, or up to a day of the address."""
    try:
        last = max(min(date.fromisoformat(until), today), FIRST)
    except ValueError:
        last = today
    like = measure.readings.order_by("-period").values_list("period", flat=True).first()
    return latest(measure.frequency, last, count=ROWS, like=like)
