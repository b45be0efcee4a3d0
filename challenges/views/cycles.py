"""The tests of change of a challenge, read: their list, each of them, and their table."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from challenges.change_rules import can_plan_cycle
from challenges.models import Challenge, Cycle, LogEntry, Measure
from challenges.testing import STANDINGS, standing, with_what_they_touch
from challenges.views.finding import crumbs_to, found_challenge
from partnership.acting import hidden_leads_to_sign_in, may
from partnership.downloads import Format, table_response

HEADINGS = (
    "Number", "Test", "Idea", "Run by", "Predicted", "Began", "Ended", "Done", "Seen",
    "How it stands", "Why",
)  # fmt: skip


def found_cycle(challenge: Challenge, number: int) -> Cycle:
    """A test of a challenge that this request may see."""
    cycles = Cycle.objects.filter(challenge=challenge).select_related(
        "idea__driver__diagram", "follows", "planned_by__organisation"
    )
    cycle = get_object_or_404(cycles.prefetch_related("run_by"), pk=number)
    cycle.challenge = challenge
    return cycle


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def cycle_list(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    state = request.GET.get("state", "")
    state = state if state in STANDINGS else ""
    cycles = with_what_they_touch(found)
    shown = cycles.filter(STANDINGS[state][0]) if state else cycles
    address = reverse("cycle_list", args=[partnership, challenge])
    context = {
        "challenge": found,
        "crumbs": crumbs_to(found.partnership, found),
        "page": Paginator(shown, 20).get_page(request.GET.get("page")),
        "query": f"state={state}&" if state else "",
        "state": state,
        "states": [(name, label) for name, (_q, label, _tone) in STANDINGS.items()],
        "csv_url": f"{address}table.csv",
        "xlsx_url": f"{address}table.xlsx",
        "may_plan": may(request, can_plan_cycle, found),
    }
    return render(request, "challenges/cycle_list.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def cycle_table(
    request: HttpRequest, partnership: str, challenge: str, form: Format
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    rows = [
        (
            cycle.number,
            cycle.title,
            cycle.idea.wording if cycle.idea else "",
            "; ".join(body.name for body in cycle.run_by.all()),
            cycle.prediction,
            cycle.started_on,
            cycle.ended_on,
            cycle.done,
            cycle.studied,
            str(STANDINGS[standing(cycle)][1]),
            cycle.act_because,
        )
        for cycle in with_what_they_touch(found)
    ]
    return table_response(form, name=f"{found.slug}-tests-of-change", headings=HEADINGS, rows=rows)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def cycle_detail(
    request: HttpRequest, partnership: str, challenge: str, cycle: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    test = found_cycle(found, cycle)
    entries = LogEntry.objects.visible_to(request.user).filter(cycles=test)
    context = {
        "challenge": found,
        "cycle": test,
        "crumbs": crumbs_to(found.partnership, found),
        "measures": Measure.objects.visible_to(request.user)
        .filter(cycles=test)
        .select_related("partnership"),
        "entries": entries.select_related("challenge__partnership", "hat__person")[:50],
        "followed_by": test.followed_by.select_related("challenge__partnership"),
        "may_run": may(request, can_plan_cycle, found),
    }
    return render(request, "challenges/cycle_detail.html", context)
