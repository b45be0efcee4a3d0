from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from partnership.models import Hat

CHOSEN_HAT = "hat"


class HatMiddleware:
    """Puts `request.hats` on each request: current, those of the page's partnership first."""

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
    here = _partnership_of(request)
    return sorted(hats, key=lambda hat: (hat.partnership.slug != here, hat.pk != chosen))


def _partnership_of(request: HttpRequest) -> str | None:
    """Whose page this is: there, no hat of another partnership has any right."""
    match = request.resolver_match
    return match.kwargs.get("partnership") if match else None
