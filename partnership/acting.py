"""In which hat a request acts: the one chosen, or another current one that has the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from accounts.actor import Actor

if TYPE_CHECKING:
    from partnership.models import Hat

Thing = TypeVar("Thing")
Address = ParamSpec("Address")
View = Callable[Concatenate[HttpRequest, Address], HttpResponse]


def hats_of(request: HttpRequest) -> list[Hat]:
    """The current hats of whoever is signed in, the chosen one first."""
    return list(request.hats)  # type: ignore[attr-defined]


def bare_actor(request: HttpRequest) -> Actor:
    """Whoever asks, without a hat: a person who signed in, or a guest."""
    if request.user.is_authenticated:
        return Actor(person_id=request.user.pk, name=request.user.name)
    return Actor.guest()


def actors_of(request: HttpRequest) -> list[Actor]:
    """Everything this request could act as: each hat, the chosen one first, then bare."""
    return [*(hat.actor() for hat in hats_of(request)), bare_actor(request)]


def may(request: HttpRequest, rule: Callable[[Actor, Thing], bool], thing: Thing) -> bool:
    """Whether any hat of this request has the right: decides what a page offers."""
    return any(rule(actor, thing) for actor in actors_of(request))


def permitted_actor(
    request: HttpRequest, rule: Callable[[Actor, Thing], bool], thing: Thing
) -> Actor:
    """The first of this request's actors whom the rule allows; otherwise 404.

    What you may not do does not exist for you, so nothing is revealed by trying.
    """
    for actor in actors_of(request):
        if rule(actor, thing):
            return actor
    raise Http404


def hidden_leads_to_sign_in(view: View[Address]) -> View[Address]:
    """For a public page of things that are not all public.

    Signed out, what is hidden and what does not exist both lead to the sign-in: nothing is
    revealed, and whoever may see it is only a sign-in away.
    """

    @wraps(view)
    def asked(
        request: HttpRequest, /, *args: Address.args, **kwargs: Address.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return asked
