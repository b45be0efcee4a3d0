"""Saying yes or no to a freed place, and asking again, by the private link. Never on GET."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.errors import Refused
from coproduction.actions.offers import accept_offer, ask_again, decline_offer
from coproduction.models import Booking
from coproduction.views.booking import detail_page, opened_booking

Answer = Callable[..., Booking]


@login_not_required
@never_cache
@require_POST
def booking_accept(request: HttpRequest, token: str) -> HttpResponse:
    return _answered(request, token, accept_offer, then="booking_confirmed")


@login_not_required
@never_cache
@require_POST
def booking_decline(request: HttpRequest, token: str) -> HttpResponse:
    return _answered(request, token, decline_offer)


@login_not_required
@never_cache
@require_POST
def booking_ask_again(request: HttpRequest, token: str) -> HttpResponse:
    return _answered(request, token, ask_again)


def _answered(
    request: HttpRequest, token: str, answer: Answer, *, then: str = "booking_detail"
) -> HttpResponse:
    booking = opened_booking(token)
    try:
        answer(booking, by=booking.holder(), now=timezone.now())
    except Refused as refused:
        return detail_page(request, token, opened_booking(token), refused=refused)
    return redirect(then, token)
