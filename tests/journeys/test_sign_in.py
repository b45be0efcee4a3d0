"""A person signs in by a code from the mailbox, or signs up, or is somebody in one click."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import Person
from tests.cast import World, make_hat
from tests.journeys.delivery import Delivered
from tests.journeys.signing_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = [(320, True), (1280, True), (320, False), (1280, False)]


@pytest.fixture(autouse=True)
def _the_mailbox_of_this_test(settings: Any, delivered: Delivered) -> None:
    settings.MAILBOX = str(delivered.folder)


def code_from_the_mailbox(context: BrowserContext, to: str, axe: Any) -> str:
    """Look into the mailbox as a newcomer would, in a window of its own."""
    window = context.new_page()
    window.goto("/dev/mailbox/")
    axe(window)
    window.get_by_label("Sent to").fill(to)
    window.get_by_role("button", name="Search").click()
    window.get_by_role("table").get_by_role("link").first.click()
    axe(window)
    found = re.search(r"\d{4}-\d{4}", window.locator("main").inner_text())
    assert found
    window.close()
    return found[0]


@pytest.mark.parametrize(("width", "scripts"), WAYS)
def test_a_person_signs_in_by_a_code(
    page: Page, context: BrowserContext, world: World, axe: Any, scripts: bool
) -> None:
    make_hat(world.hats["leader"].person, world.neighbour, "resident", None)
    page.goto("/me/name/")  # where one must be signed in
    axe(page)
    page.get_by_label("What is your email address?").fill("not an address")
    page.get_by_role("button", name="Send me a code").click()
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("What is your email address?").fill("asha.leader@example.org")
    page.get_by_role("button", name="Send me a code").click()

    page.get_by_label("Which code did we send you?").fill("1234-5678")
    axe(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("not the code we sent")
    axe(page)
    code = code_from_the_mailbox(context, "asha.leader", axe)
    page.get_by_label("Which code did we send you?").fill(code)
    page.get_by_role("button", name="Continue").click()

    page.get_by_label("What is your name?").fill("Asha Brown")
    axe(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Asha Brown")
    axe(page)
    page.get_by_role("button", name="Wear this").click()
    page.goto("/me/")
    worn = page.locator("dl.facts > div").filter(has_text="You wear this one")
    expect(worn).to_contain_text("Farcombe Partnership")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/me/")
    expect(page.get_by_label("What is your email address?")).to_be_visible()


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_somebody_new_signs_up(page: Page, context: BrowserContext, axe: Any) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Make one").click()
    axe(page)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("Enter your name.")
    axe(page)
    page.get_by_label("What is your name?").fill("Zoë O’Brien-Featherstonehaugh of Bishop’s Park")
    page.get_by_label("What is your email address?").fill("zoe@example.org")
    page.get_by_role("button", name="Send me a code").click()
    axe(page)
    assert not Person.objects.exists()
    code = code_from_the_mailbox(context, "zoe@", axe)
    page.get_by_label("Which code did we send you?").fill(code)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoë O’Brien")
    axe(page)


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_a_newcomer_is_the_citizen_in_one_click(page: Page, axe: Any) -> None:
    page.goto("/dev/sign-in/")
    expect(page.get_by_text("The demonstration is not here yet")).to_be_visible()
    axe(page)
    for name in ("Ruth Adeyemi", "Tom Ellery", "Sheila Marsh"):
        email = f"{name.lower().replace(' ', '.')}@example.org"
        Person.objects.create_user(email, name=name, invented=True)
    page.reload()
    axe(page)
    page.get_by_role("button", name="Be Sheila Marsh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sheila Marsh")


def test_when_the_session_has_ended_a_part_of_a_page_takes_the_whole_page_to_the_sign_in(
    page: Page, context: BrowserContext, world: World, base_url: str
) -> None:
    sign_in(context, world.citizen, base_url)
    page.goto("/me/")
    context.clear_cookies()
    page.evaluate("htmx.ajax('GET', '/me/name/', '#main')")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/me/$"))
