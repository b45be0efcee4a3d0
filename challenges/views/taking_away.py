"""Which aims of plans are served, and tables of challenges to take away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from challenges.coverage import coverage_of
from challenges.question_tables import TABLES
from challenges.views.finding import crumbs_to, found_challenge, found_partnership
from partnership.acting import hidden_leads_to_sign_in, permitted_actor
from partnership.downloads import Cell, Format, table_response


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def policy_coverage(request: HttpRequest, partnership: str) -> HttpResponse:
    found = found_partnership(request, partnership)
    context = {
        "partnership": found,
        "crumbs": crumbs_to(found),
        "plans": coverage_of(request, found),
    }
    return render(request, "challenges/policy_coverage.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def policy_coverage_table(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    found = found_partnership(request, partnership)
    rows: list[list[Cell]] = []
    for plan in coverage_of(request, found):
        for one in plan.aims:
            told: list[Cell] = [plan.plan.name, plan.plan.published_on, one.aim.code, one.aim.title]
            served: list[tuple[str, str]] = [
                (link.challenge.title, link.how) for link in one.served_by
            ]
            rows += [[*told, title, how] for title, how in served or [("", "")]]
    headings = ["Plan", "Published", "Code", "Aim", "Served by", "How"]
    return table_response(form, name=f"policy-aims-{found.slug}", headings=headings, rows=rows)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def question_table(
    request: HttpRequest, partnership: str, challenge: str, table: str, form: Format
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    if table not in TABLES:
        raise Http404
    wanted = TABLES[table]
    if wanted.rule is not None:
        permitted_actor(request, wanted.rule, found)
    return table_response(
        form, name=f"{found.slug}-{table}", headings=wanted.headings, rows=wanted.rows(found)
    )
