"""A diagram is drawn anew; what stayed keeps its row and its tests, and nobody overwrites."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.errors import NotAllowed
from challenges.actions.diagrams import draw_diagram
from challenges.diagram_errors import DiagramChangedMeanwhile, LeavesTestsNowhere
from challenges.diagrams import diagram_of, outline_of
from challenges.models import Challenge, ChangeIdea, Driver, DriverDiagram
from challenges.outline import parsed, rendered
from tests.cast import World, make_world
from tests.challenges.factories import make_challenge
from tests.challenges.test_constraints import refused_as, sql
from tests.challenges.test_cycles import at
from tests.challenges.tests_of_change import make_cycle, make_ended_cycle

ClientAs = Callable[..., Client]
OUTLINE = """Fewer lonely winters by 2028
    People meet
        Near home
            Open the hall on Sundays
            A walk from the surgery
        At work
    Somebody notices
        Neighbours know
            A number to ring"""


def drawn(challenge: Challenge, world: World, text: str, version: int = 0) -> DriverDiagram:
    by = world.actor("leader")
    return draw_diagram(challenge, by=by, outline=parsed(text), version=version, now=timezone.now())


def said(challenge: Challenge) -> str:
    diagram = diagram_of(challenge)
    assert diagram is not None
    return rendered(outline_of(diagram))


def rows(challenge: Challenge) -> dict[str, int]:
    drivers = Driver.objects.filter(diagram__challenge=challenge)
    ideas = ChangeIdea.objects.filter(driver__diagram__challenge=challenge)
    return {row.wording: row.pk for row in (*drivers, *ideas)}


def test_what_was_written_is_what_is_drawn(world: World) -> None:
    challenge = make_challenge(world)
    assert drawn(challenge, world, OUTLINE).version == 1
    assert said(challenge) == OUTLINE


def test_what_stays_or_moves_or_is_reworded_keeps_its_row(world: World) -> None:
    challenge = make_challenge(world)
    drawn(challenge, world, OUTLINE)
    before = rows(challenge)
    changed = (
        OUTLINE.replace("            A number to ring", "            A new idea")
        .replace("        At work", "        At work\n            A number to ring")
        .replace("Open the hall on Sundays", "Open the hall on Sundays at two")
    )
    drawn(challenge, world, changed, 1)
    after = rows(challenge)
    assert said(challenge) == changed
    assert after["A number to ring"] == before["A number to ring"]
    assert after["Open the hall on Sundays at two"] == before["Open the hall on Sundays"]
    assert {words: after[words] for words in before if words in after} == {
        words: pk for words, pk in before.items() if words in after
    }


def test_rows_that_say_the_same_are_not_written_again(world: World) -> None:
    challenge = make_challenge(world)
    drawn(challenge, world, OUTLINE)
    events: Any = Driver.pgh_event_model  # type: ignore[attr-defined]
    written = events.objects.count()
    drawn(challenge, world, OUTLINE, 1)
    assert events.objects.count() == written


def test_a_tested_idea_is_retired_and_comes_back(world: World) -> None:
    challenge = make_challenge(world)
    drawn(challenge, world, OUTLINE)
    idea = ChangeIdea.objects.get(wording="A number to ring")
    cycle = make_ended_cycle(challenge, world, idea=idea)
    without = OUTLINE[: OUTLINE.index("\n    Somebody")]
    drawn(challenge, world, without, 1)
    idea.refresh_from_db()
    cycle.refresh_from_db()
    assert idea.retired_at is not None
    assert cycle.idea == idea
    assert said(challenge) == without

    drawn(challenge, world, OUTLINE, 2)
    idea.refresh_from_db()
    assert idea.retired_at is None
    assert rows(challenge)["A number to ring"] == idea.pk


def test_what_nobody_tested_goes(world: World) -> None:
    challenge = make_challenge(world)
    drawn(challenge, world, OUTLINE)
    drawn(challenge, world, "Only an aim", 1)
    assert rows(challenge) == {}


def test_tests_are_not_left_hanging_on_nothing(world: World) -> None:
    challenge = make_challenge(world)
    drawn(challenge, world, OUTLINE)
    make_cycle(challenge, world, idea=ChangeIdea.objects.get(wording="A number to ring"))
    with pytest.raises(LeavesTestsNowhere):
        drawn(challenge, world, "Only an aim", 1)
    assert said(challenge) == OUTLINE


def test_three_levels_of_drivers_are_refused(world: World) -> None:
    diagram = drawn(make_challenge(world), world, OUTLINE)
    secondary = Driver.objects.get(wording="Near home")
    with refused_as("driver_diagram_has_two_levels"):
        Driver.objects.create(diagram=diagram, parent=secondary, wording="Deeper")
    other = drawn(make_challenge(world, "Cold homes"), world, "Aim\n    Elsewhere")
    with refused_as("driver_diagram_has_two_levels"):
        sql("UPDATE challenges_driver SET diagram_id = %s WHERE id = %s", other.pk, secondary.pk)


@pytest.mark.parametrize("persona", ["representative", "resident", "facilitator", "analyst"])
def test_others_draw_none(world: World, persona: str) -> None:
    challenge = make_challenge(world)
    with pytest.raises(NotAllowed):
        draw_diagram(
            challenge,
            by=world.actor(persona),
            outline=parsed(OUTLINE),
            version=0,
            now=timezone.now(),
        )


def test_an_outline_that_was_changed_meanwhile_is_not_overwritten(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    drawn(challenge, world, OUTLINE)
    with pytest.raises(DiagramChangedMeanwhile):
        drawn(challenge, world, "Mine", 0)
    client, address = client_as("leader"), at("diagram_edit", challenge)
    answer = client.post(address, {"outline": "Mine\n  One", "version": 0})
    assert answer.status_code == 409
    assert "Fewer lonely winters" in answer.text
    assert "Mine" in answer.text
    assert said(challenge) == OUTLINE
    assert client.post(address, {"outline": "Mine\n  One", "version": 1}).status_code == 302
    assert said(challenge) == "Mine\n    One"


def test_the_form_says_every_line_that_is_wrong(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    typed = {"outline": "Aim\nAnother aim\nA third", "version": 0}
    answer = client_as("leader").post(at("diagram_edit", challenge), typed)
    assert answer.status_code == 422
    assert "Line 2: there is one aim only" in answer.text
    assert "Line 3: there is one aim only" in answer.text
    assert "Another aim" in answer.text


@pytest.mark.django_db(transaction=True)
def test_of_two_first_diagrams_at_once_one_is_drawn() -> None:
    world = make_world()
    ready = threading.Barrier(2)

    def draw(challenge: Challenge) -> bool:
        try:
            ready.wait(timeout=30)
            drawn(challenge, world, OUTLINE)
            return True
        except DiagramChangedMeanwhile:
            return False
        finally:
            connection.close()

    for number in range(10):
        challenge = make_challenge(world, f"Lonely winters {number}")
        with ThreadPoolExecutor(2) as pool:
            answers = [one.result() for one in [pool.submit(draw, challenge) for _ in range(2)]]
        assert sorted(answers) == [False, True]
        assert said(challenge) == OUTLINE


@pytest.mark.parametrize("persona", ["public", "leader"])
def test_queries_do_not_grow_with_rows(world: World, client_as: ClientAs, persona: str) -> None:
    challenge, client = make_challenge(world), client_as(persona)
    drawn(challenge, world, OUTLINE)
    for idea in ChangeIdea.objects.all():
        make_cycle(challenge, world, idea=idea)
    address = at("diagram_detail", challenge)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    more = "".join(f"\n            Idea {number} of many" for number in range(120))
    drawn(challenge, world, OUTLINE + more, 1)
    for idea in ChangeIdea.objects.filter(wording__startswith="Idea"):
        make_cycle(challenge, world, idea=idea)
    with CaptureQueriesContext(connection) as many:
        assert "Idea 119 of many" in client.get(address).text
    assert len(many) == len(few)
    assert len(many) <= 12
