"""Somebody is invited by email, or by a code on paper, and says yes; the chair changes hands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from partnership.codes import readable
from partnership.models import Hat, Invitation
from tests.cast import World, make_person
from tests.journeys.delivery import Delivered
from tests.journeys.signing_in import sign_in
from tests.partnership.invited import make_invitation

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = [(320, False), (1280, True)]


def body_of(message: Any) -> str:
    parts = [one for one in message.walk() if one.get_content_type() == "text/plain"]
    return parts[0].get_payload(decode=True).decode()


@pytest.mark.parametrize(("width", "scripts"), WAYS)
def test_somebody_new_is_invited_by_email_and_says_yes(
    page: Page,
    context: BrowserContext,
    base_url: str,
    world: World,
    axe: Any,
    delivered: Delivered,
    settings: Any,
) -> None:
    settings.SITE_URL = base_url
    sign_in(context, world.hats["chair"].person, base_url)
    page.goto(f"/partnerships/{world.partnership.slug}/people/add/")
    page.get_by_label("Name", exact=True).fill("Anna Reid")
    page.get_by_label("Email", exact=True).fill("anna.reid@example.org")
    page.get_by_label("Leader", exact=True).check()
    page.get_by_label("For which partner").select_option(label="Ashdown NHS Trust")
    axe(page)
    page.get_by_role("button", name="Invite this person").click()
    expect(page.get_by_text("Not accepted yet")).to_be_visible()
    axe(page)

    message = delivered.to("anna.reid@example.org", subject="You are invited to be leader")
    link = re.search(r"/invitations/\S+/", body_of(message))
    assert link
    context.clear_cookies()
    page.goto(link.group(0))
    expect(page.get_by_text("Asha Chair asks whether you want to.")).to_be_visible()
    axe(page)
    delivered.forget()
    page.get_by_role("button", name="Send me the code").click()
    code = re.search(r"\d{4}-\d{4}", body_of(delivered.to("anna.reid@example.org")))
    assert code
    page.get_by_label("Which code did we send you?").fill(code.group(0))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("You are signed in as Anna Reid.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Yes, I accept").click()
    expect(page.get_by_text("You are acting as Leader, Ashdown NHS Trust")).to_be_visible()
    axe(page)
    assert Hat.objects.filter(person__email="anna.reid@example.org", capacity="leader").exists()


@pytest.mark.parametrize(("width", "scripts"), WAYS)
def test_somebody_without_an_invitation_by_email_uses_the_code_that_was_read_out(
    page: Page, context: BrowserContext, base_url: str, world: World, axe: Any
) -> None:
    invitation = make_invitation(world, "facilitator", name="Joan Lee", email="")
    page.goto("/invitations/")
    axe(page)
    page.get_by_label("What is the code of your invitation?").fill("AAAA")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("all ten letters")
    axe(page)
    page.get_by_label("What is the code of your invitation?").fill(
        readable(invitation.code).lower()
    )
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Facilitator in Ashdown")
    address = page.url
    page.get_by_role("link", name="I am new here").click()
    expect(page.get_by_label("What is your name?")).to_be_visible()
    sign_in(context, make_person("Joan Lee"), base_url)
    page.goto(address)
    page.get_by_role("button", name="Yes, I accept").click()
    expect(page.get_by_text("You are acting as Facilitator")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("This invitation was accepted")
    axe(page)


@pytest.mark.parametrize(("width", "scripts"), WAYS)
def test_the_chair_is_handed_over(
    page: Page, context: BrowserContext, base_url: str, world: World, axe: Any
) -> None:
    sign_in(context, world.hats["chair"].person, base_url)
    page.goto(f"/partnerships/{world.partnership.slug}/people/")
    page.get_by_role("link", name="Hand over the chair").click()
    axe(page)
    page.get_by_label("Who will chair?").fill("Nell New")
    page.get_by_label("Their email").fill("nell.new@example.org")
    page.get_by_label("For which partner").select_option(label="Ashdown NHS Trust")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you offer it")
    axe(page)
    page.get_by_role("button", name="Offer the chair").click()
    expect(page.get_by_text("Takes over the chair")).to_be_visible()

    invitation = Invitation.objects.get(email="nell.new@example.org")
    sign_in(context, make_person("Nell New"), base_url)
    page.goto(f"/invitations/{invitation.token()}/")
    expect(page.get_by_text("You would take over the chair from Asha Chair")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Yes, I accept").click()
    expect(page.get_by_text("You are acting as Chair, Ashdown NHS Trust")).to_be_visible()
    page.goto(f"/partnerships/{world.partnership.slug}/who-could-do-what/?capacity=chair")
    for name in ("Asha Chair", "Nell New"):
        expect(page.get_by_role("rowheader", name=name, exact=True)).to_be_visible()
    axe(page)
