"""A booking's private pages: whoever has the link may see, change and cancel it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from accounts.links import opened
from coproduction.actions.booking import cancel_booking, change_booking
from coproduction.actions.support import opened as unsealed
from coproduction.actions.support import revise_needs
from coproduction.calendars import calendar_of
from coproduction.capacity import parties_before, places_of
from coproduction.forms.booking import ModeForm, SupportForm, as_answers
from coproduction.models import Booking
from coproduction.moments import deadline_in_words
from coproduction.notices.names import link_of
from coproduction.views.answers import facts_of


def opened_booking(token: str) -> Booking:
    everything = Booking.objects.select_related("session__partnership", "contact")
    return get_object_or_404(everything, pk=opened("booking", token))


def _is_open(booking: Booking) -> bool:
    now = timezone.now()
    standing = not booking.is_cancelled and not booking.offer_is_over(now)
    return standing and booking.session.takes_bookings(now)


def _page(
    request: HttpRequest, name: str, token: str, booking: Booking, **more: Any
) -> HttpResponse:
    status = 422 if getattr(more.get("form"), "errors", None) else more.pop("status", 200)
    context = {"booking": booking, "session": booking.session, "token": token, **more}
    return render(request, f"coproduction/{name}.html", context, status=status)


@login_not_required
@never_cache
@require_safe
def booking_confirmed(request: HttpRequest, token: str) -> HttpResponse:
    booking = opened_booking(token)
    if booking.is_offered or booking.is_lapsed:
        return redirect("booking_detail", token)
    position = parties_before(booking) + 1 if booking.is_waiting else 0
    return _page(request, "booking_confirmed", token, booking, position=position)


@login_not_required
@never_cache
@require_safe
def booking_detail(request: HttpRequest, token: str) -> HttpResponse:
    return detail_page(request, token, opened_booking(token))


def detail_page(
    request: HttpRequest, token: str, booking: Booking, *, refused: Refused | None = None
) -> HttpResponse:
    """The booking as it is now; 409 and why, when what was asked for cannot be done any more."""
    now = timezone.now()
    context = {
        "facts": facts_of(booking),
        "is_open": _is_open(booking),
        "started": booking.session.has_started(now),
        "over": booking.offer_is_over(now),
        "deadline": deadline_in_words(booking.offer_until) if booking.offer_until else "",
        "position": parties_before(booking) + 1 if booking.is_waiting else 0,
        "needs": unsealed(booking.support.order_by("pk")),
        "readings": booking.support_readings.select_related("reader")[:50],
        "errors": [{"text": str(refused)}] if refused else [],
        "status": 409 if refused else 200,
    }
    return _page(request, "booking_detail", token, booking, **context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def booking_change(request: HttpRequest, token: str) -> HttpResponse:
    booking = opened_booking(token)
    if not _is_open(booking):
        return redirect("booking_detail", token)
    places = places_of(booking.session)
    answers = {"mode": booking.mode, "party_size": booking.party_size}
    form = ModeForm(request.POST or None, initial=answers, places=places)
    if request.method == "POST" and form.is_valid():
        try:
            change_booking(booking, by=booking.holder(), now=timezone.now(), **form.cleaned_data)
            return redirect("booking_detail", token)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
    return _page(request, "booking_change", token, booking, form=form)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def booking_needs(request: HttpRequest, token: str) -> HttpResponse:
    booking = opened_booking(token)
    if not _is_open(booking):
        return redirect("booking_detail", token)
    needs = [asked.need for asked in unsealed(booking.support.order_by("pk"))]
    answered = request.POST if request.method == "POST" else None
    form = SupportForm(answered, initial=as_answers(needs))
    if answered is not None and form.is_valid():
        # It began, or was cancelled, a moment ago: the page says so.
        with suppress(Refused):
            revise_needs(booking, by=booking.holder(), needs=form.wanted(), now=timezone.now())
        return redirect("booking_detail", token)
    return _page(request, "booking_needs", token, booking, form=form)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def booking_cancel(request: HttpRequest, token: str) -> HttpResponse:
    booking = opened_booking(token)
    if not _is_open(booking):
        return redirect("booking_detail", token)
    if request.method == "POST":
        with suppress(Refused):  # it began a moment ago: the page says so
            cancel_booking(booking, by=booking.holder(), now=timezone.now())
        return redirect("booking_detail", token)
    return _page(request, "booking_cancel", token, booking)


@login_not_required
@never_cache
@require_safe
def booking_calendar(request: HttpRequest, token: str) -> HttpResponse:
    booking = opened_booking(token)
    content = calendar_of(booking, link=link_of(booking), now=timezone.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="session.ics"'
    return answer
