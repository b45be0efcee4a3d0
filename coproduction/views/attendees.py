"""Who comes to a session, for those who run it; and booking for somebody who phoned."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from coproduction import rules
from coproduction.actions.booking import book_for_somebody
from coproduction.capacity import places_of
from coproduction.forms.booking import ForSomebodyForm
from coproduction.models import Booking, Session
from coproduction.models.booking import BookingQuerySet
from coproduction.views.answers import why_no_place
from coproduction.views.running import running
from coproduction.wishes import Wish
from partnership.downloads import table_response

PER_PAGE = 100


def _listed(session: Session) -> BookingQuerySet:
    """Places first, then offers, the waiting list in its order, and lapsed offers."""
    rows = Booking.objects.filter(session=session).listed()
    return rows.select_related("contact", "session").annotate(needs=Count("support"))


@require_safe
def session_attendees(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    found, actor = running(request, partnership, session, rules.can_see_attendees)
    page = Paginator(_listed(found), PER_PAGE).get_page(request.GET.get("page"))
    places = places_of(found)
    now = timezone.now()
    context = {
        "session": found,
        "page": page,
        "rows": [(one, why_no_place(one, places=places, now=now)) for one in page],
        "places": list(places.values()),
        "sees_contacts": rules.can_see_contacts(actor, found),
        "open": found.takes_bookings(now),
        "may_book_for_somebody": rules.can_book_for_somebody(actor, found),
    }
    return render(request, "coproduction/session_attendees.html", context)


@require_safe
def session_attendees_download(
    request: HttpRequest, partnership: str, session: str
) -> HttpResponse:
    found, actor = running(request, partnership, session, rules.can_see_attendees)
    sees_contacts = rules.can_see_contacts(actor, found)
    heading = ["Reference", "Name", "Joins", "Places", "State", "Booked (UTC)", "Why no place"]
    places, now = places_of(found), timezone.now()
    rows = (
        _row(booking, why_no_place(booking, places=places, now=now), sees_contacts)
        for booking in _listed(found).iterator()
    )
    return table_response(
        "csv",
        name=f"{found.slug}-people",
        headings=[*heading, "Contact"] if sees_contacts else heading,
        rows=rows,
    )


def _row(booking: Booking, why: str, sees_contacts: bool) -> list[str]:
    row = [
        booking.reference,
        booking.name,
        booking.get_mode_display(),
        str(booking.party_size),
        booking.get_state_display(),
        f"{booking.queued_at:%Y-%m-%d %H:%M}",
        why,
    ]
    contact = booking.contact.value if booking.contact else ""
    return [*row, contact] if sees_contacts else row


@require_http_methods(["GET", "HEAD", "POST"])
def booking_for_somebody(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    found, actor = running(request, partnership, session, rules.can_book_for_somebody)
    form = ForSomebodyForm(
        request.POST or None, places=places_of(found), initial={"key": uuid4(), "party_size": 1}
    )
    if request.method == "POST" and form.is_valid():
        try:
            wish = _wish(form)
            booking = book_for_somebody(found, by=actor, wish=wish, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            done = "has a place" if booking.is_confirmed else "is on the waiting list"
            messages.success(request, f"{booking.name} {done}: reference {booking.reference}.")
            return redirect("session_attendees", partnership, session)
    status = 422 if form.errors else 200
    context = {"session": found, "form": form}
    return render(request, "coproduction/booking_for_somebody.html", context, status=status)


def _wish(form: ForSomebodyForm) -> Wish:
    data = form.cleaned_data
    return Wish(
        name=data["name"],
        reach=form.reach(),
        mode=data["mode"],
        party_size=data["party_size"],
        key=data["key"],
        needs=form.wanted(),
        tell_me=data["tell_me"],
    )
