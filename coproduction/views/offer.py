"""Saying yes or no to a freed place, and asking again, by the private link. Never on GET."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.errors import Refused
from coproduction import rules
from coproduction.actions.offers import accept_offer, ask_again, decline_offer
from coproduction.models import Booking
from coproduction.views.booking import detail_page, opened_booking
from coproduction.views.running import running

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


FOR_SOMEBODY: dict[str, tuple[Answer, str]] = {
    "yes": (accept_offer, "has the place"),
    "no": (decline_offer, "does not come, and the place is offered to the next"),
    "again": (ask_again, "asked again"),
}


@require_POST
def offer_answer(
    request: HttpRequest, partnership: str, session: str, booking: int
) -> HttpResponse:
    """Somebody phoned to say yes or no: the coordinator answers for them, recorded as that."""
    found, actor = running(request, partnership, session, rules.can_book_for_somebody)
    one = get_object_or_404(found.bookings.select_related("session"), pk=booking)
    answer, done = FOR_SOMEBODY.get(request.POST.get("answer", ""), (None, ""))
    if answer is None:
        return HttpResponseBadRequest("Say yes, no or again.")
    try:
        answer(one, by=replace(actor, on_behalf_of=one.on_behalf), now=timezone.now())
        messages.success(request, f"{one.name} {done}.")
    except Refused as refused:
        messages.error(request, f"{one.name}: {refused}")
    return redirect("session_attendees", partnership, session)


def _answered(
    request: HttpRequest, token: str, answer: Answer, *, then: str = "booking_detail"
) -> HttpResponse:
    booking = opened_booking(token)
    try:
        answer(booking, by=booking.holder(), now=timezone.now())
    except Refused as refused:
        return detail_page(request, token, opened_booking(token), refused=refused)
    return redirect(then, token)
