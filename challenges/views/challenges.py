from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import gather
from challenges.across import across
from challenges.actions.challenge import raise_challenge, revise
from challenges.forms.challenge import ChallengeForm, RevisionForm
from challenges.models import Challenge
from challenges.pace_in_words import in_words
from challenges.passed import Passed, passed_of
from challenges.rules import (
    can_join_team,
    can_name_strength,
    can_pace,
    can_raise,
    can_revise,
)
from challenges.views.finding import (
    carried_out,
    crumbs_to,
    found_challenge,
    found_partnership,
    visible_entries,
)
from challenges.views.working import work_of
from partnership.acting import hats_of, hidden_leads_to_sign_in, may, permitted_actor


@login_not_required
@require_safe
def challenge_list(request: HttpRequest, partnership: str) -> HttpResponse:
    found = found_partnership(request, partnership)
    closed_last = Case(When(state=Challenge.State.CLOSED, then=Value(1)), default=Value(0))
    challenges = (
        Challenge.objects.visible_to(request.user)
        .filter(partnership=found)
        .select_related("partnership")
        .prefetch_related("organisations")
        .order_by(closed_last, "title")
    )
    context = {
        "partnership": found,
        "page": Paginator(challenges, 20).get_page(request.GET.get("page")),
        "crumbs": crumbs_to(found)[:1],
        "may_raise": may(request, can_raise, found),
        "across": across(request, found),
    }
    return render(request, "challenges/challenge_list.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def challenge_detail(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    logged = request.GET.get("logged", "")
    own = [hat.pk for hat in hats_of(request)]
    arrived = (
        visible_entries(request, found).filter(pk=logged, hat__in=own).first()
        if logged.isdecimal() and own
        else None
    )
    passed = passed_of(found)
    context = {
        **work_of(request, found, arrived=arrived),
        "passed": [one for one in passed if not one.who],
        "crumbs": crumbs_to(found.partnership),
        "stages": _stages(found),
        "strengths": found.strengths.all()[:20],
        "team": _team(request, found, [one for one in passed if one.who]),
        "may_revise": may(request, can_revise, found),
        "may_confirm": may(request, can_name_strength, found.partnership),
        "panels": gather(settings.CHALLENGE_PANELS, request, found),
    }
    return render(request, "challenges/challenge_detail.html", context)


@require_http_methods(["GET", "POST"])
def challenge_create(request: HttpRequest, partnership: str) -> HttpResponse:
    found = found_partnership(request, partnership)
    by = permitted_actor(request, can_raise, found)
    form = ChallengeForm(request.POST or None)
    raised = carried_out(form, lambda: raise_challenge(found, by=by, **form.cleaned_data))
    if raised is not None:
        return redirect("challenge_setup", partnership=found.slug, challenge=raised.slug)
    context = {"partnership": found, "form": form, "crumbs": crumbs_to(found)}
    status = 422 if form.is_bound else 200
    return render(request, "challenges/challenge_create.html", context, status=status)


@require_http_methods(["GET", "POST"])
def challenge_edit(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    by = permitted_actor(request, can_revise, found)
    stands = {name: getattr(found, name) for name in RevisionForm.base_fields}
    form = RevisionForm(request.POST or None, initial=stands)
    if carried_out(form, lambda: revise(found, by=by, **form.cleaned_data)):
        return redirect("challenge_setup", partnership=partnership, challenge=found.slug)
    context = {
        "challenge": found,
        "form": form,
        "crumbs": crumbs_to(found.partnership, found),
        "may_pace": may(request, can_pace, found),
        "pace": in_words(found, timezone.localdate()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "challenges/challenge_edit.html", context, status=status)


def _stages(challenge: Challenge) -> list[dict[str, object]]:
    """The stages in order, each past, now or to come."""
    values = list(Challenge.Stage)
    here = values.index(Challenge.Stage(challenge.stage))
    return [
        {"label": stage.label, "past": place < here, "now": place == here}
        for place, stage in enumerate(values)
    ]


def _team(
    request: HttpRequest, challenge: Challenge, passed: list[Passed]
) -> dict[str, object] | None:
    """Who is in the team, for the people of the partnership only."""
    if not may(request, can_raise, challenge.partnership):
        return None
    members = list(challenge.members.select_related("hat__person", "hat__organisation")[:50])
    own = {hat.pk for hat in hats_of(request)}
    return {
        "members": members,
        "passed": passed,
        "is_in": any(member.hat_id in own for member in members),
        "may_join": may(request, can_join_team, challenge),
    }
