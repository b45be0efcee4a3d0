"""A chair sets up: a partnership, its partners and people, a role that two employers share."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import Person
from partnership.models import Invitation
from tests.cast import make_person, make_world
from tests.leaders.factories import make_holding, make_role, make_shared_role
from tests.partnership.invited import say_yes
from tests.signing_in import sign_in_client

LAST_YEAR = timezone.localdate().year - 1
LAST_SPRING = ("1", "4", str(LAST_YEAR))


@pytest.fixture
def chair(transactional_db: None) -> Person:
    """Somebody signed in who has no hat yet, in a world that has a place and organisations."""
    make_world()
    return make_person("Rosa Begum")


def sign_in(context: BrowserContext, person: Person, base_url: str) -> None:
    client = Client()
    sign_in_client(client, person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])


@pytest.fixture
def signed_in(chair: Person, context: BrowserContext, base_url: str) -> Page:
    sign_in(context, chair, base_url)
    return context.new_page()


def go(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def fill_day(page: Page, question: str, day: tuple[str, str, str]) -> None:
    group = page.get_by_role("group", name=question)
    for part, number in zip(("Day", "Month", "Year"), day, strict=True):
        group.get_by_label(part, exact=True).fill(number)


def begin(page: Page, axe: Any) -> None:
    page.goto("/partnerships/new/?find=Ashdown County Council")
    axe(page)
    page.get_by_label("Your own organisation", exact=True).select_option(
        label="Ashdown County Council"
    )
    page.get_by_label("The place", exact=True).select_option(label="Ashdown")
    page.get_by_label("Name of the partnership").fill("Ashdown and the Vale")
    go(page, "Begin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ashdown and the Vale")
    axe(page)


def say_what_for(page: Page) -> None:
    page.get_by_role("link", name="Name, purpose and terms").click()
    page.get_by_label("What is it for?").fill(
        "So that nobody in the Vale is sent from desk to desk."
    )
    page.locator("main form button[type=submit]").click()


def set_quiet_hours(page: Page, axe: Any) -> None:
    """First too few open hours, which is refused in words; then hours that will do."""
    page.get_by_role("link", name="When and how often we write").click()
    axe(page)
    page.get_by_label("Quiet hours begin at").fill("10:00")
    go(page, "Save")
    expect(page.locator("main")).to_contain_text("Leave at least four hours a day")
    axe(page)
    page.get_by_label("Quiet hours begin at").fill("18:30")
    go(page, "Save")
    expect(page.locator("main")).to_contain_text("Quiet hours from 6:30pm to 8am")
    axe(page)
    page.get_by_role("link", name="Set up").first.click()


def add_partner(page: Page, axe: Any) -> None:
    page.get_by_role("link", name="Partner organisations").click()
    page.get_by_role("link", name="Add a partner").click()
    page.get_by_label("Name or code of the organisation").fill("Ashdown NHS Trust")
    go(page, "Find")
    page.get_by_label(re.compile("Ashdown NHS Trust")).check()
    axe(page)
    go(page, "Add this partner")
    expect(page.get_by_role("row", name=re.compile("Ashdown NHS Trust"))).to_be_visible()


def add_person(page: Page, name: str, what: str, organisation: str) -> None:
    page.goto("/partnerships/ashdown-and-the-vale/people/add/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label(what, exact=True).check()
    page.get_by_label("For which partner").select_option(label=organisation)
    page.get_by_label("By a code that you read out").check()
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_text(name).first).to_be_visible()
    say_yes(Invitation.objects.get(name=name), make_person(name))


def create_role(page: Page, axe: Any) -> None:
    page.goto("/partnerships/ashdown-and-the-vale/set-up/")
    page.get_by_role("link", name="Shared leadership roles").click()
    axe(page)
    page.get_by_role("link", name="Create a role").click()
    go(page, "Save and continue")
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.get_by_label("What is the role called?").fill("Lead for growing older well")
    page.get_by_label("What is it for?").fill("To let people grow old at home, and be well there.")
    go(page, "Save and continue")
    expect(page.get_by_text("step 2 of 4")).to_be_visible()
    axe(page)
    fill_day(page, "Since when does the role exist?", LAST_SPRING)
    page.get_by_label("Which people there?").fill("People over 75")
    go(page, "Save and continue")
    expect(page.get_by_text("step 3 of 4")).to_be_visible()


def name_first_holder(page: Page, axe: Any) -> None:
    axe(page)
    page.get_by_label("Person", exact=True).select_option(label="Lena Morris")
    page.get_by_label("Who employs them?").select_option(label="Ashdown NHS Trust")
    page.get_by_label("How much of the role?").fill("60")
    fill_day(page, "Since when, or from when?", LAST_SPRING)
    go(page, "Save and continue")
    expect(page.get_by_text("step 4 of 4")).to_be_visible()


def name_second_holder(page: Page, axe: Any, *, scripts: bool) -> None:
    page.get_by_label("Somebody new").check()
    page.get_by_label("Their name").fill("Omar Haddad")
    page.get_by_label("Their email").fill("omar.haddad@example.org")
    page.get_by_label("Who employs them?").select_option(label="Ashdown County Council")
    fill_day(page, "Since when, or from when?", LAST_SPRING)
    page.get_by_label("How much of the role?").fill("60")
    if scripts:
        expect(page.get_by_text("Together 120%: 20% too much.")).to_be_visible()
        axe(page)
    go(page, "Save and continue")
    expect(page.get_by_role("alert")).to_contain_text("60% of this role is held at that time")
    expect(page.get_by_label("Their name")).to_have_value("Omar Haddad")
    axe(page)
    page.get_by_label("How much of the role?").fill("40")
    if scripts:
        expect(page.get_by_text("Together 100%: the whole role.")).to_be_visible()
    go(page, "Save and continue")
    expect(page.get_by_text("Omar Haddad is invited.")).to_be_visible()
    expect(page.get_by_text("Not accepted yet")).to_be_visible()
    expect(page.locator(".overlap").first).not_to_contain_text("Omar Haddad")
    axe(page)
    say_yes(Invitation.objects.get(name="Omar Haddad"), make_person("Omar Haddad"))
    page.reload()


def publish(page: Page, axe: Any) -> None:
    call_command("vouch", "ashdown-and-the-vale", how="Rang the council", stdout=StringIO())
    page.goto("/partnerships/ashdown-and-the-vale/set-up/")
    page.get_by_role("link", name="Preview and publish").click()
    axe(page)
    go(page, "Publish now")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ashdown and the Vale")
    expect(page.get_by_role("heading", name="Leadership roles")).to_be_visible()
    axe(page)


def expect_shared(page: Page) -> None:
    """The role's page as anybody reads it."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Lead for growing older well")
    chips = page.locator(".overlap").first
    for words in ("Lena Morris", "Ashdown NHS Trust", "Omar Haddad", "Ashdown County Council"):
        expect(chips).to_contain_text(words)
    expect(chips).to_contain_text("Accountable to: Ashdown and the Vale, not to one employer")
    expect(page.get_by_text("Boundary-spanning")).to_be_visible()
    expect(page.locator(".lede")).to_contain_text("across NHS and local government")


def end_first_share(page: Page, address: str, axe: Any) -> None:
    page.goto(address)
    page.get_by_role("link", name="End the share of Lena Morris").click()
    after = "After this the role is held by Omar Haddad alone and is no longer shared."
    expect(page.get_by_text(after)).to_be_visible()
    axe(page)
    go(page, "End this share")
    expect(page.get_by_text("No longer shared", exact=True)).to_be_visible()
    axe(page)


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (True, 320), (False, 320)])
def test_a_chair_sets_up_a_role_that_two_employers_share(
    signed_in: Page, axe: Any, scripts: bool, new_context: Any
) -> None:
    page = signed_in
    begin(page, axe)
    say_what_for(page)
    set_quiet_hours(page, axe)
    add_partner(page, axe)
    add_person(page, "Sofia Lead", "Safeguarding lead", "Ashdown County Council")
    add_person(page, "Dan Deputy", "Deputy safeguarding lead", "Ashdown NHS Trust")
    add_person(page, "Lena Morris", "Leader", "Ashdown NHS Trust")

    create_role(page, axe)
    name_first_holder(page, axe)
    name_second_holder(page, axe, scripts=scripts)
    expect_shared(page)
    axe(page)
    address = page.url

    publish(page, axe)
    anybody = new_context(java_script_enabled=scripts).new_page()
    anybody.goto(address)
    expect_shared(anybody)
    expect(anybody.get_by_text("Look after this role")).to_have_count(0)

    end_first_share(page, address, axe)
    page.goto("/partnerships/ashdown-and-the-vale/")
    axe(page)
    anybody.reload()
    expect(anybody.locator(".lede")).to_contain_text("held by Omar Haddad")
    expect(anybody.get_by_role("heading", level=1)).to_have_text("Lead for growing older well")


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_a_role_is_for_all_to_use(
    transactional_db: None, context: BrowserContext, base_url: str, axe: Any
) -> None:
    """Vacant, ended, to come, with long names; and the pages that end something."""
    world = make_world()
    shared = make_shared_role(world, "Lead for " + "neighbourhoods and their people, " * 4)
    make_role(world, "Vacant lead", review_on=date(2099, 1, 1))
    old = make_role(world, "Old lead", starts_on=date(2019, 4, 1), ends_on=date(2022, 7, 1))
    make_holding(old, world.citizen, world.charity, 40, date(2019, 4, 1), date(2022, 7, 1))
    make_role(world, "Later lead", starts_on=date(2099, 1, 1), follows=old)
    sign_in(context, world.hats["chair"].person, base_url)
    page = context.new_page()
    every = f"/partnerships/{world.partnership.slug}/roles/"
    one = f"{every}{shared.slug}/"
    holding = shared.holdings.get(employer=world.nhs)
    pages = [every, one, *(f"{every}{name}-lead/" for name in ("vacant", "old", "later"))]
    pages += [f"{one}{name}/" for name in ("edit", "serves", "end", "holders/new")]
    for address in (*pages, f"{one}holders/{holding.pk}/end/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    sign_in(context, holding.person, base_url)
    page.goto(f"{one}holders/{holding.pk}/step-down/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Step down from this role")
    axe(page)
