from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from challenges.actions.barriers import escalate, lift, name_barrier
from challenges.barrier_figures import by_boundary, in_words
from challenges.forms.barrier import BarrierForm, EscalateForm, LiftForm
from challenges.models import Barrier, Challenge
from challenges.rules import can_escalate, can_lift, can_name_barrier, can_see_offers
from challenges.views.finding import (
    carried_out,
    crumbs_to,
    found_challenge,
    found_partnership,
    permitted_hats,
    visible_entries,
)
from challenges.views.one_form import form_shown
from partnership.acting import may, permitted_actor
from partnership.downloads import Format, table_response
from partnership.models import Partner, Partnership

A_PAGE, AT_MOST = 30, 2_000


def _barriers(request: HttpRequest, partnership: Partnership) -> QuerySet[Barrier]:
    """Those of a partnership that this person may see: open ones first, the longest open first."""
    seen = Barrier.objects.visible_to(request.user).filter(challenge__partnership=partnership)
    shown = seen.select_related("challenge__partnership", "can_lift", "named_by__person", "entry")
    return shown.order_by(F("lifted_on").desc(nulls_first=True), "met_on", "pk")


def _found(request: HttpRequest, challenge: Challenge, barrier: int) -> Barrier:
    found = _barriers(request, challenge.partnership).filter(challenge=challenge)
    return get_object_or_404(found, pk=barrier)


@require_safe
def barrier_board(request: HttpRequest, partnership: str) -> HttpResponse:
    """All barriers of the partnership, or of the challenge that the address names."""
    found = found_partnership(request, partnership)
    permitted_actor(request, can_see_offers, found)
    barriers = _barriers(request, found)
    asked = request.GET.get("challenge", "")
    shown = barriers.filter(challenge__slug=asked) if asked else barriers
    today = timezone.localdate()
    lines = by_boundary(barriers[:AT_MOST], today)
    context = {
        "partnership": found,
        "crumbs": crumbs_to(found)[:1],
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "query": f"{urlencode({'challenge': asked})}&" if asked else "",
        "lines": lines,
        "sentence": in_words(lines),
        "today": today,
    }
    return render(request, "challenges/barrier_board.html", context)


@require_safe
def barrier_board_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    found = found_partnership(request, partnership)
    permitted_actor(request, can_see_offers, found)
    today = timezone.localdate()
    headings = [
        "Barrier", "Boundary", "Challenge", "Who could lift it", "Met on", "Days open",
        "Escalated on", "Lifted on", "What lifted it",
    ]  # fmt: skip
    rows = (
        [
            one.what,
            str(one.get_boundary_display()),
            one.challenge.title,
            one.whose_to_lift,
            one.met_on,
            one.days_open(today),
            one.escalated_on,
            one.lifted_on,
            one.how_lifted,
        ]
        for one in _barriers(request, found)[:AT_MOST]
    )
    return table_response(form, name=f"{found.slug}-barriers", headings=headings, rows=rows)


@require_safe
def barrier_detail(
    request: HttpRequest, partnership: str, challenge: str, barrier: int
) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    shown = _found(request, found, barrier)
    entry = shown.entry_id and visible_entries(request, found).filter(pk=shown.entry_id).first()
    context = {
        "challenge": found,
        "barrier": shown,
        "entry": entry,
        "days": shown.days_open(timezone.localdate()),
        "crumbs": crumbs_to(found.partnership, found),
        "may_act": may(request, can_escalate, shown),
    }
    return render(request, "challenges/barrier_detail.html", context)


@require_http_methods(["GET", "POST"])
def barrier_create(request: HttpRequest, partnership: str, challenge: str) -> HttpResponse:
    found = found_challenge(request, partnership, challenge)
    hats = permitted_hats(request, can_name_barrier, found)
    now = timezone.now()
    asked = request.GET.get("entry", "")
    entry = visible_entries(request, found).filter(pk=asked).first() if asked.isdigit() else None
    partners = Partner.objects.filter(partnership=found.partnership).on(timezone.localdate(now))
    form = BarrierForm(
        request.POST or None,
        hats=hats,
        partners=partners.values_list("organisation", flat=True),
        initial={"met_on": entry.happened_on if entry else timezone.localdate(now)},
    )
    named = carried_out(
        form,
        lambda: name_barrier(
            found, by=form.chosen_hat().actor(), obstacle=form.obstacle(entry), now=now
        ),
    )
    if named is not None:
        messages.success(request, "Written down.")
        return redirect(named.get_absolute_url())
    return form_shown(request, "barrier_create", found, form)


@require_http_methods(["GET", "POST"])
def barrier_escalate(
    request: HttpRequest, partnership: str, challenge: str, barrier: int
) -> HttpResponse:
    found = _found(request, found_challenge(request, partnership, challenge), barrier)
    form = EscalateForm(request.POST or None, hats=permitted_hats(request, can_escalate, found))
    return _settled(
        request,
        "escalate",
        found,
        form,
        lambda: escalate(
            found,
            by=form.chosen_hat().actor(),
            because=form.cleaned_data["because"],
            now=timezone.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
def barrier_lift(
    request: HttpRequest, partnership: str, challenge: str, barrier: int
) -> HttpResponse:
    found = _found(request, found_challenge(request, partnership, challenge), barrier)
    form = LiftForm(request.POST or None, hats=permitted_hats(request, can_lift, found))
    return _settled(
        request,
        "lift",
        found,
        form,
        lambda: lift(
            found, by=form.chosen_hat().actor(), how=form.cleaned_data["how"], now=timezone.now()
        ),
    )


def _settled(
    request: HttpRequest,
    what: str,
    barrier: Barrier,
    form: forms.Form,
    act: Callable[[], Barrier],
) -> HttpResponse:
    if carried_out(form, act) is not None:
        messages.success(request, DONE[what])
        return redirect(barrier.get_absolute_url())
    return form_shown(request, f"barrier_{what}", barrier.challenge, form, barrier=barrier)


DONE = {"escalate": "Put before the chair, who is told.", "lift": "Lifted. Thank you."}
