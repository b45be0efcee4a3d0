from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from partnership.models import Hat
from partnership.models.capacity import SECURED

CHOSEN_HAT = "hat"


class HatMiddleware:
    """Puts `request.hats` on each request: current, those of the page's partnership first.

    `request.waiting_hats` are those that give no right before a second step is passed. Where their
    wearer finds nothing, they are led to that step, for it may be there after it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        worn = SimpleLazyObject(lambda: _Worn(request))
        request.hats = SimpleLazyObject(lambda: worn.acting)  # type: ignore[attr-defined]
        request.waiting_hats = SimpleLazyObject(lambda: worn.waiting)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, found: Exception) -> HttpResponse | None:
        if not isinstance(found, Http404) or not request.waiting_hats:  # type: ignore[attr-defined]
            return None
        onward = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        address = f"{reverse('second_step')}?{onward}"
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)


class _Worn:
    """The current hats of whoever asks, asked for once: those that act, and those that wait."""

    def __init__(self, request: HttpRequest) -> None:
        hats = _current_hats(request)
        passed = bool(hats) and request.user.passed_second_step  # type: ignore[union-attr]
        self.acting = [hat for hat in hats if passed or hat.capacity not in SECURED]
        self.waiting = [hat for hat in hats if not passed and hat.capacity in SECURED]


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
