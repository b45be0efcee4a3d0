"""All promises of a partnership on one board, and how many were kept over time."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from challenges.forms.promise_filter import PromiseFilter
from challenges.models import Commitment
from challenges.models.commitment import CommitmentQuerySet
from challenges.promise_figures import by_quarter, in_words
from challenges.rules import can_see_offers
from challenges.views.finding import crumbs_to, found_partnership
from partnership.acting import hidden_leads_to_sign_in, may
from partnership.downloads import Format, table_response
from partnership.models import Partnership

A_PAGE, AT_MOST = 30, 5_000


def _promises(request: HttpRequest, partnership: Partnership) -> CommitmentQuerySet:
    seen = Commitment.objects.visible_to(request.user).filter(challenge__partnership=partnership)
    return seen.select_related("organisation", "promised_to", "witness", "challenge__partnership")


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def promise_board(request: HttpRequest, partnership: str) -> HttpResponse:
    found = found_partnership(request, partnership)
    today = timezone.localdate()
    sees_offers = may(request, can_see_offers, found)
    wanted = PromiseFilter(request.GET, partnership=found, sees_offers=sees_offers)
    promises = _promises(request, found)
    quarters = by_quarter(promises, today)
    context = {
        "partnership": found,
        "crumbs": crumbs_to(found)[:1],
        "filter": wanted,
        "page": Paginator(wanted.of(promises, today), A_PAGE).get_page(request.GET.get("page")),
        "query": wanted.query,
        "today": today,
        "quarters": quarters,
        "sentence": in_words(quarters),
    }
    return render(request, "challenges/promise_board.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def promise_board_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    found = found_partnership(request, partnership)
    sees_offers = may(request, can_see_offers, found)
    wanted = PromiseFilter(request.GET, partnership=found, sees_offers=sees_offers)
    promises = wanted.of(_promises(request, found), timezone.localdate())[:AT_MOST]
    headings = [
        "Promise", "Who", "To whom", "Challenge", "Due", "State", "Kept on", "Seen by", "Reason"
    ]  # fmt: skip
    rows = (
        [
            one.will_do,
            one.organisation.name,
            one.promised_to.name if one.promised_to else "The place as a whole",
            one.challenge.title,
            one.due_on,
            str(one.get_state_display()),
            timezone.localdate(one.kept_at) if one.kept_at else None,
            one.witness.name if one.witness else "",
            one.dropped_because or one.declined_because,
        ]
        for one in promises
    )
    return table_response(form, name=f"{found.slug}-promises", headings=headings, rows=rows)
