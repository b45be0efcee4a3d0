"""The pages of a question: what they show to whom, likely duplicates, and how many queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.actions.asking import ask_anew
from challenges.actions.judging import believe, judge
from challenges.actions.surrounding import name_aim
from challenges.models import Challenge, PolicyAim
from challenges.reference.policy import load_policy
from tests.cast import World
from tests.challenges.factories import make_challenge
from tests.challenges.test_pages import at

ClientAs = Callable[..., Client]


def fill(world: World, challenge: Challenge, rows: int) -> None:
    by, now = world.actor("leader"), timezone.now()
    for _ in range(rows):
        latest = challenge.questions.count() or 1
        wording = f"How else, the {latest + 1}th time?"
        ask_anew(challenge, by=by, wording=wording, why="W", seen=latest, now=now)
        believe(challenge, by=by, we_believe="B", because="C", we_would_see="S", now=now)
        day = timezone.localdate()
        judge(challenge, by=by, verdict="better", evidence="E", judged_on=day, now=now)


@pytest.mark.parametrize(("persona", "most"), [("public", 12), ("leader", 20)])
@pytest.mark.parametrize("name", ["question_detail", "policy_coverage"])
def test_queries_do_not_grow_with_rows(
    world: World, client_as: ClientAs, name: str, persona: str, most: int
) -> None:
    load_policy()
    challenge = make_challenge(world)
    fill(world, challenge, 3)
    client = client_as(persona)
    address = (
        reverse(name, args=[world.partnership.slug])
        if name == "policy_coverage"
        else at(name, challenge)
    )
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    fill(world, challenge, 20)
    for aim in PolicyAim.objects.all():
        name_aim(challenge, by=world.actor("leader"), aim=aim, how="So.")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert len(many) <= most, [query["sql"][:120] for query in many]


def test_residents_read_the_wordings_but_neither_team_nor_hypotheses(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    fill(world, challenge, 1)
    for persona, inside, team in (("public", 0, 0), ("analyst", 1, 0), ("leader", 1, 1)):
        page = client_as(persona).get(at("question_detail", challenge)).content.decode()
        assert "How else, the 2th time?" in page
        assert ("What the team believes" in page) == bool(inside), persona
        assert ("In the team because" in page) == bool(team), persona


def test_two_wordings_are_compared(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    fill(world, challenge, 1)
    client, address = client_as("public"), at("question_compare", challenge)
    page = client.get(f"{address}?from=2&to=1").content.decode()
    assert "<del>" in page and "<ins>" in page
    for wrong in ("", "?from=1&to=9", "?from=x&to=1", "?from=1&to=99999999"):
        assert client.get(f"{address}{wrong}").status_code == 302, "as what is hidden"


def test_a_likely_duplicate_is_shown_once_and_stands_in_nobodys_way(
    world: World, client_as: ClientAs
) -> None:
    known = make_challenge(world, "Loneliness in winter")
    client, address = (
        client_as("leader"),
        reverse("challenge_create", args=[world.partnership.slug]),
    )
    said: dict[str, Any] = {
        "title": "Lonely in winter",
        "question": "Who rings whom?",
        "population": "Everybody",
    }
    page = client.post(address, said)
    assert page.status_code == 200 and Challenge.objects.count() == 1
    assert "Raise it all the same" in page.content.decode()
    assert known.title in page.content.decode()
    said["shown"] = page.context["form"]["shown"].value()
    assert client.post(address, said).status_code == 302
    assert Challenge.objects.count() == 2


def test_whoever_was_slower_sees_what_is_asked_now(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    fill(world, challenge, 1)
    client, address = client_as("leader"), at("question_ask", challenge)
    said = {"seen": "1", "wording": "Mine?", "why": "Because."}
    page = client.post(address, said)
    assert page.status_code == 422
    told = page.content.decode()
    assert "How else, the 2th time?" in told and "Mine?" in told
    assert client.post(address, {**said, "seen": "2"}).status_code == 302
    assert Challenge.objects.get().question == "Mine?"


def test_whoever_was_slower_sees_where_it_stands_now(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    today = timezone.localdate().isoformat()
    said = {"seen": "understand", "stage": "plan", "entered_on": today, "reached": ""}
    client, address = client_as("leader"), at("stage_enter", challenge)
    assert client.post(address, said).status_code == 302
    page = client.post(address, {**said, "stage": "decide"})
    assert page.status_code == 422 and 'value="plan"' in page.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_table_can_be_taken_away(world: World, client_as: ClientAs, form: str) -> None:
    challenge = make_challenge(world)
    fill(world, challenge, 1)
    for table in ("wordings", "stages", "judgements", "policy-aims", "hypotheses", "team"):
        address = at("question_table", challenge, table=table, form=form)
        assert client_as("leader").get(address).status_code == 200, table
    assert (
        client_as("leader")
        .get(at("question_table", challenge, table="nothing", form=form))
        .status_code
        == 404
    )


def test_a_chair_closes_with_a_judgement(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    client, address = client_as("chair"), at("challenge_close", challenge)
    assert client.post(address, {"evidence": ""}).status_code == 422
    said = {"verdict": "same", "evidence": "As many fell ill as before."}
    assert client.post(address, said).status_code == 302
    page = client_as("public").get(challenge.get_absolute_url()).content.decode()
    assert "About the same" in page and "As many fell ill as before." in page
