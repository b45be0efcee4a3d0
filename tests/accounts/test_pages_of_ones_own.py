from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import ContactPoint, Person
from reminders.reach import reach_of_person
from tests.cast import World, make_hat, make_person

pytestmark = pytest.mark.django_db
CHOOSE = "/me/contacts/choose/"


def test_the_page_says_who_one_is_and_how_one_is_reached(
    client_as: Callable[..., Client], world: World
) -> None:
    content = client_as("citizen").get("/me/").content.decode()
    assert "<h1>Cora Citizen</h1>" in content
    assert "cora.citizen@example.org" in content and "Proved to be yours" in content
    assert "Your hats" not in content


def test_somebody_with_two_hats_changes_in_one_tap(
    client_as: Callable[..., Client], world: World
) -> None:
    leader = world.hats["leader"]
    other = make_hat(leader.person, world.neighbour, "resident", None)
    client = client_as("leader")
    assert reverse("hat_wear", args=[other.pk]) in client.get("/me/").content.decode()
    client.post(reverse("hat_wear", args=[other.pk]))
    content = client.get("/me/").content.decode()
    assert reverse("hat_wear", args=[leader.pk]) in content


def test_statements_do_not_grow_with_what_one_has(
    client_as: Callable[..., Client], world: World, django_assert_max_num_queries: Any
) -> None:
    client = client_as("leader")
    person = world.hats["leader"].person
    capacities = ("resident", "facilitator", "representative", "analyst")
    for capacity in capacities:
        make_hat(person, world.partnership, capacity, world.nhs)
    client.get("/me/")
    with django_assert_max_num_queries(25) as few:
        client.get("/me/")
    for number, capacity in enumerate(capacities):
        ContactPoint.objects.create(person=person, kind="phone", value=f"01632 96012{number}")
        make_hat(person, world.neighbour, capacity, world.nhs)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/me/")


def test_one_says_what_one_is_called(client_as: Callable[..., Client], world: World) -> None:
    client = client_as("citizen")
    assert b'value="Cora Citizen"' in client.get("/me/name/").content
    page = client.post("/me/name/", {"name": "Cora Brown"}, follow=True).content
    assert b"<h1>Cora Brown</h1>" in page and b"Your name is changed." in page
    wrong = client.post("/me/name/", {"name": ""})
    assert wrong.status_code == 422 and b"Enter your name." in wrong.content
    world.citizen.refresh_from_db()
    assert world.citizen.name == "Cora Brown"


def test_signed_out_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(client: Client) -> None:
    response = client.get(
        "/me/",
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://testserver/partnerships/ashdown/?tab=1",
        },
    )
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/accounts/login/?next=/partnerships/ashdown/%3Ftab%3D1"
    assert "HX-Request" in response["Vary"]


def test_a_forged_current_address_leads_nowhere_else(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "https://example.com/evil"}
    assert client.get("/me/", headers=headers)["HX-Redirect"] == "/accounts/login/?next=/me/"


def test_pages_of_whoever_is_signed_in_are_stored_nowhere(
    client_as: Callable[..., Client], client: Client
) -> None:
    assert "no-store" in client_as("citizen").get("/me/")["Cache-Control"]
    assert "no-store" not in client.get("/about/").headers.get("Cache-Control", "")
    assert "HX-Request" in client.get("/about/")["Vary"]


def test_without_the_demonstration_the_newcomers_page_says_so(client: Client) -> None:
    assert b"The demonstration is not here yet" in client.get("/dev/sign-in/").content


def test_a_newcomer_becomes_the_chair_in_one_click(client: Client) -> None:
    chair = make_person("Ruth Adeyemi")
    Person.objects.filter(pk=chair.pk).update(invented=True)
    assert b"Be Ruth Adeyemi" in client.get("/dev/sign-in/").content
    response = client.post("/dev/sign-in/", {"email": "ruth.adeyemi@example.org"})
    assert response["Location"] == "/me/"
    assert client.session["_auth_user_id"] == str(chair.pk)


def test_nobody_can_be_a_real_person_in_one_click(client: Client) -> None:
    make_person("Ruth Adeyemi")
    response = client.post("/dev/sign-in/", {"email": "ruth.adeyemi@example.org"})
    assert response.status_code == 404 and "_auth_user_id" not in client.session


def test_the_demonstration_is_seeded_app_by_app(settings: Any) -> None:
    settings.DEMONSTRATION = ["tests.accounts.test_pages_of_ones_own.seed"]
    said = StringIO()
    call_command("seed_demo", stdout=said)
    assert "planted one tree" in said.getvalue() and "done in" in said.getvalue()


def seed(now: object, say: Callable[[str], None]) -> None:
    say("planted one tree")


def test_somebody_with_work_chooses_where_its_messages_come(
    client_as: Callable[..., Client], world: World
) -> None:
    person = world.hats["leader"].person
    phone = ContactPoint.objects.create(person=person, kind="phone", value="01632 960123")
    client = client_as("leader")
    assert reach_of_person(person) != phone
    chosen = client.post(CHOOSE, {"contact": phone.pk}, follow=True)
    assert "Messages about your work come there from now on." in chosen.content.decode()
    assert reach_of_person(person) == phone
    email = person.contact_points.get(kind="email")
    client.post(CHOOSE, {"contact": email.pk})
    assert reach_of_person(person) == email


def test_what_was_stopped_says_why_and_cannot_be_chosen(
    client_as: Callable[..., Client], world: World
) -> None:
    person = world.hats["leader"].person
    facts = {"stopped_at": timezone.now(), "stopped_because": "The mailbox is gone."}
    stopped = ContactPoint.objects.create(
        person=person, kind="phone", value="01632 960123", **facts
    )
    client = client_as("leader")
    page = client.get("/me/").content.decode()
    assert "The mailbox is gone." in page
    assert CHOOSE not in page
    answer = client.post(CHOOSE, {"contact": stopped.pk}, follow=True).content.decode()
    assert "We cannot write to you there." in answer
    assert reach_of_person(person) != stopped


def test_its_owner_says_that_a_stopped_address_works_again(
    client_as: Callable[..., Client], world: World
) -> None:
    person = world.hats["leader"].person
    person.contact_points.update(stopped_at=timezone.now(), stopped_because="It bounced.")
    own = person.contact_points.get()
    restart, given = reverse("contact_restart"), {"contact": own.pk}
    refused = client_as("chair").post(restart, given, follow=True).content.decode()
    assert "We cannot write to you there." in refused
    page = client_as("leader").post(restart, given, follow=True).content.decode()
    assert "We write to you there again." in page and "It bounced." not in page
    assert reach_of_person(person) == own


def test_an_address_that_nobody_proved_cannot_be_chosen(
    client_as: Callable[..., Client], world: World
) -> None:
    person = world.hats["leader"].person
    unproved = ContactPoint.objects.create(person=person, kind="email", value="a@example.org")
    client_as("leader").post(CHOOSE, {"contact": unproved.pk})
    unproved.refresh_from_db()
    assert unproved.chosen_at is None


def test_nobody_chooses_for_another(client_as: Callable[..., Client], world: World) -> None:
    theirs = world.citizen.contact_points.get()
    for given in (theirs.pk, "", "nobody", 10**30):
        answer = client_as("leader").post(CHOOSE, {"contact": given}, follow=True)
        assert "We cannot write to you there." in answer.content.decode()
    theirs.refresh_from_db()
    assert theirs.chosen_at is None
