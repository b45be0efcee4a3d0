"""A month of work is typed as a table: all of it is logged, or none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from challenges.actions.logging import log_table
from challenges.forms.log_table import RowFormSet, TableForm, with_more_rows, with_pasted_rows
from challenges.models import Challenge
from challenges.rules import can_log_work
from challenges.views.finding import carried_out, crumbs_to, found_challenge, permitted_hats


@require_http_methods(["GET", "POST"])
def entry_table(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    hats = permitted_hats(request, can_log_work, found)
    if request.method != "POST":
        return _shown(request, found, TableForm(hats=hats), RowFormSet(prefix="row"))
    if "more" in request.POST or "paste" in request.POST:
        change = with_pasted_rows if "paste" in request.POST else with_more_rows
        data = change(request.POST)
        form = TableForm(data, hats=hats)
        return _shown(request, found, form, RowFormSet(data, prefix="row"), asked=False)
    form, rows = TableForm(request.POST, hats=hats), RowFormSet(request.POST, prefix="row")
    if rows.is_valid():
        logged = carried_out(
            form,
            lambda: log_table(
                found,
                by=form.chosen_hat().actor(),
                works=rows.works(),
                now=timezone.now(),
                key=form.chosen_key(),
            ),
        )
        if logged is not None:
            messages.success(request, _done(len(logged)))
            return redirect("entry_list", partnership=partnership, challenge=found.slug)
    return _shown(request, found, form, rows)


def _done(count: int) -> str:
    what = "1 piece of work is" if count == 1 else f"{count} pieces of work are"
    return f"{what} logged. Open one to say with whom it was, and what was learned."


def _shown(
    request: HttpRequest, challenge: Challenge, form: TableForm, rows: Any, asked: bool = True
) -> HttpResponse:
    """The table as it stands. Until somebody asked to log it, nothing in it is called wrong."""
    wrong = rows.errors_by_row() if rows.is_bound and asked else []
    context = {
        "challenge": challenge,
        "form": form,
        "rows": rows,
        "errors": wrong,
        "asked": asked,
        "crumbs": crumbs_to(challenge.partnership, challenge),
    }
    status = 422 if rows.is_bound and asked else 200
    return render(request, "challenges/entry_table.html", context, status=status)
