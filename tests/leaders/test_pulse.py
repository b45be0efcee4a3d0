"""A round of the trust pulse: opened, answered, closed, counted, and never changed again."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from leaders import errors
from leaders.actions.pulse import freeze_rounds, move_end, open_round
from leaders.models import PulseFigure, PulseRating, PulseReturn, PulseRound
from leaders.pulse_reminders import pulses_closing, pulses_counted, pulses_open
from leaders.trust_panels import pulse_overdue
from tests.cast import World, make_world
from tests.leaders.pulses import (
    answered_round,
    close,
    counted_round,
    make_round,
    representative,
    say,
)
from tests.leaders.test_at_once import together


def refused_by_database(constraint: str, sql: str, *args: object) -> None:
    with (
        pytest.raises(DatabaseError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, args)


@pytest.mark.django_db(transaction=True)
def test_a_second_click_waits_for_the_first_and_replaces_it() -> None:
    world = make_world()
    asked = make_round(world)
    hat = representative(world, world.council, "Rep Twice")
    for score in (2, 3):
        assert not together(*[lambda n=score: say(asked, hat, (n, n, n), world.nhs)] * 3)
        assert PulseRating.objects.filter(returned__round=asked).count() == 1


# --- Opening -----------------------------------------------------------------------------------


def test_who_heads_the_partnership_opens_a_round(world: World) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    days = {"opens_on": today, "closes_on": today + timedelta(days=21)}
    opened = open_round(world.partnership, by=world.actor("chair"), now=now, **days)
    assert opened.is_open(today)
    event = PulseRound.pgh_event_model.objects.get(pgh_obj_id=opened.pk)  # type: ignore[attr-defined]
    assert event.pgh_context["action"] == "opened a trust pulse"
    with pytest.raises(errors.PulseAtThatTime):
        open_round(world.partnership, by=world.actor("coordinator"), now=now, **days)
    for persona in ("representative", "leader", "analyst", "safeguarding_lead"):
        with pytest.raises(NotAllowed):
            open_round(world.partnership, by=world.actor(persona), now=now, **days)
    with pytest.raises(NotAllowed):
        open_round(world.partnership, by=world.elsewhere["chair"].actor(), now=now, **days)


@pytest.mark.parametrize(
    ("first", "days", "error"),
    [(-1, 21, errors.PulseInThePast), (0, 6, errors.PulseTooShort), (5, 0, errors.PulseTooShort)],
)
def test_a_round_begins_in_time_and_lasts_a_week(
    world: World, first: int, days: int, error: type[Exception]
) -> None:
    now = timezone.now()
    opens_on = timezone.localdate(now) + timedelta(days=first)
    closes_on = opens_on + timedelta(days=days)
    with pytest.raises(error):
        open_round(
            world.partnership,
            by=world.actor("chair"),
            opens_on=opens_on,
            closes_on=closes_on,
            now=now,
        )


def test_its_last_day_can_be_moved_while_it_is_open(world: World) -> None:
    now, by = timezone.now(), world.actor("chair")
    asked = make_round(world)
    later = asked.closes_on + timedelta(days=7)
    assert move_end(asked, by=by, closes_on=later, now=now).closes_on == later
    with pytest.raises(errors.PulseTooShort):
        move_end(asked, by=by, closes_on=timezone.localdate(now), now=now)
    with pytest.raises(errors.PulseIsClosed):
        move_end(close(asked), by=by, closes_on=later, now=now)


# --- Answering ---------------------------------------------------------------------------------


def test_a_representative_answers_and_answers_again(world: World) -> None:
    asked, hat = make_round(world), world.hats["representative"]
    say(asked, hat, (1, 2, 3), world.nhs, world.charity)
    say(asked, hat, (5, 5, 5), world.nhs)
    assert PulseReturn.objects.count() == 1
    rating = PulseRating.objects.get()
    assert (rating.about, rating.keeps_word) == (world.nhs, 5)
    assert rating.returned.organisation == hat.organisation


def test_nobody_rates_their_own_a_stranger_or_thirteen(world: World) -> None:
    asked, hat = make_round(world), world.hats["representative"]
    assert hat.organisation is not None
    for about in ([hat.organisation], [], [world.nhs, hat.organisation]):
        with pytest.raises(errors.PulseOfNobody):
            say(asked, hat, (4, 4, 4), *about)
    assert not PulseReturn.objects.exists()


@pytest.mark.parametrize("persona", ["chair", "leader", "resident", "analyst"])
def test_only_representatives_answer(world: World, persona: str) -> None:
    with pytest.raises(NotAllowed):
        say(make_round(world), world.hats[persona], (4, 4, 4), world.charity)


@pytest.mark.parametrize("opened", [-2, 30])
def test_there_is_no_answer_before_it_opens_or_after_it_closed(world: World, opened: int) -> None:
    asked = make_round(world, opened=opened)
    with pytest.raises(errors.PulseIsClosed):
        say(asked, world.hats["representative"], (4, 4, 4), world.nhs)
    refused_by_database(
        "pulse_is_answered_while_it_is_open|takes answers while it is open",
        "INSERT INTO leaders_pulsereturn (round_id, person_id, organisation_id, whose_view, "
        "answered_at) VALUES (%s, %s, %s, 'ours', now())",
        asked.pk,
        world.citizen.pk,
        world.nhs.pk,
    )


def test_no_answer_changes_once_a_round_has_closed(world: World) -> None:
    asked = close(answered_round(world))
    open_only = "takes answers while it is open"
    refused_by_database(open_only, "UPDATE leaders_pulserating SET keeps_word = 5")
    refused_by_database(open_only, "UPDATE leaders_pulsereturn SET whose_view = 'ours'")
    with pytest.raises(IntegrityError, match=open_only), transaction.atomic():
        PulseReturn.objects.filter(round=asked).update(whose_view="ours")


# --- Counting ----------------------------------------------------------------------------------


def test_a_closed_round_is_counted_once_and_its_answers_are_gone(world: World) -> None:
    asked = close(answered_round(world))
    assert freeze_rounds(timezone.now()) > 0
    assert freeze_rounds(timezone.now()) == 0
    assert not PulseReturn.objects.exists() and not PulseRating.objects.exists()
    asked.refresh_from_db()
    assert asked.together == {
        "answered": 4,
        "views": {"shared": 4},
        "middle": {"keeps_word": 2, "is_open": 3, "values_us": 4},
    }
    figures = {(one.by, one.about): float(one.trust) for one in asked.figures.all()}
    # What the charity's one said of the NHS would be the difference of pair and received.
    assert figures == {
        (world.council, world.nhs): 3.5,
        (world.council, None): 3.5,
    }


def test_a_round_that_is_open_is_not_counted(world: World) -> None:
    asked = answered_round(world)
    assert freeze_rounds(timezone.now()) == 0
    asked.refresh_from_db()
    assert asked.frozen_at is None and asked.returns.count() == 4


def test_nothing_changes_what_was_counted(world: World) -> None:
    asked = counted_round(world)
    never = "Cannot|stay as they are"
    refused_by_database(never, "UPDATE leaders_pulsefigure SET trust = 5")
    refused_by_database(never, "DELETE FROM leaders_pulsefigure")
    refused_by_database(never, "UPDATE leaders_pulseround SET together = '{}'")
    refused_by_database(never, "UPDATE leaders_pulseround SET frozen_at = NULL")
    refused_by_database(never, "DELETE FROM leaders_pulseround")
    with pytest.raises(DatabaseError, match=never), transaction.atomic():
        PulseFigure.objects.create(round=asked, by=world.nhs, trust=5)
    refused_by_database(
        "takes answers while it is open",
        "INSERT INTO leaders_pulsereturn (round_id, person_id, organisation_id, whose_view, "
        "answered_at) VALUES (%s, %s, %s, 'ours', now())",
        asked.pk,
        world.citizen.pk,
        world.nhs.pk,
    )


# --- Pages -------------------------------------------------------------------------------------


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_open_round_shows_how_many_answered_and_nothing_else(
    world: World, client_as: Any
) -> None:
    answered_round(world)
    text = page(client_as("chair"), "pulse_latest", world.partnership.slug)
    assert "4 representatives have answered so far" in text
    assert "1 to 5" not in text and "Who is trusted" not in text


def test_what_was_counted_is_shown_in_words_and_as_a_table(world: World, client_as: Any) -> None:
    asked = counted_round(world)
    text = page(client_as("analyst"), "pulse_latest", world.partnership.slug)
    assert "4 representatives answered" in text
    assert "Ashdown County Council" in text and "3½" in text
    assert "3½" in page(client_as("analyst"), "pulse_detail", world.partnership.slug, asked.pk)
    address = reverse("pulse_download", args=[world.partnership.slug, asked.pk, "csv"])
    rows = client_as("leader").get(address).content.decode("utf-8-sig").splitlines()
    assert "Ashdown County Council,Ashdown NHS Trust,3.5" in rows


def test_the_record_can_be_read_after_a_round_was_counted(world: World, client_as: Any) -> None:
    counted_round(world)
    assert "Pulse" in page(client_as("chair"), "partnership_history", world.partnership.slug)


def test_the_two_questions_keep_what_was_answered_on_an_error(world: World, client_as: Any) -> None:
    asked = make_round(world)
    client, slug = client_as("representative"), world.partnership.slug
    first = reverse("pulse_partners", args=[slug, asked.pk])
    assert client.post(first, {}).status_code == 422
    second = client.post(first, {"about": [world.nhs.pk, world.charity.pk]})["Location"]
    assert second.endswith(f"?about={world.charity.pk}&about={world.nhs.pk}")
    half = {f"{name}_{world.nhs.pk}": "4" for name in ("keeps_word", "is_open", "values_us")}
    refused = client.post(second, half)
    assert refused.status_code == 422
    assert '<option value="4" selected' in refused.content.decode()
    text = " ".join(unescape(refused.content.decode()).split())
    summary = text.split("nhsuk-error-summary__list")[1].split("</ul>")[0]
    assert f"{world.charity.name}: choose from 1 to 5 for each statement" in summary
    assert world.nhs.name not in summary and "Choose whose view decided" in summary
    some = unescape(client.post(second, dict(list(half.items())[:2])).content.decode())
    assert f"{world.nhs.name}: choose from 1 to 5 for “they value what we bring”" in some
    whole = {f"{name}_{world.charity.pk}": "2" for name in ("keeps_word", "is_open", "values_us")}
    done = client.post(second, {**half, **whole, "whose_view": "residents"})
    assert done["Location"] == reverse("pulse_latest", args=[slug])
    assert PulseRating.objects.count() == 2
    assert '<option value="2" selected' in client.get(second).content.decode()


def test_a_chair_opens_a_round_from_its_page(world: World, client_as: Any) -> None:
    client, slug = client_as("chair"), world.partnership.slug
    assert "Open a round" in page(client, "pulse_latest", slug)
    today = timezone.localdate()
    last = today + timedelta(days=20)
    given = {
        f"{name}_{part}": getattr(day, part)
        for name, day in (("opens_on", today), ("last_day", last))
        for part in ("day", "month", "year")
    }
    response = client.post(reverse("pulse_create", args=[slug]), given)
    assert response["Location"] == reverse("pulse_latest", args=[slug])
    assert PulseRound.objects.get().closes_on == last + timedelta(days=1)
    again = client.post(reverse("pulse_create", args=[slug]), given)
    assert again.status_code == 422 and "Another round is open" in again.content.decode()


def test_queries_do_not_grow_with_figures(
    world: World, client_as: Any, django_assert_max_num_queries: Any
) -> None:
    counted_round(world)
    client = client_as("chair")
    address = reverse("pulse_latest", args=[world.partnership.slug])
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)


# --- Messages ----------------------------------------------------------------------------------


def told(owed: Any) -> set[str]:
    return {one.to.person.name for one in owed}


def test_representatives_are_asked_and_those_who_answered_are_not_asked_again(
    world: World,
) -> None:
    now = timezone.now()
    asked = make_round(world, opened=14)
    another = representative(world, world.charity, "Rep Charity")
    assert told(pulses_open(now)) == {"Asha Representative", "Rep Charity"}
    say(asked, another, (4, 4, 4), world.nhs)
    assert told(pulses_closing(now)) == {"Asha Representative"}
    assert told(pulses_closing(now - timedelta(days=3))) == set()


def test_those_who_may_read_it_hear_that_it_is_counted(world: World) -> None:
    counted_round(world)
    people = told(pulses_counted(timezone.now()))
    assert {"Asha Chair", "Asha Coordinator", "Asha Leader", "Asha Analyst"} <= people
    assert not people & {"Asha Resident", "Asha Facilitator", "Asha Safeguarding Lead"}
    later = timezone.now() + timedelta(days=31)
    assert told(pulses_counted(later)) == set()


def test_the_chair_is_reminded_after_seven_months(world: World) -> None:
    now = timezone.now()
    assert pulse_overdue(world.partnership, now) == []
    make_round(world)
    assert pulse_overdue(world.partnership, now) == []
    assert len(pulse_overdue(world.partnership, now + timedelta(days=240))) == 1
