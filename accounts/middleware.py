from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers


class PagePrivacyMiddleware:
    """Pages of somebody signed in are stored nowhere; pages that HTMX may ask for say so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        if getattr(request, "htmx", False) and response.status_code == 302:
            login = response.headers.get("Location", "").startswith("/accounts/login")
            if login:
                response = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response
