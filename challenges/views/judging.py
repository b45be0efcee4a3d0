"""What the team believes and saw, how it judges the place to be, and how the work ends."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from challenges.actions.judging import believe, close, judge, settle
from challenges.forms.question import HypothesisForm, JudgementForm, SettleForm, VerdictForm
from challenges.models import Challenge, Measure
from challenges.rules import can_close, can_revise
from challenges.rules_question import can_judge
from challenges.team import people_in_teams
from challenges.views.finding import carried_out, found_challenge
from challenges.views.one_form import form_answer, form_shown, page_of
from partnership.acting import permitted_actor


@require_http_methods(["GET", "POST"])
def judgement_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_judge, found)
    now = timezone.now()
    form = JudgementForm(
        request.POST or None,
        measures=_measures(found),
        initial={"judged_on": timezone.localdate(now)},
    )
    if carried_out(form, lambda: judge(found, by=by, now=now, **form.cleaned_data)):
        messages.success(request, "Saved. It stands on the page with its day.")
        return redirect("question_detail", partnership=partnership, challenge=found.slug)
    lede = (
        "Nobody calls a problem like this solved. Say how things are for the people whom it is "
        "about, and what shows it."
    )
    return form_answer(request, found, form, page_of(found, "How are things now?", "Save", lede))


def _measures(challenge: Challenge) -> object:
    return Measure.objects.filter(challenge_links__challenge=challenge).order_by("name")


@require_http_methods(["GET", "POST"])
def hypothesis_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    form = HypothesisForm(request.POST or None)
    if carried_out(form, lambda: believe(found, by=by, now=timezone.now(), **form.cleaned_data)):
        messages.success(request, "Saved. Say what you saw when you have seen it.")
        return redirect("question_detail", partnership=partnership, challenge=found.slug)
    lede = "What you think would help, in a way in which it could turn out to be wrong."
    page = page_of(found, "What do you believe would help?", "Save", lede)
    return form_answer(request, found, form, page)


@require_http_methods(["GET", "POST"])
def hypothesis_settle(
    request: HttpRequest, partnership: str, challenge: str, hypothesis: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    believed = get_object_or_404(found.hypotheses.select_related("challenge"), pk=hypothesis)
    now = timezone.now()
    form = SettleForm(request.POST or None, initial={"settled_on": timezone.localdate(now)})
    if carried_out(form, lambda: settle(believed, by=by, now=now, **form.cleaned_data)):
        messages.success(request, "Saved. What was seen stands beside what was believed.")
        return redirect("question_detail", partnership=partnership, challenge=found.slug)
    page = page_of(found, "What did you see?", "Save")
    shown = {"label": "We believe that", "words": believed.we_believe}
    return form_answer(request, found, form, page, stands=shown)


@require_http_methods(["GET", "POST"])
def challenge_close(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_close, found)
    now = timezone.now()
    form = VerdictForm(request.POST or None, measures=_measures(found))
    if carried_out(form, lambda: close(found, by=by, now=now, **form.cleaned_data)):
        messages.success(request, "The challenge is closed. Its page and its log stay.")
        return redirect(found.get_absolute_url())
    return form_shown(
        request,
        "challenge_close",
        found,
        form,
        members=len(people_in_teams([found.pk], now)[found.pk]),
        open_commitments=found.commitments.open().count(),
    )
