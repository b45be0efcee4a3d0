"""Who could do what on a day that has passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.models import Hat
from partnership.who_could import in_words, worn_on
from tests.cast import World, make_hat, make_person
from tests.partnership.invited import make_invitation, say_yes

As = Callable[..., Client]


def test_every_hat_worn_at_any_moment_of_the_day(world: World) -> None:
    hat = make_hat(make_person("Dora Day"), world.partnership, "analyst", world.nhs)
    noon = datetime(2024, 7, 10, 11, 0, tzinfo=UTC)
    Hat.objects.filter(pk=hat.pk).update(starts_at=noon, ends_at=noon + timedelta(hours=1))
    days = [date(2024, 7, 9), date(2024, 7, 10), date(2024, 7, 11)]
    seen = [worn_on(world.partnership, day, name="dora").exists() for day in days]
    assert seen == [False, True, False]
    then = {hat.person.name for hat in worn_on(world.partnership, days[1])}
    assert {"Enid Chair", "Asha Chair"} <= then
    today = {hat.person.name for hat in worn_on(world.partnership, timezone.localdate())}
    assert "Enid Chair" not in today and "Nia Chair" not in today


def test_an_end_at_midnight_is_not_a_moment_of_the_next_day(world: World) -> None:
    """Of a summer day: midnight in England is 11 in the evening of the day before in UTC."""
    hat = world.hats["analyst"]
    Hat.objects.filter(pk=hat.pk).update(ends_at=datetime(2025, 7, 9, 23, 0, tzinfo=UTC))
    assert worn_on(world.partnership, date(2025, 7, 9)).filter(pk=hat.pk).exists()
    assert not worn_on(world.partnership, date(2025, 7, 10)).filter(pk=hat.pk).exists()


def test_who_gave_it_is_said(world: World) -> None:
    hat = say_yes(make_invitation(world), make_person("Nell New"))
    [one] = in_words(list(worn_on(world.partnership, timezone.localdate(), name="Nell")))
    assert one.hat == hat
    assert one.given.startswith("Invited by Asha Chair (Chair, Ashdown County Council), accepted")
    assert "log work on challenges" in one.allowed


def test_the_page_filters_pages_and_is_taken_away(world: World, client_as: As) -> None:
    client = client_as("coordinator")
    address = reverse("who_could", args=[world.partnership.slug])
    page = client.get(address, {"on": "2024-06-01", "capacity": "chair"}).content.decode()
    assert "Who could do what on 1 June 2024" in page
    assert "Enid Chair" in page and "Asha Leader" not in page
    assert "on=2024-06-01&amp;capacity=chair" in page
    taken = client.get(
        reverse("who_could_download", args=[world.partnership.slug, "csv"]), {"on": "2024-06-01"}
    )
    assert "Enid Chair,Chair,Ashdown County Council,2024-01-01" in taken.content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.get(address, {"on": tomorrow}).status_code == 422
    assert client.get(address, {"on": "1066-10-14"}).status_code == 422


def test_no_more_queries_with_many(world: World, client_as: As) -> None:
    client, address = client_as("chair"), reverse("who_could", args=[world.partnership.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(60):
        make_hat(make_person(f"Many {number}"), world.partnership, "resident", None)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 12


def test_an_empty_day_is_today(world: World, client_as: As) -> None:
    address = reverse("who_could", args=[world.partnership.slug])
    today = timezone.localdate().isoformat()
    for query in ("", "?on=", "?on=%20&name=Asha"):
        answer = client_as("chair").get(address + query)
        assert answer.status_code == 200 and f'value="{today}"' in answer.text
    wrong = client_as("chair").get(f"{address}?on=tomorrow")
    assert wrong.status_code == 422 and "or leave it empty for today" in wrong.text
