from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from partnership.models import Hat

CHOSEN_HAT = "hat"


class HatMiddleware:
    """Puts `request.hats` (current, the chosen one first) and `request.hat` on each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.hats = SimpleLazyObject(lambda: _current_hats(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _current_hats(request: HttpRequest) -> list[Hat]:
    if not request.user.is_authenticated:
        return []
    hats = list(
        Hat.objects.current()
        .filter(person_id=request.user.pk)
        .select_related("person", "organisation", "partnership")
        .order_by("pk")[:50]
    )
    chosen = request.session.get(CHOSEN_HAT)
    return sorted(hats, key=lambda hat: hat.pk != chosen)
