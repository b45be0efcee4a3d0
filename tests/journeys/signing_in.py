"""Into a journey as somebody who has signed in already; how to sign in is a journey of its own."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from accounts.models import Person
from tests.cast import World
from tests.signing_in import sign_in_client


def sign_in(context: BrowserContext, person: Person, address: str) -> None:
    """Give the browser the session of a person."""
    client = Client()
    sign_in_client(client, person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def page_of(context: BrowserContext, world: World, address: str, persona: str = "leader") -> Page:
    """A page of the browser, into which somebody of the cast has signed in."""
    sign_in(context, world.hats[persona].person, address)
    return context.new_page()
