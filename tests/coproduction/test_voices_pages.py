"""How many queries a page of words takes: as many with twice the rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coproduction.models import Session
from tests.cast import World
from tests.coproduction.voiced import (
    make_commitment,
    make_contribution,
    make_decision,
    make_heard_session,
    make_public,
)


@pytest.fixture
def session(world: World) -> Session:
    return make_heard_session(world)


def tell(world: World, session: Session) -> dict[str, str]:
    """A whole thread more; the addresses of the pages that show it."""
    decision = make_decision(session)
    said = [make_contribution(session, f"{number} more words") for number in range(3)]
    make_contribution(session, "not read", state="waiting")
    make_public(decision, *said)
    for _each in range(2):
        commitment = make_commitment(world, decision.challenge)
        decision.follow_ups.create(commitment=commitment)
    one = [world.partnership.slug, decision.slug]
    at = [world.partnership.slug, session.slug]
    return {
        "home": reverse("home"),
        "what changed": reverse("what_changed"),
        "decisions": reverse("decision_list", args=one[:1]),
        "decision": reverse("decision_detail", args=one),
        "said": said[0].private_path(),
        "answers": reverse("decision_answers", args=one),
        "publish": reverse("decision_publish", args=one),
        "queue": reverse("contribution_list", args=at),
    }


def test_queries_do_not_grow_with_what_is_said(
    world: World,
    session: Session,
    client_as: Callable[..., Client],
    django_assert_max_num_queries: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    readers = {"answers": "chair", "publish": "chair", "queue": "facilitator"}

    def counted(pages: dict[str, str]) -> dict[str, int]:
        counts = {}
        for name, page in pages.items():
            client = client_as(readers.get(name, "public"))
            client.get(page)
            with django_assert_max_num_queries(14 if name in readers else 12) as captured:
                assert client.get(page).status_code == 200
            counts[name] = len(captured)
        return counts

    pages = tell(world, session)
    few = counted(pages)
    for _again in range(3):
        tell(world, session)
    assert counted(pages) == few
    with capsys.disabled():
        print(few)


def test_fresh_pages_say_what_will_be_there(db: None) -> None:
    assert "Nothing has been decided yet" in Client().get(reverse("home")).text
    assert "Nothing is here yet" in Client().get(reverse("what_changed")).text


def test_home_shows_a_line_from_words_to_what_was_promised(world: World, session: Session) -> None:
    tell(world, session)
    page = Client().get(reverse("home")).text
    assert "0 more words" in page and "Open on the first Saturday" in page


def test_a_thread_ends_in_not_yet(world: World, session: Session) -> None:
    said = make_contribution(session, state="waiting")
    page = Client().get(said.private_path()).text
    assert page.index(said.words) < page.index("Read by the team") < page.rindex("Not yet")


def test_a_facilitator_finds_the_words_that_wait_on_their_own_page(
    client_as: Callable[..., Client], world: World, session: Session
) -> None:
    make_contribution(session, "not read", state="waiting")
    page = client_as("facilitator").get(reverse("my_page")).content.decode()
    assert "1 thing that was said waits to be read" in page
    assert reverse("contribution_list", args=[world.partnership.slug, session.slug]) in page
    assert "Sessions you run" not in client_as("leader").get(reverse("my_page")).content.decode()
