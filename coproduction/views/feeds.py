"""Calendars to subscribe to: of a place, and of one's own sessions."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Person
from coproduction import rules
from coproduction.actions.calendar_feeds import make_feed, revoke_feed
from coproduction.feeds import Version, addresses, feed_of_person, feed_of_place, tag_of, version_of
from coproduction.models import CalendarFeed
from coproduction.secrets import Unreadable, seal, unseal
from partnership.acting import permitted_actor
from partnership.models import Place

_JUST_MADE = "calendar just made"
METHODS = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def place_calendar(request: HttpRequest, place: str) -> HttpResponse:
    found, now = get_object_or_404(Place, slug=place), timezone.now()
    version = version_of(found, now=now)
    if unchanged := _conditional(request, version):
        return _public(unchanged)
    return _public(_file(feed_of_place(found, now=now), version))


@login_not_required
@require_safe
def person_calendar(request: HttpRequest, key: str) -> HttpResponse:
    feed = CalendarFeed.objects.opened_by(key).select_related("person").first()
    if feed is None:
        raise Http404
    content = feed_of_person(feed.person, now=timezone.now())
    version = Version(tag_of(content), None)
    answer = _conditional(request, version) or _file(content, version)
    patch_cache_control(answer, private=True, no_cache=True)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _conditional(request: HttpRequest, version: Version) -> HttpResponse | None:
    """304 or 412, when the fetching program has this state already."""
    at = int(version.changed_at.timestamp()) if version.changed_at else None
    tag = quote_etag(version.tag)
    answer = get_conditional_response(request, etag=tag, last_modified=at)
    if answer is not None:
        answer["ETag"] = tag
    return answer


def _file(content: bytes, version: Version) -> HttpResponse:
    headers = {"ETag": quote_etag(version.tag)}
    if version.changed_at:
        headers["Last-Modified"] = http_date(version.changed_at.timestamp())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _public(answer: HttpResponse) -> HttpResponse:
    """Anybody may keep it, but asks each time whether it has changed: a move is never hidden."""
    patch_cache_control(answer, public=True, no_cache=True)
    return answer


@never_cache
@require_safe
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is an address; just after it was made, the address itself, this once."""
    person = cast(Person, request.user)
    feed = CalendarFeed.objects.current().filter(person=person).first()
    context = {"feed": feed, "address": _just_made(request) if feed else None}
    return render(request, "coproduction/my_calendar.html", context)


def _just_made(request: HttpRequest) -> dict[str, str] | None:
    try:
        secret = unseal(request.session.pop(_JUST_MADE))
    except (KeyError, Unreadable):
        return None
    return addresses(reverse("person_calendar", args=[secret]))


@never_cache
@require_http_methods(METHODS)
def calendar_feed_create(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    actor = permitted_actor(request, rules.can_have_calendar, person)
    if request.method == "POST":
        secret = make_feed(person, by=actor, now=timezone.now())
        request.session[_JUST_MADE] = seal(secret).decode()
        return redirect("my_calendar")
    had = CalendarFeed.objects.current().filter(person=person).exists()
    return render(request, "coproduction/calendar_feed_create.html", {"had": had})


@never_cache
@require_http_methods(METHODS)
def calendar_feed_revoke(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    actor = permitted_actor(request, rules.can_have_calendar, person)
    if request.method == "POST":
        revoke_feed(person, by=actor, now=timezone.now())
        return redirect("my_calendar")
    return render(request, "coproduction/calendar_feed_revoke.html")
