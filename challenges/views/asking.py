"""The question of a challenge with its wordings, and the stages that it goes through."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from challenges.actions.asking import ask_anew, enter_stage
from challenges.forms.question import AskAnewForm, StageForm
from challenges.question_errors import AskedMeanwhile, StageMeanwhile
from challenges.question_page import periods_of, served_by, wordings_of
from challenges.rules import can_revise
from challenges.rules_question import can_judge, can_see_hypotheses, can_see_team
from challenges.views.challenge_page import team_shown
from challenges.views.finding import carried_out, crumbs_to, found_challenge
from challenges.views.one_form import form_answer, page_of
from partnership.acting import hidden_leads_to_sign_in, may, permitted_actor
from partnership.wording import compare


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def question_detail(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    wordings = wordings_of(found)
    inside = may(request, can_see_hypotheses, found)
    context = {
        "challenge": found,
        "partnership": found.partnership,
        "crumbs": crumbs_to(found.partnership, found),
        "wordings": wordings,
        "latest": wordings[0],
        "periods": periods_of(found),
        "figures": found.population_figures.all()[:20],
        "judgements": found.judgements.select_related("judged_by__person", "measure")[:50],
        "serves": served_by(found),
        "hypotheses": found.hypotheses.select_related("written_by__person")[:50] if inside else [],
        "team": team_shown(request, found) if may(request, can_see_team, found) else None,
        "inside": inside,
        "may_revise": may(request, can_revise, found),
        "may_judge": may(request, can_judge, found),
    }
    return render(request, "challenges/question_detail.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def question_compare(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    """Two wordings as one text: what was taken out of it, and what was added, in words."""
    found = found_challenge(request, partnership, challenge)
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(number.isdecimal() and len(number) < 5 for number in numbers):
        raise Http404
    first, last = sorted(map(int, numbers))
    known = {one.number: one for one in wordings_of(found)}
    if first not in known or last not in known:
        raise Http404
    context = {
        "challenge": found,
        "crumbs": crumbs_to(found.partnership, found),
        "earlier": known[first],
        "later": known[last],
        "changes": [known[one] for one in sorted(known) if first < one <= last],
        "parts": compare(known[first].wording, known[last].wording),
    }
    return render(request, "challenges/question_compare.html", context)


@require_http_methods(["GET", "POST"])
def question_ask(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    latest, now = wordings_of(found)[0], timezone.now()
    stands = {"wording": found.question, "seen": latest.number}
    form = AskAnewForm(request.POST or None, initial=stands)
    try:
        asked = carried_out(form, lambda: ask_anew(found, by=by, now=now, **form.cleaned_data))
    except AskedMeanwhile as meanwhile:
        # What is written stays in its box, to be saved on purpose over what is asked now.
        form = AskAnewForm({**request.POST.dict(), "seen": str(latest.number)})
        form.add_error(None, str(meanwhile))
        asked = None
    if asked is not None:
        messages.success(request, "Asked anew. The wording before stays, with its dates.")
        return redirect("question_detail", partnership=partnership, challenge=found.slug)
    page = page_of(found, "Ask the question anew", "Ask it so")
    label = f"How it is asked now, since {timezone.localdate(latest.asked_at):%-d %B %Y}"
    shown = {"label": label, "words": latest.wording}
    return form_answer(request, found, form, page, stands=shown)


@require_http_methods(["GET", "POST"])
def stage_enter(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    now = timezone.now()
    stands = {"seen": found.stage, "stage": found.stage, "entered_on": timezone.localdate(now)}
    form = StageForm(request.POST or None, initial=stands)
    try:
        entered = carried_out(form, lambda: enter_stage(found, by=by, now=now, **form.cleaned_data))
    except StageMeanwhile as meanwhile:
        form = StageForm({**request.POST.dict(), "seen": found.stage})
        form.add_error(None, str(meanwhile))
        entered = None
    if entered is not None:
        messages.success(request, f"The challenge is in the stage {entered.get_stage_display()}.")
        return redirect("question_detail", partnership=partnership, challenge=found.slug)
    page = page_of(found, "Where it stands", "Save the stage")
    since = periods_of(found)[0]
    label = f"It stands here since {since.starts_on:%-d %B %Y}"
    shown = {"label": label, "words": str(since.get_stage_display())}
    return form_answer(request, found, form, page, stands=shown)
