"""A promise is written down for a body, taken on by it, changed with consent, and kept."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from challenges.models import Challenge, Commitment
from partnership.models import Hat
from tests.cast import World, make_world
from tests.challenges.factories import make_challenge
from tests.journeys.signing_in import sign_in

CHALLENGE = "/partnerships/ashdown-partnership/challenges/lonely-winters/"
WILL_DO = "Keep the hall warm until eight on weekdays"


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def challenge(world: World) -> Challenge:
    return make_challenge(world)


@pytest.mark.parametrize(("width", "scripts"), [(320, False), (1280, True)])
def test_a_promise_is_taken_on_changed_and_kept(
    world: World, challenge: Challenge, page: Page, base_url: str, axe: Any
) -> None:
    def as_(hat: Hat) -> None:
        page.context.clear_cookies()
        sign_in(page.context, hat.person, base_url)

    def done(words: str) -> None:
        expect(page.get_by_text(words).first).to_be_visible()
        axe(page)

    as_(world.hats["coordinator"])
    page.goto(f"{CHALLENGE}commitments/new/")
    axe(page)
    page.get_by_label("Who promises?").select_option(label="Ashdown County Council")
    page.get_by_label("What will they do, for the place?").fill(WILL_DO)
    page.get_by_label("By when?").fill("2030-03-01")
    page.get_by_role("button", name="Promise it").click()
    done("has not taken this on yet")
    address = page.url

    as_(world.hats["representative"])
    page.goto(address)
    page.get_by_role("link", name="Answer it").click()
    page.get_by_role("button", name="Save the answer").click()
    done("Choose one of the two.")
    page.get_by_label("We take it on").check()
    page.get_by_role("button", name="Save the answer").click()
    done("Promised")

    page.get_by_role("link", name="Ask to change it").click()
    page.get_by_label("By when?").fill("2030-06-01")
    page.get_by_label("Why does it have to change?").fill("The boiler comes in May.")
    page.get_by_role("button", name="Ask for the change").click()
    done("A change is asked for")

    as_(world.hats["leader"])
    page.goto(address)
    page.get_by_role("link", name="Answer it").click()
    axe(page)
    page.get_by_label("We agree").check()
    page.get_by_role("button", name="Save the answer").click()
    done("agreed by Ashdown NHS Trust")
    page.get_by_role("link", name="I have seen it kept").click()
    page.get_by_label("What have you seen that shows it was kept?").fill("It was warm at seven.")
    page.get_by_role("button", name="It was kept").click()
    done("It was warm at seven.")
    page.goto("/partnerships/ashdown-partnership/promises/?state=kept")
    done(WILL_DO)
    assert Commitment.objects.get().state == Commitment.State.KEPT


@pytest.mark.parametrize(("width", "scripts"), [(320, True), (1280, False)])
def test_a_barrier_is_put_before_the_chair(
    world: World, challenge: Challenge, page: Page, base_url: str, axe: Any
) -> None:
    sign_in(page.context, world.hats["leader"].person, base_url)
    page.goto(CHALLENGE)
    page.get_by_role("link", name="Write down a barrier").click()
    page.get_by_label("What stands in the way?").fill("The two systems do not talk.")
    page.get_by_label("Sharing information").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("main").get_by_role("alert")).to_contain_text("Say who could lift it")
    axe(page)
    page.get_by_label("Which partner could lift it?").select_option(label="Ashdown NHS Trust")
    page.get_by_role("button", name="Write it down").click()
    axe(page)
    page.get_by_role("link", name="Put it before the chair").click()
    page.get_by_label("Why does the chair have to see to it?").fill("Nobody answers us.")
    page.get_by_role("button", name="Put it before the chair").click()
    expect(page.get_by_text("With the chair")).to_be_visible()
    page.get_by_role("link", name="All barriers of the partnership").click()
    expect(page.get_by_text("1 barrier is open.")).to_be_visible()
    axe(page)
