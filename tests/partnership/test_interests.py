"""Interests: declared once, ended and never deleted, in a public register, where they touch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.actor import Actor
from accounts.errors import NotAllowed
from accounts.models import Person
from partnership.actions.interests import (
    Declared,
    declare,
    declare_none,
    end_interest,
    forget_interests,
)
from partnership.errors import HasInterests, InterestOver, InterestSaysNothing
from partnership.interests import register, touching
from partnership.models import Interest, NoInterests, Organisation
from tests.cast import World, make_hat, make_person
from tests.challenges.factories import make_challenge, make_commitment
from tests.leaders.factories import make_shared_role

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)


def interest_of(
    person: Person, organisation: Organisation | None = None, **facts: object
) -> Interest:
    given = {"kind": "financial", "what": "I own shares in it.", "declared_at": NOW, **facts}
    return Interest.objects.create(person=person, organisation=organisation, **given)


def test_anybody_signed_in_declares_their_own(world: World) -> None:
    by = world.actor("leader")
    said = Declared(kind="indirect", what=" My sister works there. ", organisation=world.charity)
    interest = declare(said, by=by, now=NOW)
    assert (interest.person, interest.declared_in) == (
        world.hats["leader"].person,
        world.hats["leader"],
    )
    assert interest.what == "My sister works there."
    bare = Actor(person_id=world.citizen.pk, name="Cora")
    assert declare(said, by=bare, now=NOW).declared_in is None
    with pytest.raises(NotAllowed):
        declare(said, by=Actor.guest(), now=NOW)
    with pytest.raises(InterestSaysNothing):
        declare(Declared(kind="financial", what="  "), by=by, now=NOW)
    with pytest.raises(InterestOver):
        declare(
            Declared(kind="financial", what="X", starts_on=TODAY, ends_on=date(2020, 1, 1)),
            by=by,
            now=NOW,
        )


def test_it_is_ended_by_its_owner_and_never_taken_away(world: World) -> None:
    interest = interest_of(world.hats["leader"].person)
    with pytest.raises(NotAllowed):
        end_interest(interest, by=world.actor("chair"), ends_on=TODAY)
    end_interest(interest, by=world.actor("leader"), ends_on=TODAY)
    with pytest.raises(InterestOver):
        end_interest(interest, by=world.actor("leader"), ends_on=TODAY)
    assert Interest.objects.get().ends_on == TODAY


def test_the_record_holds_that_it_was_declared_and_not_the_words(world: World) -> None:
    interest_of(world.hats["leader"].person)
    events = Interest.pgh_event_model  # type: ignore[attr-defined]
    assert "what" not in {field.name for field in events._meta.fields}
    assert events.objects.count() == 1


def test_the_database_wants_words_and_days_in_order(world: World) -> None:
    for facts in ({"what": ""}, {"starts_on": TODAY, "ends_on": date(2020, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            interest_of(world.citizen, **facts)


def test_the_register_shows_those_who_act_and_half_a_year_after_the_end(world: World) -> None:
    leader, analyst = world.hats["leader"].person, world.hats["analyst"].person
    shown = [
        interest_of(leader, world.charity),
        interest_of(leader, ends_on=TODAY - timedelta(days=100)),
    ]
    interest_of(leader, ends_on=TODAY - timedelta(days=200))
    interest_of(analyst, world.charity)
    interest_of(world.elsewhere["leader"].person)
    interest_of(world.ended["leader"].person)
    assert set(register(world.partnership, TODAY)) == set(shown)


def test_what_touches_is_of_these_people_in_these_bodies_on_that_day(world: World) -> None:
    leader = world.hats["leader"].person
    holds = interest_of(leader, world.charity, starts_on=date(2024, 1, 1))
    interest_of(leader, world.council)
    interest_of(leader, world.charity, ends_on=TODAY)
    interest_of(world.co_leader.person, world.charity)
    interest_of(leader)
    assert touching({leader.pk}, {world.charity.pk}, TODAY) == [holds]
    assert touching(set(), {world.charity.pk}, TODAY) == []


def test_it_is_shown_on_the_role_and_the_commitment(world: World, client: Client) -> None:
    role = make_shared_role(world)
    interest_of(world.hats["leader"].person, world.charity, what="My partner runs its kitchen.")
    page = client.get(reverse("role_detail", args=[world.partnership.slug, role.slug]))
    assert "My partner runs its kitchen." in page.content.decode()
    promise = make_commitment(make_challenge(world), world.charity, world.hats["leader"])
    assert "My partner runs its kitchen." in client.get(promise.get_absolute_url()).content.decode()


def test_the_register_is_public_and_can_be_taken_away(world: World, client: Client) -> None:
    interest_of(world.hats["leader"].person, world.charity, what="=HYPERLINK(1)")
    address = reverse("interest_list", args=[world.partnership.slug])
    page = client.get(address).content.decode()
    assert "Asha Leader" in page and "Leader, Ashdown NHS Trust" in page
    table = client.get(reverse("interest_list_download", args=[world.partnership.slug, "csv"]))
    assert "'=HYPERLINK(1)" in table.content.decode()
    book = client.get(reverse("interest_list_download", args=[world.partnership.slug, "xlsx"]))
    sheet = load_workbook(BytesIO(book.content)).active
    assert sheet is not None and sheet["E2"].value == "'=HYPERLINK(1)"


def test_a_person_declares_on_pages_without_scripts(
    world: World, client_as: Callable[..., Client]
) -> None:
    client, address = client_as("leader"), reverse("interest_create")
    assert "You have declared none" in client.get(reverse("my_page")).content.decode()
    looked = client.post(address, {"find": "1", "q": "Good Neighbours", "what": "I volunteer."})
    words = looked.content.decode()
    assert looked.status_code == 200
    assert "Ashdown Good Neighbours" in words and "I volunteer." in words
    assert client.post(address, {"what": "I volunteer."}).status_code == 422
    sent = {"kind": "personal", "what": "I volunteer.", "organisation": world.charity.pk}
    assert client.post(address, sent).status_code == 302
    interest = Interest.objects.get()
    assert "I volunteer." in client.get(reverse("my_page")).content.decode()
    ended = {"ends_on_day": "1", "ends_on_month": "11", "ends_on_year": "2026"}
    end = reverse("interest_end", args=[interest.pk])
    assert client_as("chair").get(end).status_code == 404
    assert client.post(end, ended).status_code == 302
    assert "ended on 1 November 2026" in client.get(reverse("my_page")).content.decode()


def test_a_person_declares_that_they_have_none(
    world: World, client_as: Callable[..., Client], client: Client
) -> None:
    register_of = reverse("interest_list", args=[world.partnership.slug])
    leader, address = client_as("leader"), reverse("interest_none")

    def said_of_leader() -> str:
        text = " ".join(client.get(register_of).content.decode().split())
        return text.split(">Asha Leader</th>")[1].split("</tr>")[0]

    assert "Has not declared yet" in said_of_leader()
    assert address in leader.get(reverse("my_page")).content.decode()
    assert leader.get(address).status_code == 200 and not NoInterests.objects.exists()
    assert leader.post(address).status_code == 302
    assert NoInterests.objects.get().person == world.hats["leader"].person
    assert "None declared, on " in said_of_leader()
    assert "that you have none" in leader.get(reverse("my_page")).content.decode()
    table = client.get(reverse("interest_list_download", args=[world.partnership.slug, "csv"]))
    assert "None declared, on " in table.content.decode()
    interest = interest_of(world.hats["leader"].person, declared_at=timezone.now())
    assert ">Asha Leader</th>" not in client.get(register_of).content.decode()
    assert leader.post(address).status_code == 422
    with pytest.raises(HasInterests):
        declare_none(by=world.actor("leader"), now=NOW)
    Interest.objects.filter(pk=interest.pk).update(ends_on=date(2020, 1, 1))
    assert "Nothing that holds now" in said_of_leader()
    with pytest.raises(NotAllowed):
        declare_none(by=Actor.guest(), now=NOW)


def test_it_is_forgotten_six_years_after_its_end(world: World) -> None:
    interest_of(world.citizen, ends_on=date(2020, 11, 20))
    kept = interest_of(world.citizen, ends_on=date(2020, 12, 20))
    assert (forget_interests(NOW), forget_interests(NOW)) == (1, 0)
    assert Interest.objects.get() == kept


def test_queries_of_the_register_do_not_grow(world: World, client: Client) -> None:
    address = reverse("interest_list", args=[world.partnership.slug])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    interest_of(world.hats["leader"].person, world.charity)
    asked()
    few = asked()
    for number in range(60):
        person = make_person(f"Leader {number}")
        make_hat(person, world.partnership, "leader", world.nhs)
        interest_of(person, world.charity)
    # One more names the page.
    assert asked() <= few + 1 <= 12
    assert register(world.partnership, timezone.localdate()).count() == 61
