"""Sign-in and sign-up by code: who gets in, and what nobody can find out."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.actions.inviting import invite
from accounts.models import ContactPoint, Person
from tests.cast import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def joan() -> Person:
    return make_person("Joan Pettifer")


def code_in_the_mail() -> str:
    found = re.search(r"^\d{4}-\d{4}$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[0]


def ask_for_a_code(client: Client, email: str) -> Any:
    return client.post("/accounts/login/", {"email": email}, follow=True)


def sign_up(client: Client, name: str, email: str) -> Any:
    return client.post("/accounts/signup/", {"name": name, "email": email}, follow=True)


def who(client: Client) -> Person | None:
    pk = client.session.get("_auth_user_id")
    return Person.objects.get(pk=pk) if pk else None


def test_a_person_signs_in_by_the_code_that_was_sent(client: Client, joan: Person) -> None:
    page = ask_for_a_code(client, "JOAN.Pettifer@example.org")
    assert b"Which code did we send you?" in page.content
    response = client.post("/accounts/code/", {"code": code_in_the_mail()})
    assert response.status_code == 302 and response["Location"] == "/me/"
    assert who(client) == joan


def test_spaces_and_a_missing_dash_in_the_code_do_not_matter(client: Client, joan: Person) -> None:
    ask_for_a_code(client, "joan.pettifer@example.org")
    client.post("/accounts/code/", {"code": f" {code_in_the_mail().replace('-', ' ')} "})
    assert who(client) == joan


def test_whoever_was_on_the_way_somewhere_arrives_there(client: Client, joan: Person) -> None:
    client.post("/accounts/login/?next=/me/name/", {"email": joan.email, "next": "/me/name/"})
    response = client.post("/accounts/code/", {"code": code_in_the_mail(), "next": "/me/name/"})
    assert response["Location"] == "/me/name/"


def test_nobody_is_sent_elsewhere_after_signing_in(client: Client, joan: Person) -> None:
    ask_for_a_code(client, "joan.pettifer@example.org")
    evil = {"code": code_in_the_mail(), "next": "https://example.com/"}
    assert client.post("/accounts/code/", evil)["Location"] == "/me/"


def test_three_wrong_codes_end_it(client: Client, joan: Person) -> None:
    ask_for_a_code(client, "joan.pettifer@example.org")
    right = code_in_the_mail()
    for _ in range(2):
        page = client.post("/accounts/code/", {"code": "0000-0000"}).content
        assert b"That is not the code we sent." in page and b"<title>Error: " in page
    client.post("/accounts/code/", {"code": "0000-0000"})
    client.post("/accounts/code/", {"code": right})
    assert who(client) is None


def test_a_code_is_good_for_fifteen_minutes(client: Client, joan: Person) -> None:
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        ask_for_a_code(client, "joan.pettifer@example.org")
        clock.shift(901)
        client.post("/accounts/code/", {"code": code_in_the_mail()})
        assert who(client) is None


def test_the_pages_say_the_same_whether_an_address_is_known_or_not(joan: Person) -> None:
    known, unknown = Client(), Client()
    one = ask_for_a_code(known, "joan.pettifer@example.org")
    other = ask_for_a_code(unknown, "nobody.atall@example.org")
    assert alike(one) == alike(other)
    assert one.redirect_chain == other.redirect_chain
    assert len(mail.outbox) == 2
    wrong = [c.post("/accounts/code/", {"code": "0000-0000"}) for c in (known, unknown)]
    assert alike(wrong[0]) == alike(wrong[1])


def test_signing_up_with_a_known_address_looks_like_any_other(joan: Person) -> None:
    one = sign_up(Client(), "Somebody", "joan.pettifer@example.org")
    other = sign_up(Client(), "Somebody", "nobody.atall@example.org")
    assert alike(one) == alike(other)
    first, second = mail.outbox
    assert first.subject == second.subject
    assert re.sub(r"\d{4}-\d{4}", "", first.body) == re.sub(r"\d{4}-\d{4}", "", second.body)


def alike(response: Any) -> str:
    """A page without what differs from one request to the next."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"(joan\.pettifer|nobody\.atall)@example\.org", "ADDRESS", text)


def test_somebody_new_signs_up_by_name_email_and_code(client: Client) -> None:
    page = sign_up(client, "Zoë O’Brien", "Zoe@Example.org")
    assert b"Which code did we send you?" in page.content
    assert not Person.objects.exists() and not ContactPoint.objects.exists()
    response = client.post("/accounts/signup/code/", {"code": code_in_the_mail()})
    assert response["Location"] == "/me/"
    person = who(client)
    assert person is not None
    assert (person.name, person.email) == ("Zoë O’Brien", "zoe@example.org")
    contact = person.contact_points.get()
    assert contact.value == "zoe@example.org" and contact.proved_at is not None
    assert EmailAddress.objects.get().verified


def test_a_wrong_code_makes_nobody(client: Client) -> None:
    sign_up(client, "Mallory", "joan@example.org")
    for _ in range(4):
        client.post("/accounts/signup/code/", {"code": "0000-0000"})
    client.post("/accounts/signup/code/", {"code": code_in_the_mail()})
    assert not Person.objects.exists() and who(client) is None


def test_a_code_to_sign_up_is_good_for_fifteen_minutes(client: Client) -> None:
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        sign_up(client, "Zoë", "zoe@example.org")
        clock.shift(901)
        client.post("/accounts/signup/code/", {"code": code_in_the_mail()})
    assert not Person.objects.exists()


def test_a_known_person_who_signs_up_again_is_signed_in_and_not_renamed(
    client: Client, joan: Person
) -> None:
    sign_up(client, "Somebody Else", "joan.pettifer@example.org")
    client.post("/accounts/signup/code/", {"code": code_in_the_mail()})
    assert who(client) == joan
    joan.refresh_from_db()
    assert joan.name == "Joan Pettifer" and Person.objects.count() == 1


@pytest.mark.parametrize("way", ["sign in", "sign up"])
def test_an_invited_person_has_no_email_until_the_code_proved_it(client: Client, way: str) -> None:
    invited = invite(name="Priya Raman", email="priya@example.org")
    assert invited.email is None
    assert invited.contact_points.get().proved_at is None
    if way == "sign in":
        ask_for_a_code(client, "priya@example.org")
        client.post("/accounts/code/", {"code": code_in_the_mail()})
    else:
        sign_up(client, "P", "priya@example.org")
        client.post("/accounts/signup/code/", {"code": code_in_the_mail()})
    assert who(client) == invited
    invited.refresh_from_db()
    assert (invited.name, invited.email) == ("Priya Raman", "priya@example.org")
    assert invited.contact_points.get().proved_at is not None


def test_what_a_guest_typed_joins_nobody_who_proves_the_address(client: Client) -> None:
    guests = ContactPoint.objects.create(kind="email", value="zoe@example.org")
    sign_up(client, "Zoë", "zoe@example.org")
    client.post("/accounts/signup/code/", {"code": code_in_the_mail()})
    guests.refresh_from_db()
    assert guests.person is None and guests.proved_at is None


def test_two_people_may_be_reached_at_one_address(joan: Person) -> None:
    daughter = Person.objects.create_user(name="Ann Pettifer")
    shared = ContactPoint.objects.create(person=daughter, kind="email", value=joan.email)
    assert shared.proved_at is None and daughter.email is None


def test_a_closed_account_is_as_unknown_as_any(client: Client, joan: Person) -> None:
    Person.objects.update(is_active=False)
    ask_for_a_code(client, "joan.pettifer@example.org")
    assert "We know nobody with that address" in mail.outbox[-1].body


def test_one_mailbox_is_not_flooded(joan: Person) -> None:
    for number in range(8):
        way = ask_for_a_code if number % 2 else None
        client = Client()
        if way:
            way(client, "joan.pettifer@example.org")
        else:
            sign_up(client, "Mallory", "joan.pettifer@example.org")
    assert len(mail.outbox) == 5


def test_many_people_behind_one_address_of_the_internet_get_in() -> None:
    for number in range(40):
        ask_for_a_code(Client(REMOTE_ADDR="192.0.2.7"), f"nurse{number}@example.org")
    assert len(mail.outbox) == 40


def test_while_the_mail_server_is_away_the_page_says_so(
    client: Client, joan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    page = ask_for_a_code(client, "joan.pettifer@example.org")
    assert page.status_code == 200 and b"We could not send an email just now." in page.content


def test_a_name_cannot_hold_a_line_break_or_turn_the_line_around(client: Client) -> None:
    for name in ("Joan\u202egnp", "Joan\x0bBcc: x"):
        response = client.post("/accounts/signup/", {"name": name, "email": "a@example.org"})
        assert response.status_code == 422 and b"<title>Error: " in response.content


def test_signing_out_ends_it(client_as: Callable[..., Client]) -> None:
    client = client_as("citizen")
    assert client.get("/me/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/me/")["Location"] == "/accounts/login/?next=/me/"


@pytest.mark.parametrize(
    "path", ["password/change/", "password/reset/", "password/set/", "email/", "confirm-email/"]
)
def test_there_are_no_passwords_to_set_or_reset(client: Client, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404
