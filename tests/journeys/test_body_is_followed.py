"""A trust becomes part of another one: its duties pass on, and its representative confirms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from partnership.models import Organisation, OrganisationSuccession
from tests.cast import World, make_hat, make_organisation, make_person
from tests.challenges.factories import make_challenge, make_commitment
from tests.journeys.signing_in import sign_in
from tests.leaders.factories import make_shared_role


def prepare(world: World) -> Organisation:
    """The trust has a leader in a shared role, works on a challenge, and has promised something."""
    make_shared_role(world)
    make_commitment(make_challenge(world), world.nhs, world.hats["leader"])
    make_hat(make_person("Rae Speaks"), world.partnership, "representative", world.nhs)
    board = make_organisation("Marlshire and Ashdown NHS Trust", "nhs")
    day = date(2026, 4, 1)
    Organisation.objects.filter(pk=world.nhs.pk).update(ends_on=day)
    OrganisationSuccession.objects.create(
        predecessor=world.nhs, successor=board, on=day, kind="merger"
    )
    return board


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, True), (320, False)])
def test_what_a_body_did_passes_to_the_one_that_followed(
    page: Page, context: BrowserContext, base_url: str, world: World, axe: Any, new_context: Any
) -> None:
    prepare(world)
    sign_in(context, world.hats["chair"].person, base_url)
    page.goto(f"/partnerships/{world.partnership.slug}/chair/")
    page.get_by_role("link", name="Ashdown NHS Trust ended on 1 April 2026").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What moves from Ashdown NHS Trust")
    for words in ("Asha Leader, leader", "employed for 50%", "works on", "promised by", "in the"):
        expect(page.locator("main")).to_contain_text(words)
    fits(page)
    axe(page)
    page.get_by_role("button", name="Move").click()
    expect(page.locator("main")).to_contain_text("stays under its name")
    expect(page.get_by_role("row", name="Marlshire and Ashdown")).to_contain_text("formerly")
    fits(page)
    axe(page)

    page.goto(f"/organisations/{world.nhs.pk}/")
    expect(page.get_by_text("its work passed to")).to_be_visible()
    fits(page)
    axe(page)

    page.goto(f"/partnerships/{world.partnership.slug}/partners/succession/")
    axe(page)
    page.get_by_label("Who took over?").fill("Marlshire")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_label("Marlshire and Ashdown NHS Trust")).to_be_visible()
    page.get_by_role("button", name="Look at what moves").click()
    expect(page.locator("main")).to_contain_text("Choose the partner that ended")
    axe(page)


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_a_representative_confirms_and_declares_an_interest(
    page: Page, context: BrowserContext, base_url: str, world: World, axe: Any
) -> None:
    sign_in(context, world.hats["representative"].person, base_url)
    page.goto("/me/")
    page.get_by_role("link", name="Confirm that you are a partner").click()
    axe(page)
    page.get_by_label("What do you bring?").fill("A hall in every town")
    page.get_by_role("button", name="Yes, we are a partner").click()
    expect(page.get_by_text("Confirmed", exact=True)).to_be_visible()

    page.get_by_role("link", name="Declare an interest").click()
    axe(page)
    page.get_by_role("button", name="Declare it").click()
    expect(page.locator("main")).to_contain_text("Choose the kind of interest")
    axe(page)
    page.get_by_label("Indirect, through somebody close").check()
    page.get_by_label("What is it?").fill("My partner runs the kitchen there.")
    page.get_by_label("In which organisation?").fill("Good Neighbours")
    page.get_by_role("button", name="Find it").click()
    page.get_by_label("Ashdown Good Neighbours").check()
    axe(page)
    page.get_by_role("button", name="Declare it").click()
    expect(page.get_by_text("My partner runs the kitchen there.")).to_be_visible()
    axe(page)
    page.goto(f"/partnerships/{world.partnership.slug}/interests/")
    expect(page.get_by_role("row", name="Asha Representative")).to_contain_text("Ashdown Good")
    fits(page)
    axe(page)
