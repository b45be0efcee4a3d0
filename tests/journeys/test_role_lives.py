"""A role lives: it is proposed, agreed, shared, given objectives, and handed over with a note."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests.cast import World, make_world
from tests.journeys.signing_in import sign_in

ROLES = "/partnerships/ashdown-partnership/roles/"
ROLE = f"{ROLES}lead-for-people-who-care/"
TODAY = timezone.localdate()


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def go(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def open_role(page: Page, link: str) -> None:
    page.goto(ROLE)
    page.get_by_role("link", name=link, exact=True).first.click()


def propose(page: Page, axe: Any) -> None:
    page.goto(ROLES)
    page.get_by_role("link", name="Propose a role").click()
    axe(page)
    page.get_by_label("What is the role called?").fill("Lead for people who care")
    page.get_by_label("What is it for?").fill("To see that carers are asked.")
    go(page, "Propose it")
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("Why does the place need it?").fill("Nobody rings carers back.")
    page.get_by_label("Ashdown NHS Trust").check()
    page.get_by_label("Ashdown County Council").check()
    go(page, "Propose it")
    expect(page.locator("main")).to_contain_text("Nobody rings carers back.")
    expect(page.get_by_text("Waits for the chair", exact=True)).to_be_visible()
    axe(page)


def answer(page: Page, label: str, axe: Any, why: str = "") -> None:
    axe(page)
    page.get_by_label(label, exact=True).check()
    if why:
        page.get_by_label("If not, why not?").fill(why)
    go(page, "Answer")


def prepare_share(page: Page, who: str, employer: str, axe: Any) -> None:
    open_role(page, "Give somebody a share")
    page.get_by_label("Person", exact=True).select_option(label=who)
    page.get_by_label("Who employs them?").select_option(label=employer)
    axe(page)
    go(page, "Ask the chair")
    expect(page.get_by_text("The chair is asked to approve 50%")).to_be_visible()


def approve(page: Page, who: str, employer: str, axe: Any) -> None:
    open_role(page, f"{who} of {employer} is proposed for 50%")
    answer(page, "Approve", axe)
    expect(page.locator(".overlap").first).to_contain_text(who)


def divide(page: Page, axe: Any) -> None:
    open_role(page, "Divide its duties")
    axe(page)
    page.get_by_label("Duty 1", exact=True).fill("Rings carers back")
    page.get_by_label("Whose is duty 1?").select_option(
        label="Colin Leader, Ashdown County Council"
    )
    go(page, "Save")
    expect(page.get_by_role("heading", name="Who sees to what")).to_be_visible()


def agree_on_objectives(page: Page, axe: Any) -> None:
    open_role(page, "Propose a joint act")
    axe(page)
    page.get_by_label("Accept objectives").check()
    page.get_by_label("In words: what would all who hold it agree to?").fill(
        "Every carer has one number."
    )
    go(page, "Propose it")
    expect(page.get_by_text("Yet to agree: Colin Leader")).to_be_visible()


def step_down(page: Page, axe: Any) -> None:
    open_role(page, "Step down from this role")
    go(page, "Step down")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hand over your share")
    axe(page)
    go(page, "Save the handover")
    expect(page.get_by_role("alert")).to_contain_text("say why nobody does for now")
    axe(page)
    page.get_by_label("Who follows?").select_option(index=1)
    page.get_by_label("What should they know?").fill("Ring Sheila on Mondays.")
    go(page, "Save the handover")
    expect(page.locator("main")).to_contain_text("Followed by Colin Leader")


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 320)])
def test_a_role_is_proposed_agreed_shared_and_handed_over(
    world: World, context: BrowserContext, base_url: str, axe: Any, new_context: Any, scripts: bool
) -> None:
    page = context.new_page()
    anybody = new_context(java_script_enabled=scripts).new_page()

    def as_(persona: str) -> Page:
        hat = world.co_leader if persona == "co_leader" else world.hats[persona]
        sign_in(context, hat.person, base_url)
        return page

    propose(as_("leader"), axe)
    anybody.goto(ROLES)
    expect(anybody.get_by_text("Lead for people who care")).to_have_count(0)
    open_role(as_("chair"), "Agree, or say why not")
    answer(page, "Not now", axe)
    expect(page.get_by_role("alert")).to_contain_text("Say why not")
    answer(page, "Not now", axe, "Who pays?")
    open_role(as_("leader"), "Revise it")
    page.get_by_label("Why does the place need it?").fill("Nobody rings back. The trust pays.")
    axe(page)
    go(page, "Save, and propose it again")
    open_role(as_("chair"), "Agree, or say why not")
    answer(page, "Agree: open this role", axe)
    # It begins next month: from today, for this journey.
    open_role(page, "Change whom it serves and when")
    group = page.get_by_role("group", name="Since when does the role exist?")
    for part, number in (("Day", TODAY.day), ("Month", TODAY.month), ("Year", TODAY.year)):
        group.get_by_label(part, exact=True).fill(str(number))
    go(page, "Save")

    as_("coordinator")
    prepare_share(page, "Asha Leader", "Ashdown NHS Trust", axe)
    prepare_share(page, "Colin Leader", "Ashdown County Council", axe)
    as_("chair")
    approve(page, "Asha Leader", "Ashdown NHS Trust", axe)
    approve(page, "Colin Leader", "Ashdown County Council", axe)
    axe(page)
    as_("leader")
    divide(page, axe)
    agree_on_objectives(page, axe)
    open_role(as_("co_leader"), "Accept objectives")
    answer(page, "I agree", axe)
    expect(page.get_by_role("heading", name="What it wants to reach")).to_be_visible()

    open_role(as_("chair"), "Put something to this role")
    axe(page)
    page.get_by_label("What should they see to?").fill("Write to Royston.")
    go(page, "Send it")
    open_role(as_("leader"), "Write to Royston.")
    page.get_by_label("What did you do about it?").fill("Wrote on Friday.")
    axe(page)
    go(page, "It is done")
    step_down(page, axe)
    open_role(as_("co_leader"), "Handover notes (1)")
    expect(page.get_by_text("Ring Sheila on Mondays.")).to_be_visible()
    axe(page)
    anybody.goto(ROLE)
    expect(anybody.locator("main")).to_contain_text("Every carer has one number.")
    expect(anybody.get_by_text("Ring Sheila on Mondays.")).to_have_count(0)
    expect(anybody.get_by_text("What waits in this role")).to_have_count(0)
    axe(anybody)
    assert anybody.evaluate("document.documentElement.scrollWidth <= innerWidth")
