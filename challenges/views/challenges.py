from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from challenges.across import across
from challenges.actions.challenge import raise_challenge, revise
from challenges.forms.challenge import RaiseForm, RevisionForm
from challenges.likeness import likely_the_same
from challenges.models import Challenge
from challenges.pace_in_words import in_words
from challenges.rules import (
    can_pace,
    can_raise,
    can_revise,
)
from challenges.views.challenge_page import page_of
from challenges.views.finding import (
    carried_out,
    crumbs_to,
    found_challenge,
    found_partnership,
    visible_entries,
)
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
    context = {**page_of(request, found, arrived), "crumbs": crumbs_to(found.partnership)}
    return render(request, "challenges/challenge_detail.html", context)


@require_http_methods(["GET", "POST"])
def challenge_create(request: HttpRequest, partnership: str) -> HttpResponse:
    """Raised at once where nothing like it is known; else after a look at what is."""
    found = found_partnership(request, partnership)
    by = permitted_actor(request, can_raise, found)
    form = RaiseForm(request.POST or None)
    alike = _not_shown_yet(request, form) if form.is_valid() else []
    raised = (
        None if alike else carried_out(form, lambda: raise_challenge(found, by=by, **form.words()))
    )
    if raised is not None:
        return redirect("challenge_setup", partnership=found.slug, challenge=raised.slug)
    context = {"partnership": found, "form": form, "alike": alike, "crumbs": crumbs_to(found)}
    status = 422 if form.is_bound and not alike else 200
    return render(request, "challenges/challenge_create.html", context, status=status)


def _not_shown_yet(request: HttpRequest, form: RaiseForm) -> list[Challenge]:
    """Likely duplicates, unless each was shown already; from now on they count as shown."""
    words = form.words()
    alike = likely_the_same(request.user, words["title"], words["question"])
    if {one.pk for one in alike} <= form.were_shown():
        return []
    form.shows(alike)
    return alike


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
