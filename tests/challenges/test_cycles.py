"""Tests of change: what is predicted stands, what has ended was studied, the next one follows."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, Refused
from challenges.actions.cycles import (
    Outcome,
    Plan,
    change_plan,
    end_cycle,
    link_entries,
    plan_cycle,
    start_cycle,
)
from challenges.cycle_errors import (
    BeginsLater,
    BegunAlready,
    EndedAlready,
    EndsBeforeItBegan,
    EndsLater,
    NotBegun,
    NotStudied,
    NotStudiedYet,
)
from challenges.models import Challenge, Cycle
from tests.cast import World, make_world
from tests.challenges.factories import make_challenge, make_entry
from tests.challenges.test_constraints import refused_as, sql
from tests.challenges.tests_of_change import (
    make_cycle,
    make_ended_cycle,
    make_idea,
    make_measure,
    make_running_cycle,
)

ClientAs = Callable[..., Client]
PLAN = Plan("A walk", "On Fridays, with ten families.", "Six come twice.")
SEEN = Outcome("Three walks.", "Eight came twice.", "adopt", "More than we hoped.")
DAY = timedelta(days=1)


def at(name: str, challenge: Challenge, **more: Any) -> str:
    kwargs = {"partnership": challenge.partnership.slug, "challenge": challenge.slug, **more}
    return reverse(name, kwargs=kwargs)


# --- From plan to act ---------------------------------------------------------------------------


def test_a_test_is_planned_begun_ended_and_followed(world: World) -> None:
    challenge, by, today = make_challenge(world), world.actor("leader"), timezone.localdate()
    measure, idea = make_measure(world, challenge), make_idea(challenge)
    plan = Plan("A walk", "Fridays", "Six", idea=idea, measures=[measure], run_by=[world.charity])
    cycle = plan_cycle(challenge, by=by, plan=plan, now=timezone.now())
    assert (cycle.number, cycle.planned_by, cycle.idea) == (1, world.hats["leader"], idea)
    assert list(cycle.measures.all()) == [measure]
    assert list(cycle.run_by.all()) == [world.charity]

    start_cycle(cycle, by=by, on=today - DAY, today=today)
    ended = end_cycle(cycle, by=by, outcome=SEEN, on=today, today=today)
    assert (ended.act, ended.act_because) == ("adopt", "More than we hoped.")

    after = plan_cycle(challenge, by=by, plan=PLAN, now=timezone.now(), follows=ended)
    assert (after.number, after.follows) == (2, ended)


def test_organisations_and_measures_of_elsewhere_are_left_out(world: World) -> None:
    challenge, other = make_challenge(world), make_challenge(world, "Cold homes")
    elsewhere = make_measure(world, other)
    plan = Plan("A walk", "Fridays", "Six", measures=[elsewhere])
    cycle = plan_cycle(challenge, by=world.actor("leader"), plan=plan, now=timezone.now())
    assert not cycle.measures.exists()


def test_an_idea_or_a_test_of_another_challenge_is_refused(world: World) -> None:
    challenge, other = make_challenge(world), make_challenge(world, "Cold homes")
    by, now = world.actor("leader"), timezone.now()
    with pytest.raises(NotAllowed):
        plan_cycle(challenge, by=by, plan=Plan("A", "B", "C", make_idea(other)), now=now)
    with pytest.raises(NotAllowed):
        plan_cycle(challenge, by=by, plan=PLAN, now=now, follows=make_ended_cycle(other, world))


def test_a_test_that_runs_is_followed_by_none(world: World) -> None:
    challenge = make_challenge(world)
    running = make_running_cycle(challenge, world)
    with pytest.raises(NotStudiedYet):
        plan_cycle(
            challenge, by=world.actor("leader"), plan=PLAN, now=timezone.now(), follows=running
        )


def test_what_was_predicted_stands_once_it_has_begun(world: World) -> None:
    challenge, by = make_challenge(world), world.actor("leader")
    cycle = make_cycle(challenge, world)
    assert change_plan(cycle, by=by, plan=PLAN).prediction == "Six come twice."
    cycle = make_running_cycle(challenge, world)
    with pytest.raises(BegunAlready):
        change_plan(cycle, by=by, plan=PLAN)
    with pytest.raises(BegunAlready):
        start_cycle(cycle, by=by, on=timezone.localdate(), today=timezone.localdate())
    with refused_as("prediction_stands_once_begun"):
        Cycle.objects.filter(pk=cycle.pk).update(prediction="What we saw.")
    with refused_as("prediction_stands_once_begun"):
        sql("UPDATE challenges_cycle SET prediction = 'x' WHERE id = %s", cycle.pk)
    with refused_as("prediction_stands_once_begun"):
        sql("UPDATE challenges_cycle SET started_on = NULL WHERE id = %s", cycle.pk)


def test_none_ends_without_what_was_seen_and_why(world: World) -> None:
    cycle = make_running_cycle(make_challenge(world), world)
    by, today = world.actor("leader"), timezone.localdate()
    for lacking in ("done", "studied", "act", "because"):
        said = {"done": "a", "studied": "b", "act": "adopt", "because": "c", lacking: ""}
        with pytest.raises(NotStudied):
            end_cycle(cycle, by=by, outcome=Outcome(**said), on=today, today=today)
    with refused_as("ended_cycle_was_studied_and_acted_on"):
        sql("UPDATE challenges_cycle SET ended_on = current_date WHERE id = %s", cycle.pk)
    with refused_as("only_ended_cycle_has_an_act"):
        sql("UPDATE challenges_cycle SET act = 'adopt' WHERE id = %s", cycle.pk)


@pytest.mark.parametrize(
    ("make", "begun", "days", "error"),
    [
        (make_cycle, False, 0, NotBegun),
        (make_ended_cycle, True, 0, EndedAlready),
        (make_running_cycle, True, 1, EndsLater),
        (make_running_cycle, True, -11, EndsBeforeItBegan),
    ],
)
def test_days_out_of_order_are_refused(
    world: World, make: Any, begun: bool, days: int, error: type[Refused]
) -> None:
    cycle, today = make(make_challenge(world), world), timezone.localdate()
    with pytest.raises(error):
        end_cycle(cycle, by=world.actor("leader"), outcome=SEEN, on=today + days * DAY, today=today)


def test_a_test_does_not_begin_on_a_day_to_come(world: World) -> None:
    cycle, today = make_cycle(make_challenge(world), world), timezone.localdate()
    with pytest.raises(BeginsLater):
        start_cycle(cycle, by=world.actor("leader"), on=today + DAY, today=today)


@pytest.mark.parametrize("persona", ["resident", "facilitator", "analyst", "safeguarding_lead"])
def test_others_run_none(world: World, persona: str) -> None:
    challenge, today = make_challenge(world), timezone.localdate()
    cycle = make_cycle(challenge, world)
    by = world.actor(persona)
    with pytest.raises(NotAllowed):
        plan_cycle(challenge, by=by, plan=PLAN, now=timezone.now())
    with pytest.raises(NotAllowed):
        start_cycle(cycle, by=by, on=today, today=today)


def test_a_closed_challenge_is_tested_no_more(world: World) -> None:
    challenge = make_challenge(world)
    cycle = make_running_cycle(challenge, world)
    challenge.state, challenge.closed_at = "closed", timezone.now()
    challenge.save()
    with pytest.raises(NotAllowed):
        today = timezone.localdate()
        end_cycle(cycle, by=world.actor("leader"), outcome=SEEN, on=today, today=today)


def test_entries_that_one_may_not_read_stay_linked(world: World) -> None:
    challenge = make_challenge(world)
    cycle = make_running_cycle(challenge, world)
    hidden = make_entry(challenge, world.co_leader, visibility="confidential")
    seen, other = (make_entry(challenge, world.hats["leader"]) for _ in range(2))
    cycle.entries.set([hidden, seen])
    link_entries(cycle, by=world.actor("leader"), among=[seen, other], chosen=[other])
    assert set(cycle.entries.all()) == {hidden, other}
    with pytest.raises(NotAllowed):
        link_entries(cycle, by=world.actor("leader"), among=[seen], chosen=[hidden])


@pytest.mark.django_db(transaction=True)
def test_two_plans_at_once_get_two_numbers() -> None:
    world = make_world()
    challenge, by = make_challenge(world), world.actor("leader")
    ready = threading.Barrier(2)

    def planned() -> int:
        try:
            ready.wait(timeout=30)
            return plan_cycle(challenge, by=by, plan=PLAN, now=timezone.now()).number
        finally:
            connection.close()

    for time in range(10):
        with ThreadPoolExecutor(2) as pool:
            numbers = [one.result() for one in [pool.submit(planned) for _ in range(2)]]
        assert sorted(numbers) == [2 * time + 1, 2 * time + 2]


# --- Pages --------------------------------------------------------------------------------------


def test_a_hidden_entry_shows_to_nobody_else(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    cycle = make_running_cycle(challenge, world)
    cycle.entries.set([make_entry(challenge, world.co_leader, did="Wept.", visibility="private")])
    address = cycle.get_absolute_url()
    assert "Wept." not in client_as("public").get(address).text
    assert "Wept." in client_as("leader").get(address).text


def test_the_follow_on_asks_only_what_is_new(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    cycle = make_ended_cycle(challenge, world, idea=make_idea(challenge))
    address = at("cycle_create", challenge) + f"?follows={cycle.pk}"
    page = client_as("leader").get(address).text
    assert "Fridays suit, rain does not." in page
    assert re.search(r"<option[^>]* selected[^>]*>\s*Walk together", page)
    assert "Every Friday in May" not in page
    said = {"title": "In the hall", "plan": "Rain or not", "prediction": "All ten come"}
    client_as("leader").post(address, said)
    assert challenge.cycles.get(number=2).follows == cycle


def test_the_table_says_what_the_pages_say(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    make_ended_cycle(challenge, world, act="abandon", act_because="=1+1")
    table = client_as("public").get(at("cycle_table", challenge, form="csv")).text
    assert "Six families come more than once." in table
    assert "Abandoned" in table
    assert "'=1+1" in table, "nothing runs in a spreadsheet"


@pytest.mark.parametrize("persona", ["public", "leader"])
@pytest.mark.parametrize("name", ["cycle_list", "cycle_detail", "cycle_table", "cycle_create"])
def test_queries_do_not_grow_with_rows(
    world: World, client_as: ClientAs, name: str, persona: str
) -> None:
    if (persona, name) == ("public", "cycle_create"):
        return
    challenge = make_challenge(world)
    client = client_as(persona)

    def fill(rows: int) -> Cycle:
        for number in range(rows):
            measure = make_measure(world, challenge, f"Walks {challenge.cycles.count()} {number}")
            cycle = make_ended_cycle(challenge, world, idea=make_idea(challenge))
            cycle.measures.add(measure)
            cycle.run_by.set([world.nhs, world.charity])
        return cycle

    cycle = fill(10)
    more = {"cycle_detail": {"cycle": cycle.pk}, "cycle_table": {"form": "csv"}}
    address = at(name, challenge, **more.get(name, {}))
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    fill(200 if name == "cycle_list" else 30)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert len(many) <= 12, [query["sql"][:120] for query in many]
