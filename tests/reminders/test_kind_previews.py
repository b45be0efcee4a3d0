from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from reminders.kinds import kinds
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import make_booking, make_session
from tests.reminders.routes import digest_that_is_there

pytestmark = pytest.mark.django_db


def test_every_kind_is_listed_and_opens_whether_or_not_there_is_a_thing(client: Client) -> None:
    listed = client.get(reverse("kind_list")).content.decode()
    for name in kinds():
        address = reverse("kind_preview", args=[name])
        assert address in listed
        assert client.get(address).status_code == 200


def test_a_kind_is_shown_as_mail_text_and_letter_and_nothing_is_sent(
    client: Client, world: World
) -> None:
    make_booking(make_session(world.partnership, title="<b>Cooking</b> together"))
    page = client.get(reverse("kind_preview", args=["booking-confirmed"])).content.decode()
    assert "You have a place: &lt;b&gt;Cooking&lt;/b&gt; together" in page
    assert "of 160 letters" in page and "Joan Reader" in page and ".ics" in page
    html = client.get(reverse("kind_html", args=["booking-confirmed"]))
    assert "sandbox" in html["Content-Security-Policy"]
    assert b"&lt;b&gt;Cooking&lt;/b&gt;" in html.content
    assert not Notice.objects.exists() and mail.outbox == []


def test_a_kind_with_nothing_to_show_says_what_is_missing(client: Client) -> None:
    page = client.get(reverse("kind_preview", args=["said-kept"])).content.decode()
    assert "There is nothing to show it with" in page
    assert client.get(reverse("kind_html", args=["said-kept"])).status_code == 404
    assert client.get(reverse("kind_preview", args=["nothing"])).status_code == 404


def test_a_digest_is_shown_as_the_latest_one(client: Client, world: World) -> None:
    digest_that_is_there()
    assert b"messages for you" in client.get(reverse("kind_preview", args=["digest"])).content
