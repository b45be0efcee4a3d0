"""From the code in the mailbox to the hat, by an app and by a passkey, for real."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import Person
from tests.cast import World, make_hat
from tests.journeys.delivery import Delivered
from tests.journeys.test_invited import body_of
from tests.signing_in import sign_in_client

pytestmark = pytest.mark.django_db(transaction=True)


def shown_by_the_app(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def sign_in_by_code(page: Page, person: Person, delivered: Delivered) -> None:
    delivered.forget()
    page.goto("/accounts/login/")
    page.get_by_label("What is your email address?").fill(person.email or "")
    page.get_by_role("button", name="Send me a code").click()
    code = re.search(r"\d{4}-\d{4}", body_of(delivered.to(person.email or "")))
    assert code
    page.get_by_label("Which code did we send you?").fill(code.group(0))
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_from_the_code_to_the_hat_by_an_app(
    page: Page, context: BrowserContext, world: World, axe: Any, delivered: Delivered
) -> None:
    chair = world.hats["chair"].person
    make_hat(chair, world.partnership, "leader", world.council)
    sign_in_by_code(page, chair, delivered)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second step")
    axe(page)
    page.get_by_role("link", name="Not now: go on without").click()
    expect(page.get_by_text("You are acting as Leader")).to_be_visible()
    expect(page.get_by_text("needs your second step")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Show that it is you").first.click()
    page.get_by_role("link", name="An app that shows codes").click()
    axe(page)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Which code does the app show now?").fill("000000")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("That did not work")
    axe(page)
    assert page.locator(".secret").inner_text().replace(" ", "") == secret
    page.get_by_label("Which code does the app show now?").fill(shown_by_the_app(secret))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")
    axe(page)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("You are acting as Chair")).to_be_visible()
    page.get_by_role("button", name="Act as Leader").click()
    expect(page.get_by_text("You are acting as Leader")).to_be_visible()

    context.clear_cookies()
    sign_in_by_code(page, chair, delivered)
    axe(page)
    page.get_by_label("Which code does your app show?").fill(shown_by_the_app(secret, 1))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("You are acting as Chair")).to_be_visible()
    page.goto(f"/partnerships/{world.partnership.slug}/set-up/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ashdown Partnership")


def test_a_passkey_is_made_and_shown(
    page: Page, context: BrowserContext, base_url: str, world: World, axe: Any
) -> None:
    """By Chromium's own virtual authenticator, at the name `localhost`: an address has none."""
    chair = world.hats["chair"].person
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    come_in(context, chair, base_url)
    page.goto(f"{base_url}/me/second-step/passkey/")
    page.get_by_label("What do you call it?").fill("My phone")
    axe(page)
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keep these recovery codes")

    context.clear_cookies()
    come_in(context, chair, base_url)
    page.goto(f"{base_url}/me/second-step/?next=/partnerships/{world.partnership.slug}/set-up/")
    axe(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ashdown Partnership")
    page.goto(f"{base_url}/me/second-step/yours/")
    expect(page.get_by_text("My phone").first).to_be_visible()
    axe(page)


def come_in(context: BrowserContext, person: Person, address: str) -> None:
    """Signed in by code, not yet by a second step."""
    client = Client()
    sign_in_client(client, person, second_step=False)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": address}])
