"""The record: by who, what, when and hat; before and after in words; the same cost at any size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from leaders.models import RoleHolding
from partnership.actions.boards import add_board
from partnership.history import After, Asked, page_of
from partnership.models import BoardMeeting, Partner, RecordCopy
from tests.cast import World
from tests.leaders.factories import make_holding, make_role

As = Callable[..., Client]
pytestmark = pytest.mark.django_db


def record_page(client: Client, world: World, query: str = "") -> str:
    address = reverse("partnership_history", args=[world.partnership.slug]) + query
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def texts(world: World, **asked: object) -> list[str]:
    return [line.text for line in page_of(world.partnership, Asked(**asked)).lines]  # type: ignore[arg-type]


def test_before_and_after_are_told_by_name(world: World) -> None:
    holding = make_holding(make_role(world, "Lead"), world.co_leader.person, world.council)
    with recorded(world.actor("coordinator"), "changed the employer"):
        RoleHolding.objects.filter(pk=holding.pk).update(employer=world.charity)
    (line,) = texts(world, did="changed the employer")
    assert line.startswith("Asha Coordinator (Coordinator, Ashdown NHS Trust) changed the employer")
    assert "employer from Ashdown County Council to Ashdown Good Neighbours" in line


def test_a_change_on_an_older_page_is_still_what_was_before(world: World) -> None:
    partner = Partner.objects.filter(partnership=world.partnership).first()
    assert partner is not None
    with recorded(world.actor("chair"), "said what it brings"):
        Partner.objects.filter(pk=partner.pk).update(brings="A hall")
    lines = page_of(world.partnership, Asked(noun="partner"), size=1).lines
    assert lines[0].details == ["brings is now “A hall”"]


def test_it_is_filtered_by_who_what_when_and_hat(world: World) -> None:
    day = date(2026, 9, 24)
    add_board(world.partnership, by=world.actor("chair"), meets_on=day)
    add_board(world.partnership, by=world.actor("coordinator"), meets_on=day + timedelta(days=63))
    chair = world.hats["chair"].person_id
    assert len(texts(world, person=chair)) == 1
    assert len(texts(world, noun="board-meeting")) == 2
    assert len(texts(world, capacity="coordinator")) == 1
    assert len(texts(world, did="a board")) == 2
    today = timezone.localdate()
    assert len(texts(world, noun="board-meeting", since=today, until=today)) == 2
    assert texts(world, since=today + timedelta(days=1)) == []
    assert texts(world, noun="nothing-of-the-kind") == []


def test_pages_hold_every_line_once(world: World) -> None:
    for number in range(7):  # one moment, two tables
        with recorded(world.actor("chair"), "changed two things"):
            BoardMeeting.objects.create(
                partnership=world.partnership, meets_on=date(2026, 1, 1) + timedelta(days=number)
            )
            world.partnership.purpose = f"Purpose {number}"
            world.partnership.save()
    seen: list[str] = []
    asked, whole = Asked(), page_of(world.partnership, Asked(), size=500)
    while True:
        page = page_of(world.partnership, asked, size=3)
        seen += [line.text for line in page.lines]
        if page.older is None:
            break
        asked = Asked(after=After.read(str(page.older)))
    assert seen == [line.text for line in whole.lines]
    assert After.read("yesterday") is None and After.read("1-2") is None


def test_a_coordinator_reads_their_own_acts_and_the_chair_all(world: World, client_as: As) -> None:
    add_board(world.partnership, by=world.actor("chair"), meets_on=date(2026, 9, 24))
    add_board(world.partnership, by=world.actor("coordinator"), meets_on=date(2026, 9, 25))
    chair = world.hats["chair"].person_id
    for query in ("", f"?person={chair}"):
        text = record_page(client_as("coordinator"), world, query)
        assert "Asha Coordinator (" in text and "Asha Chair (" not in text
    text = record_page(client_as("chair"), world)
    assert "Asha Coordinator (" in text and "Asha Chair (" in text


def test_taking_a_copy_is_itself_in_the_record(world: World, client_as: As) -> None:
    add_board(world.partnership, by=world.actor("chair"), meets_on=date(2026, 9, 24))
    address = reverse("partnership_history_download", args=[world.partnership.slug, "csv"])
    client = client_as("chair")
    assert client.get(f"{address}?noun=board-meeting").status_code == 405
    assert not RecordCopy.objects.exists()
    answer = client.post(f"{address}?noun=board-meeting")
    assert answer.content.decode().count("added a board meeting") == 1
    copy = RecordCopy.objects.get()
    assert (copy.what, copy.lines) == ("Board meeting", 1)
    assert "took a copy of the record" in record_page(client, world)


def test_it_asks_as_much_with_many_lines_as_with_few(world: World, client_as: As) -> None:
    client = client_as("chair")
    record_page(client, world)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            record_page(client, world)
        return len(asked)

    few = count()
    with recorded(Actor.for_job("test"), "added many"):
        BoardMeeting.objects.bulk_create(
            BoardMeeting(
                partnership=world.partnership, meets_on=date(2000, 1, 1) + timedelta(days=number)
            )
            for number in range(1000)
        )
    assert count() == few <= 12


def test_people_see_what_they_did_on_their_own_page(world: World, client_as: As) -> None:
    add_board(world.partnership, by=world.actor("coordinator"), meets_on=date(2026, 9, 25))
    text = client_as("coordinator").get("/me/").content.decode()
    assert "What you did" in text and "added a board meeting" in text
    assert "What you did" not in client_as("chair").get("/me/").content.decode()


def test_what_was_chosen_stays_in_sight_when_nothing_fits(world: World, client_as: As) -> None:
    page = record_page(client_as("chair"), world, "?did=flown")
    assert "Nothing in the record fits what you chose." in page
    assert '<details class="nhsuk-details no-print" open>' in page
