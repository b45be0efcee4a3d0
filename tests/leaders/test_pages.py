from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.actions.proving import sign_up
from accounts.actor import Actor
from accounts.models import Person
from leaders import providers
from leaders.models import LeadershipRole, RoleHolding
from partnership.actions.inviting import accept, decline
from partnership.models import Hat, Organisation, Partnership
from partnership.models.organisation import OrganisationSuccession
from tests.cast import World, make_organisation, make_person
from tests.leaders.factories import make_holding, make_role, make_shared_role

As = Callable[..., Client]


def page(client: Client, view: str, *names: object, **query: str) -> str:
    response = client.get(reverse(view, args=names), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def role_page(client: Client, role: LeadershipRole) -> str:
    return page(client, "role_detail", role.partnership.slug, role.slug)


def days(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def share_of(world: World, **others: str) -> dict[str, str]:
    return {
        "who": "known",
        "person": str(world.hats["leader"].person.pk),
        "employer": str(world.nhs.pk),
        "share": "60",
        **days("starts_on", date(2026, 4, 1)),
        **others,
    }


# --- The public page ---------------------------------------------------------------------------


def test_everybody_sees_both_holders_their_employers_and_whom_it_answers_to(
    world: World, client: Client
) -> None:
    text = role_page(client, make_shared_role(world))
    for words in ("Asha Leader", "Colin Leader", world.nhs.name, world.council.name):
        assert words in text
    assert "Accountable to:" in text and world.partnership.name in text
    assert "not to one employer" in text
    assert "Boundary-spanning" in text
    assert "across NHS and local government" in text
    assert "It has been shared since 1 April 2024." in text
    assert "Look after this role" not in text and "Step down" not in text


def test_a_vacant_role_says_since_when(world: World, client: Client) -> None:
    role = make_role(world)
    assert "Nobody has held it yet." in role_page(client, role)
    make_holding(role, world.citizen, world.nhs, ends_on=date(2026, 3, 1))
    assert "Nobody has held it since 1 March 2026." in role_page(client, role)


def test_a_share_that_nobody_holds_is_shown(world: World, client: Client) -> None:
    role = make_role(world)
    make_holding(role, world.citizen, world.nhs, 60)
    assert "40% of the role is held by nobody" in role_page(client, role)


def test_ended_bodies_stay_under_their_old_names(world: World, client: Client) -> None:
    old = make_organisation("Ashdown CCG", "nhs")
    old.ends_on = date(2025, 7, 1)
    old.save()
    OrganisationSuccession.objects.create(
        predecessor=old, successor=world.nhs, on=date(2025, 7, 1), kind="renamed"
    )
    role = make_role(world)
    person = world.hats["leader"].person
    make_holding(role, person, old, ends_on=date(2025, 7, 1))
    make_holding(role, person, world.nhs, starts_on=date(2025, 7, 1))
    text = role_page(client, role)
    assert "Ashdown NHS Trust, formerly Ashdown CCG" in text
    assert "A former body, until 30 June 2025; now Ashdown NHS Trust" in text


def test_a_role_names_what_it_followed_and_what_followed_it(world: World, client: Client) -> None:
    first = make_role(world, "First lead", starts_on=date(2019, 4, 1), ends_on=date(2022, 7, 1))
    make_holding(first, world.citizen, world.nhs, 100, date(2019, 4, 1), date(2022, 7, 1))
    second = make_role(world, "Second lead", follows=first)
    assert "It was followed by" in role_page(client, first)
    assert "A role from 1 April 2019 to 30 June 2022." in role_page(client, first)
    later = role_page(client, second)
    assert "Before it:" in later and "First lead" in later and "Cora Citizen" in later


def test_what_comes_next_is_read_off_the_dates(world: World, client: Client) -> None:
    day = timezone.localdate() + timedelta(days=30)
    role = make_shared_role(world)
    role.review_on = day + timedelta(days=30)
    role.save()
    RoleHolding.objects.filter(role=role, employer=world.nhs).update(ends_on=day)
    text = role_page(client, role)
    assert "The role is held by Colin Leader, and is no longer shared." in text
    assert "The partnership looks at this role again." in text


def test_a_role_of_a_draft_is_seen_by_its_own_people_only(world: World, client_as: As) -> None:
    draft = Partnership.objects.create(name="Draft", slug="draft", place=world.place)
    hat = world.hats["chair"]
    Hat.objects.create(
        person=hat.person, partnership=draft, organisation=world.council, capacity="chair"
    )
    role = make_role(world, partnership=draft)
    address = reverse("role_detail", args=[draft.slug, role.slug])
    assert client_as("chair").get(address).status_code == 200
    assert client_as("leader").get(address).status_code == 404
    assert client_as("public").get(address)["Location"].startswith("/accounts/login/")


def test_what_people_write_is_never_markup(world: World, client: Client) -> None:
    nasty = "<script>alert(1)</script>"
    role = make_role(world, title=nasty, slug="nasty", remit=nasty, population=nasty)
    make_holding(role, make_person(nasty, email=None), world.nhs)
    assert nasty not in role_page(client, role)
    assert nasty not in page(client, "role_list", world.partnership.slug)


# --- The list ----------------------------------------------------------------------------------


def test_the_list_has_roles_held_vacant_to_come_and_ended(world: World, client: Client) -> None:
    make_shared_role(world)
    make_role(world, "Empty lead")
    make_role(world, "Later lead", starts_on=date(2099, 1, 1))
    make_role(world, "Old lead", ends_on=date(2025, 1, 1))
    text = page(client, "role_list", world.partnership.slug)
    order = [
        text.index(f"<h2>{heading}</h2>") for heading in ("Held", "Vacant", "To come", "Ended")
    ]
    assert order == sorted(order)
    assert (
        "There are 2 leadership roles: 1 is shared between organisations and across sectors" in text
    )
    assert "and 1 is vacant" in text


def test_an_empty_list_says_what_to_do_next(world: World, client_as: As) -> None:
    slug = world.partnership.slug
    empty = page(client_as("public"), "role_list", slug)
    assert "When the partnership creates one" in empty
    assert empty.count("There is no leadership role yet") == 1
    assert "Create a role" in page(client_as("chair"), "role_list", slug)


@pytest.mark.parametrize("view", ["role_list", "role_detail", "partnership_detail"])
def test_queries_do_not_grow_with_roles_and_holders(
    world: World, client: Client, view: str, django_assert_max_num_queries: Any
) -> None:
    role = make_shared_role(world)
    names = [role.partnership.slug, role.slug] if view == "role_detail" else [role.partnership.slug]
    address = reverse(view, args=names)
    client.get(address)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    for number in range(6):
        make_shared_role(world, f"Lead {number}")
    RoleHolding.objects.filter(role=role).update(ends_on=date(2025, 1, 1))
    for number in range(6):
        make_holding(role, make_person(f"Next {number}"), world.council, 10, date(2025, 1, 1))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


# --- Setting a role up -------------------------------------------------------------------------


def test_each_step_of_setting_up_is_saved_and_leads_to_the_next(
    world: World, client_as: As
) -> None:
    client, slug = client_as("chair"), world.partnership.slug
    first = client.post(
        reverse("role_create", args=[slug]), {"title": "Joint lead", "remit": "To join up care."}
    )
    role = LeadershipRole.objects.get(title="Joint lead")
    scope = reverse("role_scope", args=[slug, role.slug]) + "?setting-up=1"
    assert first["Location"] == scope
    assert role.is_vacant(timezone.localdate())
    given = {
        "place": str(world.place.pk),
        "population": "Families",
        **days("starts_on", date(2026, 1, 1)),
        **days("review_on", date(2027, 1, 1)),
        "hosts": [str(world.nhs.pk)],
    }
    second = client.post(scope, given)
    holder = reverse("holding_create", args=[slug, role.slug]) + "?setting-up=1"
    assert second["Location"] == holder
    assert "step 3 of 4" in client.get(holder).content.decode()
    assert client.post(holder, share_of(world))["Location"] == holder
    step_4 = client.get(holder).content.decode()
    assert "step 4 of 4" in step_4 and 'value="40"' in step_4
    person, employer = str(world.co_leader.person.pk), str(world.council.pk)
    last = client.post(holder, share_of(world, person=person, employer=employer, share="40"))
    assert last["Location"] == reverse("role_detail", args=[slug, role.slug])
    role.refresh_from_db()
    assert role.is_shared(date(2026, 11, 20)) and role.population == "Families"
    assert (
        "Colin Leader now has 40% of Joint lead." in client.get(last["Location"]).content.decode()
    )


def test_too_large_a_share_keeps_what_was_typed_and_says_what_is_left(
    world: World, client_as: As
) -> None:
    role = make_role(world)
    make_holding(role, world.citizen, world.nhs, 70)
    response = client_as("chair").post(
        reverse("holding_create", args=[world.partnership.slug, role.slug]), share_of(world)
    )
    text = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "<title>Error: " in text
    assert "70% of this role is held at that time, so 30% is left." in text
    assert 'value="60"' in text
    assert "30% too much" in text


def test_the_total_is_live_and_reveals_nothing_else(world: World, client_as: As) -> None:
    role = make_role(world)
    make_holding(role, world.citizen, world.nhs, 70)
    response = client_as("chair").get(
        reverse("holding_create", args=[world.partnership.slug, role.slug]),
        {"share": "20", **days("starts_on", date(2026, 4, 1))},
        headers={"HX-Request": "true"},
    )
    text = response.content.decode()
    assert text.strip().startswith('<div id="share-total"')
    assert "Together 90%: 10% is left." in " ".join(text.split())


@pytest.mark.parametrize("share", ["", "x", "-5", "99999999999", "١٠"])
def test_a_half_typed_share_does_no_harm(world: World, client_as: As, share: str) -> None:
    role = make_role(world)
    address = reverse("holding_create", args=[world.partnership.slug, role.slug])
    response = client_as("chair").get(
        address, {"share": share, "starts_on_year": "0"}, headers={"HX-Request": "true"}
    )
    assert response.status_code == 200


def test_somebody_new_is_invited_and_may_act_as_a_leader(world: World, client_as: As) -> None:
    role = make_role(world)
    new = {"who": "new", "person": "", "name": "Nadia New", "email": "nadia.new@example.org"}
    response = client_as("chair").post(
        reverse("holding_create", args=[world.partnership.slug, role.slug]),
        share_of(world, **new),
    )
    assert response.status_code == 302
    invitation = world.partnership.invitations.get(email="nadia.new@example.org")
    assert (invitation.capacity, invitation.organisation) == ("leader", world.nhs)
    assert "With it comes a share: 60% of the role" in invitation.words
    assert not role.holdings.exists()
    person = sign_up(by=Actor.guest(), email="nadia.new@example.org", name="Nadia New")
    accept(invitation, by=Actor(person_id=person.pk), now=timezone.now())
    assert Hat.objects.current().get(person=person).capacity == "leader"
    holding = role.holdings.get()
    assert (holding.person, holding.share, holding.employer) == (person, 60, world.nhs)
    assert not role.awaited.exists()


def test_nobody_learns_whose_address_it_is_nor_shows_it_as_holding_a_role(
    world: World, client_as: As, client: Client
) -> None:
    victim = make_person("Eleanor Secret-Name", "victim@example.org")
    role = make_role(world)
    names = [world.partnership.slug, role.slug]
    new = {"who": "new", "person": "", "name": "E. Typed", "email": "victim@example.org"}
    chair = client_as("chair")
    response = chair.post(
        reverse("holding_create", args=names), share_of(world, **new), follow=True
    )
    text = " ".join(response.content.decode().split())
    assert "E. Typed is invited. 60% of" in text
    assert f"Asked: E. Typed of {world.nhs.name}, for 60%" in text and "Not accepted yet" in text
    assert "Secret-Name" not in text and "Secret-Name" not in role_page(chair, role)
    assert "Secret-Name" not in page(chair, "hat_list", world.partnership.slug)
    for reader in (client, client_as("leader")):
        text = role_page(reader, role)
        assert "Secret-Name" not in text and "E. Typed" not in text
    assert not victim.role_holdings.exists()
    invitation = world.partnership.invitations.get(email="victim@example.org")
    accept(invitation, by=Actor(person_id=victim.pk), now=timezone.now())
    assert "Eleanor Secret-Name" in role_page(client, role)


def test_a_share_that_does_not_fit_any_more_goes_on_waiting(world: World, client_as: As) -> None:
    role = make_role(world)
    new = {"who": "new", "person": "", "name": "Nadia New", "email": "nadia.new@example.org"}
    chair = client_as("chair")
    chair.post(
        reverse("holding_create", args=[world.partnership.slug, role.slug]), share_of(world, **new)
    )
    make_holding(role, world.co_leader.person, world.council, 50)
    invitation = world.partnership.invitations.get(email="nadia.new@example.org")
    person = make_person("Nadia New", "nadia.new@example.org")
    hat = accept(invitation, by=Actor(person_id=person.pk), now=timezone.now())
    assert hat.person == person and role.holdings.count() == 1
    assert "Accepted, but the share does not fit any more" in role_page(chair, role)
    make_holding(role, person, world.nhs, 50)
    assert "does not fit any more" not in role_page(chair, role)


def test_who_said_no_to_an_invitation_is_not_waited_for(world: World, client_as: As) -> None:
    role = make_role(world)
    new = {"who": "new", "person": "", "name": "Nadia New", "email": "nadia.new@example.org"}
    chair = client_as("chair")
    chair.post(
        reverse("holding_create", args=[world.partnership.slug, role.slug]), share_of(world, **new)
    )
    assert "Asked: Nadia New" in role_page(chair, role)
    decline(world.partnership.invitations.get(), by=Actor.guest(), now=timezone.now())
    assert "Asked: Nadia New" not in role_page(chair, role)


def test_nobody_is_invited_when_the_share_is_refused(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    new = {"who": "new", "person": "", "name": "Nadia New", "email": "nadia.new@example.org"}
    response = client_as("chair").post(
        reverse("holding_create", args=[world.partnership.slug, role.slug]),
        share_of(world, **new),
    )
    assert response.status_code == 422
    assert not world.partnership.invitations.exists() and not role.awaited.exists()


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"person": ""}, "Choose a person, or say that it is somebody new."),
        ({"who": "new", "person": ""}, "Enter the name of the new person."),
        ({"employer": ""}, "Choose the organisation that employs them."),
        ({"share": "0"}, "Enter a share from 1 to 100, in percent."),
        ({"share": ""}, "Enter a share from 1 to 100, in percent."),
        ({"starts_on_year": "2023"}, "The role does not exist at that time."),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    world: World, client_as: As, others: dict[str, str], words: str
) -> None:
    role = make_role(world)
    response = client_as("coordinator").post(
        reverse("holding_create", args=[world.partnership.slug, role.slug]),
        share_of(world, **others),
    )
    assert response.status_code == 422
    assert words in response.content.decode()


def test_people_and_employers_of_elsewhere_cannot_be_chosen(world: World, client_as: As) -> None:
    role = make_role(world)
    outsider = str(world.elsewhere["leader"].person.pk)
    foreign = Organisation.objects.create(name="Foreign", slug="foreign", sector="nhs")
    address = reverse("holding_create", args=[world.partnership.slug, role.slug])
    for others in ({"person": outsider}, {"employer": str(foreign.pk)}):
        response = client_as("chair").post(address, share_of(world, **others))
        assert response.status_code == 422
    assert not role.holdings.exists()


# --- Ending ------------------------------------------------------------------------------------


def test_the_page_that_ends_a_share_names_its_consequence(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    holding = role.holdings.get(employer=world.nhs)
    client, names = client_as("chair"), [world.partnership.slug, role.slug, holding.pk]
    consequence = "After this the role is held by Colin Leader alone and is no longer shared."
    assert consequence in page(client, "holding_end", *names)
    response = client.post(reverse("holding_end", args=names), days("ends_on", date(2026, 11, 1)))
    assert response["Location"] == reverse("role_detail", args=names[:2])
    text = role_page(client, role)
    assert "No longer shared" in text
    assert "Since 1 November 2026 it has been held by Colin Leader of" in text


def test_ending_the_last_share_leaves_the_role_vacant(world: World, client_as: As) -> None:
    role = make_role(world)
    holding = make_holding(role, world.citizen, world.nhs)
    names = [world.partnership.slug, role.slug, holding.pk]
    assert "it is vacant" in page(client_as("chair"), "holding_end", *names)


def test_a_share_that_has_ended_cannot_be_ended_again(world: World, client_as: As) -> None:
    role = make_role(world)
    holding = make_holding(role, world.citizen, world.nhs, ends_on=date(2025, 1, 1))
    names = [world.partnership.slug, role.slug, holding.pk]
    assert client_as("chair").get(reverse("holding_end", args=names)).status_code == 404


def test_a_holder_steps_down_by_their_own_page(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    own = role.holdings.get(employer=world.nhs)
    client = client_as("leader")
    assert "Step down from this role" in role_page(client, role)
    names = [world.partnership.slug, role.slug, own.pk]
    response = client.post(
        reverse("holding_step_down", args=names), days("ends_on", date(2026, 11, 1))
    )
    assert response.status_code == 302
    own.refresh_from_db()
    assert own.ends_on == date(2026, 11, 1)


def test_an_end_before_the_start_is_explained(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    own = role.holdings.get(employer=world.nhs)
    response = client_as("chair").post(
        reverse("holding_end", args=[world.partnership.slug, role.slug, own.pk]),
        days("ends_on", date(2024, 1, 1)),
    )
    assert response.status_code == 422
    assert "It cannot end before it begins." in response.content.decode()


def test_ending_a_role_names_the_shares_that_end_with_it(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    client, names = client_as("chair"), [world.partnership.slug, role.slug]
    text = page(client, "role_end", *names)
    assert "These shares end with it:" in text and "Asha Leader" in text
    client.post(reverse("role_end", args=names), days("ends_on", date(2026, 11, 1)))
    assert "A shared role from 1 April 2024 to 31 October 2026." in role_page(client, role)


def test_changing_the_words_keeps_the_rest(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    role.hosts.add(world.nhs)
    names = [world.partnership.slug, role.slug]
    client_as("chair").post(
        reverse("role_edit", args=names), {"title": "New words", "remit": "Another remit."}
    )
    role.refresh_from_db()
    assert (role.title, role.place, role.starts_on) == ("New words", world.place, date(2024, 4, 1))
    assert list(role.hosts.all()) == [world.nhs]


# --- What other pages show ---------------------------------------------------------------------


def request_of(person: Person | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = person
    request.hats = []  # type: ignore[attr-defined]
    return request


def test_the_panels_say_who_leads(world: World) -> None:
    public = request_of(AnonymousUser())
    assert providers.partnership_panel(public, world.partnership) is None
    assert providers.place_panel(public, world.place) is None
    role = make_shared_role(world)
    panel = providers.partnership_panel(public, world.partnership)
    assert panel is not None and panel.context["roles"][0]["role"] == role
    place = providers.place_panel(public, world.place)
    assert place is not None and place.context["roles"][0]["role"] == role


def test_my_page_has_the_roles_that_i_hold(world: World) -> None:
    role = make_shared_role(world)
    holder = world.co_leader.person
    panel = providers.my_page_panel(request_of(holder), holder)
    assert panel is not None
    assert [line["holding"].role for line in panel.context["holdings"]] == [role]
    assert providers.my_page_panel(request_of(world.citizen), world.citizen) is None


def test_the_task_list_says_when_a_role_is_shared(world: World, client_as: As) -> None:
    text = page(client_as("chair"), "partnership_setup", world.partnership.slug)
    assert "Shared leadership roles" in text
    make_shared_role(world)
    task = providers.setup_task(world.partnership, timezone.localdate())
    assert task.done and not task.needed


def test_the_history_names_the_share_in_words(world: World, client_as: As) -> None:
    role = make_role(world)
    client = client_as("chair")
    client.post(
        reverse("holding_create", args=[world.partnership.slug, role.slug]), share_of(world)
    )
    text = page(client, "partnership_history", world.partnership.slug)
    assert "gave out a share of a role" in text
    assert "share of a role: Place lead, Asha Leader, Ashdown NHS Trust" in text
