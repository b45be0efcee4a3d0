"""What a chair brings to a board: the page, what changed, the report and its PDF."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.models import Commitment
from leaders.models import RoleFunding
from leaders.shape import headline, shared_by_quarter
from partnership import printing
from partnership.actions.boards import add_board, remove_board
from partnership.errors import BoardMeetsThen
from partnership.models import BoardMeeting, Partner
from tests.cast import World, make_organisation
from tests.challenges.factories import make_challenge, make_commitment
from tests.leaders.cohorts import make_cohort, make_participation, make_programme
from tests.leaders.factories import make_role, make_shared_role

As = Callable[..., Client]
pytestmark = pytest.mark.django_db


def text_of(client: Client, name: str, world: World, query: str = "") -> str:
    answer = client.get(reverse(name, args=[world.partnership.slug]) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_board_is_kept_once_on_a_day_and_taken_away(world: World) -> None:
    day = date(2026, 9, 24)
    meeting = add_board(world.partnership, by=world.actor("coordinator"), meets_on=day)
    with pytest.raises(BoardMeetsThen):
        add_board(world.partnership, by=world.actor("chair"), meets_on=day)
    remove_board(meeting, by=world.actor("chair"))
    remove_board(meeting, by=world.actor("chair"))
    assert not BoardMeeting.objects.exists()


def test_the_page_tells_what_changed_since_the_last_board(world: World, client_as: As) -> None:
    today = timezone.localdate()
    add_board(world.partnership, by=world.actor("chair"), meets_on=today - timedelta(days=40))
    new = make_organisation("Ashdown Carers", "voluntary")
    for organisation, days in ((new, 20), (make_organisation("Ashdown Homes", "housing"), 60)):
        Partner.objects.create(
            partnership=world.partnership,
            organisation=organisation,
            starts_on=today - timedelta(days=days),
        )
    client = client_as("chair")
    text = text_of(client, "partnership_chair", world)
    assert "1 organisation joined" in text and "Ashdown Carers" in text
    assert "Ashdown Homes</li>" not in text
    since = (today - timedelta(days=90)).isoformat()
    text = text_of(client, "partnership_chair", world, f"?since={since}")
    assert "2 organisations joined" in text
    assert "Before the board" in text_of(client, "partnership_chair", world, "?since=tomorrow")


def test_what_needs_you_is_listed_by_kind(world: World, client_as: As) -> None:
    for number in range(30):
        make_role(world, f"Vacant lead {number}")
    late = make_commitment(
        make_challenge(world), world.nhs, world.hats["leader"], due_on=date(2026, 1, 1)
    )
    client = client_as("chair")
    everything = text_of(client, "partnership_needs", world)
    assert late.will_do in everything and "Page 1 of 2" in everything
    vacant = text_of(client, "partnership_needs", world, "?kind=vacant-roles&page=2")
    assert late.will_do not in vacant and "Vacant lead" in vacant


def test_the_chairs_page_costs_the_same_with_one_role_and_with_thirty(
    world: World, client_as: As
) -> None:
    client = client_as("chair")

    def count() -> int:
        address = reverse("partnership_chair", args=[world.partnership.slug])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    make_shared_role(world)
    make_challenge(world)
    count()
    few = count()
    for number in range(30):
        role = make_role(world, f"Lead {number}")
        RoleFunding.objects.create(
            role=role,
            organisation=world.nhs,
            pounds_a_year=1000,
            starts_on=date(2026, 4, 1),
            ends_on=date(2027, 4, 1),
        )
    assert count() == few
    assert few <= 25


def test_reach_of_programmes_is_said_on_the_page_and_in_the_report(
    world: World, client_as: As
) -> None:
    chair = client_as("chair")
    assert "nobody has been reached" in text_of(chair, "partnership_chair", world)
    begun = date(2025, 1, 6)
    cohort = make_cohort(
        make_programme(world.partnership),
        starts_on=begun,
        applications_until=None,
        eligible_people=20,
    )
    make_participation(cohort, world.citizen, world.charity)
    for name in ("partnership_chair", "board_report"):
        said = text_of(chair, name, world)
        assert "1 person has taken part, 5 in 100 of the 20 who could." in said


def test_the_report_says_what_changed_in_whole_words(world: World, client_as: As) -> None:
    promise = make_commitment(make_challenge(world), world.nhs, world.hats["leader"])
    will_do = "Open the " + "very " * 20 + "long corridor to the garden"
    Commitment.objects.filter(pk=promise.pk).update(will_do=will_do)
    said = text_of(client_as("chair"), "board_report", world)
    assert will_do in said


def test_sharing_is_counted_by_quarter(world: World) -> None:
    shared = make_shared_role(world)
    make_role(world, "Alone")
    roles = type(shared).objects.with_holders()
    quarters = shared_by_quarter(list(roles), date(2026, 11, 25))
    assert [one.label for one in quarters[-2:]] == ["Jul 2026", "Oct 2026"]
    assert quarters[-2].day == date(2026, 9, 30)
    assert (quarters[-1].roles, quarters[-1].shared, quarters[-1].percent) == (2, 1, 50)
    assert headline(quarters).startswith("1 of 2 leadership roles is shared")
    assert headline([]) == "There is no leadership role yet."


def test_the_report_is_a_pdf_of_one_page_with_address_and_date(world: World, client_as: As) -> None:
    make_shared_role(world)
    for number in range(30):
        make_role(world, f"A role with quite a long name, number {number}")
    client = client_as("chair")
    page = text_of(client, "board_report", world)
    answer = client.get(reverse("board_report_pdf", args=[world.partnership.slug]))
    if not printing.can_draw():
        assert "Save as PDF" in page and answer.status_code == 404
        return
    assert "Download as PDF" in page
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF-")
    assert pages_of(answer.content) == 1
    assert b"Atkinson" in b"".join(streams_of(answer.content))


def streams_of(pdf: bytes) -> list[bytes]:
    """What a PDF packs, unpacked, and the whole of it."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [pdf, *map(_unpacked, packed)]


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has, whose objects may be packed."""
    return len(re.findall(rb"/Type\s*/Page[^s]", b"".join(streams_of(pdf))))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_without_its_library_the_page_says_how_to_print(
    world: World, client_as: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    client = client_as("coordinator")
    assert "Save as PDF" in text_of(client, "board_report", world)
    answer = client.get(reverse("board_report_pdf", args=[world.partnership.slug]))
    assert answer.status_code == 404


@pytest.mark.parametrize("url", ["https://example.org/a.png", "file:///etc/passwd"])
def test_a_pdf_fetches_nothing(url: str) -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        printing.letters_only(url)
