"""A citizen books: one question to a page, no account, nothing personal in an address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.errors import Refused
from accounts.links import private_token
from coproduction.actions.booking import book, book_or_wait
from coproduction.capacity import places_of
from coproduction.drafts import Draft
from coproduction.errors import SessionFull
from coproduction.forms.booking import CheckForm, ModeForm, SupportForm, WhoForm, as_answers
from coproduction.models import Booking, Session
from coproduction.views.answers import answers_of
from partnership.acting import bare_actor

Step = Callable[[HttpRequest, Session, Draft], HttpResponse]


def step(view: Step) -> Callable[..., HttpResponse]:
    """A page of the walk: finds the session, and says so kindly when it cannot be booked."""

    @wraps(view)
    def stepped(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
        seen = Session.objects.visible_to(request.user).select_related("partnership")
        found = get_object_or_404(seen, partnership__slug=partnership, slug=session)
        if not found.takes_bookings(timezone.now()):
            return closed(request, found)
        return view(request, found, Draft.of(request, found))

    checked = require_http_methods(["GET", "HEAD", "POST"])(never_cache(stepped))
    return login_not_required(checked)


def closed(request: HttpRequest, session: Session) -> HttpResponse:
    """It began, or was cancelled, while somebody was booking."""
    started = session.has_started(timezone.now())
    context = {"session": session, "started": started}
    return render(request, "coproduction/booking_closed.html", context, status=409)


def go(name: str, session: Session) -> HttpResponse:
    """On to another step."""
    return redirect(reverse(name, args=[session.partnership.slug, session.slug]))


def page(
    request: HttpRequest, name: str, session: Session, draft: Draft, form: Any, **more: Any
) -> HttpResponse:
    """A step's page; 422 when its answers need another look."""
    context = {"session": session, "draft": draft, "form": form, **more}
    status = more.pop("status", 422 if form is not None and form.errors else 200)
    return render(request, f"coproduction/{name}.html", context, status=status)


@step
def booking_mode(request: HttpRequest, session: Session, draft: Draft) -> HttpResponse:
    places = places_of(session)
    first = draft.mode or (next(iter(places)) if len(places) == 1 else "")
    answers = {"mode": first, "party_size": draft.party_size}
    form = ModeForm(request.POST or None, initial=answers, places=places)
    if request.method != "POST" or not form.is_valid():
        return page(request, "booking_mode", session, draft, form)
    draft.mode, draft.party_size = form.cleaned_data["mode"], form.cleaned_data["party_size"]
    full = draft.party_size > places[draft.mode].free
    draft.waits = False
    draft.keep(request)
    return go("booking_waiting" if full else draft.missing or "booking_check", session)


@step
def booking_waiting(request: HttpRequest, session: Session, draft: Draft) -> HttpResponse:
    if not draft.mode:
        return go("booking_mode", session)
    places = places_of(session)[draft.mode]
    if draft.party_size <= places.free:
        return go(draft.missing or "booking_check", session)
    if request.method == "POST":
        draft.waits = True
        draft.keep(request)
        return go(draft.missing or "booking_check", session)
    return waiting_offer(request, session, draft)


def waiting_offer(
    request: HttpRequest, session: Session, draft: Draft, *, just_gone: bool = False
) -> HttpResponse:
    """The rule of the list, and where somebody would stand on it."""
    queue = Booking.objects.filter(session=session, mode=draft.mode).waiting()
    every = places_of(session)
    context = {
        "places": every[draft.mode],
        "position": queue.count() + 1,
        "other_mode": next((one for one in every.values() if one.free >= draft.party_size), None),
        "just_gone": just_gone,
        "status": 409 if just_gone else 200,
    }
    return page(request, "booking_waiting", session, draft, None, **context)


@step
def booking_who(request: HttpRequest, session: Session, draft: Draft) -> HttpResponse:
    if not draft.mode:
        return go("booking_mode", session)
    answers = {"name": draft.name, "kind": draft.kind, "tell_me": draft.tell_me}
    if request.user.is_authenticated:
        # What a person proved before is not asked again.
        answers |= {"kind": "email", "email": request.user.email or ""}
    if draft.value:
        answers[draft.kind] = draft.value
    form = WhoForm(request.POST or None, initial=answers)
    if request.method != "POST" or not form.is_valid():
        return page(request, "booking_who", session, draft, form)
    reach = form.reach()
    draft.name, draft.tell_me = form.cleaned_data["name"], form.cleaned_data["tell_me"]
    draft.kind, draft.value = reach.kind, reach.value
    draft.keep(request)
    return go(draft.missing or "booking_check", session)


@step
def booking_support(request: HttpRequest, session: Session, draft: Draft) -> HttpResponse:
    if draft.missing not in ("", "booking_support"):
        return go(draft.missing, session)
    answered = request.POST if request.method == "POST" else None
    form = SupportForm(answered, initial=as_answers(draft.wanted()))
    if answered is None or not form.is_valid():
        return page(request, "booking_support", session, draft, form)
    draft.needs = [(need.code, need.detail) for need in form.wanted()]
    draft.keep(request)
    return go("booking_check", session)


@step
def booking_check(request: HttpRequest, session: Session, draft: Draft) -> HttpResponse:
    if request.method == "POST":
        return _take(request, session, draft)
    if draft.missing:
        return go(draft.missing, session)
    form = CheckForm(initial={"key": draft.key})
    return _check_page(request, session, draft, form)


def _check_page(
    request: HttpRequest, session: Session, draft: Draft, form: CheckForm
) -> HttpResponse:
    facts = answers_of(draft, session)
    return page(request, "booking_check", session, draft, form, facts=facts)


def _take(request: HttpRequest, session: Session, draft: Draft) -> HttpResponse:
    form = CheckForm(request.POST)
    if not form.is_valid():
        return go(draft.missing or "booking_check", session)
    key = form.cleaned_data["key"]
    if draft.missing:
        # The same form again, after the first was answered: it has its booking already.
        booking = Booking.objects.filter(key=key, session=session).first()
        return booked(booking) if booking else go(draft.missing, session)
    take = book_or_wait if draft.waits or form.cleaned_data["or_wait"] else book
    try:
        booking = take(session, by=bare_actor(request), wish=draft.wish(key), now=timezone.now())
    except SessionFull:
        return waiting_offer(request, session, draft, just_gone=True)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _check_page(request, session, draft, form)
    draft.forget(request)
    return booked(booking)


def booked(booking: Booking) -> HttpResponse:
    """To the booking's own page, by its private link."""
    return redirect("booking_confirmed", private_token("booking", booking.pk))
