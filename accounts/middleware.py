from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import SimpleLazyObject

from accounts.models import Person
from accounts.second_step import has_passed


class SecondStepMiddleware:
    """Tells whoever asks for a page whether this session has passed a second step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asks = request.user
        request.user = SimpleLazyObject(lambda: _told(request, asks))  # type: ignore[assignment]
        return self.get_response(request)


def _told(request: HttpRequest, asks: Person | AnonymousUser) -> Person | AnonymousUser:
    if isinstance(asks, Person):
        asks.passed_second_step = has_passed(request, asks)
    return asks


class PagePrivacyMiddleware:
    """Pages of somebody signed in are stored nowhere; pages that HTMX may ask for say so.

    Where a part of a page asks for a sign-in, the whole page goes there: a swapped-in sign-in form
    would otherwise appear in the middle of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "htmx", False) and _leads_to_sign_in(response):
            address = f"{resolve_url(settings.LOGIN_URL)}?{_back_to(request, response)}"
            response = HttpResponse(status=204, headers={"HX-Redirect": address})
        patch_vary_headers(response, ["HX-Request"])
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response


def _leads_to_sign_in(response: HttpResponse) -> bool:
    path = urlsplit(response.headers.get("Location", "")).path
    return response.status_code == 302 and path == resolve_url(settings.LOGIN_URL)


def _back_to(request: HttpRequest, response: HttpResponse) -> str:
    """`next=` the page on which the person is, rather than the part of it that was asked for."""
    page = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    if not page:
        return urlsplit(response.headers["Location"]).query
    back = QueryDict(mutable=True)
    back["next"] = page
    return back.urlencode(safe="/")
