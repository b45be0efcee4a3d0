"""Every route × persona × {own, another partnership, ended hat} × {plain, HTMX}.

A route that no `routes*.py` lists fails the suite.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import CAPACITY_OF, World
from tests.permissions.page import MARK, PAGE, table
from tests.permissions.route import EVERYBODY, PERSONAS, Route

TESTS = Path(__file__).parent.parent


def declared_routes() -> list[Route]:
    found: list[Route] = []
    for path in sorted(TESTS.glob("*/routes*.py")):
        module = importlib.import_module(f"tests.{path.parent.name}.{path.stem}")
        found.extend(module.ROUTES)
    return found


def all_names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """The name of every route of the URLconf but the admin's, which has a test of its own."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from all_names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_route_is_listed() -> None:
    listed = {route.name for route in declared_routes()}
    assert sorted(set(all_names()) - listed) == []


def test_every_listed_route_exists() -> None:
    assert sorted({route.name for route in declared_routes()} - set(all_names())) == []


def answer(client: Client, route: Route, address: str, *, htmx: bool) -> HttpResponse:
    """What the server says; whatever it wrote is rolled back."""
    headers = {"HX-Request": "true"} if htmx else {}
    with transaction.atomic():
        if route.method == "post":
            response = client.post(address, dict(route.data), headers=headers)
        else:
            response = client.get(address, headers=headers)
        transaction.set_rollback(True)
    return response  # type: ignore[return-value]


def outcome(response: HttpResponse) -> str:
    """`through`, `nothing here` or `sign in`."""
    to_sign_in = response.headers.get("Location", "") + response.headers.get("HX-Redirect", "")
    if to_sign_in.startswith("/accounts/login"):
        return "sign in"
    leads_to_second_step = to_sign_in.startswith("/me/second-step/?")
    if response.status_code in (403, 404) or leads_to_second_step:
        return "nothing here"
    assert response.status_code < 500
    return "through"


def expected(route: Route, persona: str) -> str:
    if persona in route.allowed:
        return "through"
    return "sign in" if persona == "public" else "nothing here"


def walks() -> Iterator[tuple[str, str, str]]:
    """Persona, whose partnership, and as whom that counts."""
    for persona in PERSONAS:
        yield persona, "own", persona
    for persona in CAPACITY_OF:
        yield persona, "elsewhere", "citizen"
        yield persona, "ended", "citizen"
    for persona in ("chair", "coordinator", "safeguarding_lead", "operator"):
        yield persona, "without second step", "citizen"


def nothing_here(_request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseNotFound()


@pytest.fixture
def _light(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand requests: drawing "not found" for half of them took a quarter of the time."""
    monkeypatch.setattr("config.urls.handler404", nothing_here, raising=False)
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.mark.usefixtures("_light")
@pytest.mark.parametrize(("persona", "whose", "counts_as"), list(walks()))
@pytest.mark.django_db
def test_who_gets_through(
    persona: str, whose: str, counts_as: str, world: World, client_as: Callable[..., Client]
) -> None:
    """One persona walks every route: a world and a sign-in for each walk, not for each step."""
    client = client_as(persona, whose)
    wrong: list[str] = []
    for route in declared_routes():
        if whose != "own" and route.allowed == EVERYBODY:
            continue  # what is open to the public is so whatever hat somebody wore
        address = reverse(route.name, kwargs=dict(route.kwargs(world))) + route.query
        wanted = expected(route, counts_as)
        for htmx in (False, True):
            got = outcome(answer(client, route, address, htmx=htmx))
            if got != wanted:
                how = "HTMX" if htmx else "plain"
                wrong.append(f"{route.method} {address} ({how}): {got}, not {wanted}")
    assert wrong == []


@pytest.mark.django_db
def test_only_an_operator_enters_the_admin(client_as: Callable[..., Client]) -> None:
    for persona in PERSONAS:
        response = client_as(persona).get(reverse("admin:index"))
        assert (response.status_code == 200) == (persona == "operator"), persona


@pytest.mark.django_db
def test_an_operator_may_look_at_every_list_of_the_admin(client_as: Callable[..., Client]) -> None:
    operator = client_as("operator")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert operator.get(reverse(name)).status_code == 200, name


def test_the_page_of_permissions_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8").endswith(MARK + "\n" + table(declared_routes()))
