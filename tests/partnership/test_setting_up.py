from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import NotAllowed
from partnership.actions.hats import end_hat
from partnership.actions.interests import KEPT_FOR, forget_interests
from partnership.actions.partners import add_new_organisation, add_partner, end_partner
from partnership.actions.setting_up import create_partnership, publish
from partnership.actions.vouching import vouch
from partnership.errors import (
    AlreadyPartner,
    NameTaken,
    NoChair,
    NoSafeguardingLead,
    NotVouchedFor,
    OneSectorOnly,
    OrganisationHasEnded,
)
from partnership.going_live import representatives_to_ask
from partnership.models import Hat, Interest, Invitation, Organisation, Partnership
from tests.cast import World, make_hat, make_organisation, make_person


def begin(world: World) -> tuple[Partnership, Actor]:
    person = make_person("Bea Beginner")
    partnership = create_partnership(
        world.place,
        by=Actor(person_id=person.pk, name=person.name),
        name="Ashdown Hills",
        organisation=world.council,
        now=timezone.now(),
    )
    return partnership, partnership.hats.get().actor()


def test_after_midnight_here_it_is_the_new_day(world: World) -> None:
    """In summer time the day begins here an hour before it does in Greenwich."""
    late, day = datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)
    by = Actor(person_id=world.citizen.pk)
    opened = make_organisation("Opened Today", "nhs")
    Organisation.objects.filter(pk=opened.pk).update(starts_on=day)
    opened.refresh_from_db()
    begun = create_partnership(world.place, by=by, name="Late", organisation=opened, now=late)
    assert begun.partners.get().starts_on == day
    speaks = make_hat(world.citizen, begun, "representative", opened)
    assert list(representatives_to_ask(begun, late)) == [speaks.person_id]
    Partnership.objects.filter(pk=world.partnership.pk).update(stage="draft", started_on=None)
    assert publish(world.partnership, by=world.actor("chair"), now=late).started_on == day
    over = Interest.objects.create(
        person=world.citizen, kind="financial", what="Shares", declared_at=late, ends_on=day
    )
    forget_interests(late + KEPT_FOR)
    assert not Interest.objects.filter(pk=over.pk).exists()


def test_whoever_begins_a_partnership_is_its_chair(world: World) -> None:
    partnership, chair = begin(world)
    assert chair.capacity == Hat.Capacity.CHAIR
    assert partnership.stage == Partnership.Stage.DRAFT
    assert [one.organisation for one in partnership.partners.all()] == [world.council]


def test_a_guest_cannot_begin_one(world: World) -> None:
    with pytest.raises(NotAllowed):
        create_partnership(
            world.place,
            by=Actor.guest(),
            name="X",
            organisation=world.council,
            now=timezone.now(),
        )


def test_two_partnerships_cannot_have_one_name(world: World) -> None:
    begin(world)
    with pytest.raises(NameTaken):
        create_partnership(
            world.place,
            by=world.actor("leader"),
            name="Ashdown Hills",
            organisation=world.council,
            now=timezone.now(),
        )


def test_any_name_gives_an_address_that_leads_to_it(world: World) -> None:
    for name in ("!!!", "New", "健康"):
        begun = create_partnership(
            world.place,
            by=world.actor("leader"),
            name=name,
            organisation=world.council,
            now=timezone.now(),
        )
        assert begun.slug not in ("", "new")
        assert resolve(reverse("partnership_detail", args=[begun.slug])).kwargs
        begun.hats.all().delete()
        Partnership.objects.filter(pk=begun.pk).update(slug=f"was-{begun.pk}")


def test_groups_whose_names_are_in_other_scripts_are_told_apart(world: World) -> None:
    for name in ("健康之友", "Друзья", "!", "?"):
        add_new_organisation(
            world.partnership,
            by=world.actor("chair"),
            name=name,
            sector="voluntary",
            on=timezone.localdate(),
        )


def test_going_live_is_refused_step_by_step(world: World) -> None:
    partnership, chair = begin(world)
    now = timezone.now()
    with pytest.raises(OneSectorOnly):
        publish(partnership, by=chair, now=now)
    add_partner(partnership, by=chair, organisation=world.nhs, starts_on=now.date())
    with pytest.raises(NoSafeguardingLead):
        publish(partnership, by=chair, now=now)
    for capacity in ("safeguarding_lead", "safeguarding_deputy"):
        make_hat(make_person(capacity), partnership, capacity, world.nhs)
    with pytest.raises(NotVouchedFor):
        publish(partnership, by=chair, now=now)
    with pytest.raises(NotAllowed):
        vouch(partnership, by=chair, how="I say so.", now=now)
    call_command("vouch", partnership.slug, how="Rang the council", stdout=StringIO())
    assert publish(partnership, by=chair, now=now).is_live


def test_an_organisation_joins_once_at_a_time_and_only_while_it_exists(world: World) -> None:
    chair = world.actor("chair")
    with pytest.raises(AlreadyPartner):
        add_partner(world.partnership, by=chair, organisation=world.nhs, starts_on=date(2026, 1, 1))
    gone = make_organisation("Gone Trust", "nhs")
    gone.ends_on = date(2022, 7, 1)
    gone.save()
    with pytest.raises(OrganisationHasEnded):
        add_partner(world.partnership, by=chair, organisation=gone, starts_on=date(2026, 1, 1))


def test_the_last_partner_of_the_second_sector_cannot_leave(world: World) -> None:
    chair = world.actor("chair")
    today = timezone.localdate()
    partners = {one.organisation_id: one for one in world.partnership.partners.all()}
    end_partner(partners[world.charity.pk], by=chair, ends_on=today)
    with pytest.raises(OneSectorOnly):
        end_partner(partners[world.nhs.pk], by=chair, ends_on=today)


def test_the_only_chair_cannot_leave(world: World) -> None:
    with pytest.raises(NoChair):
        end_hat(world.hats["chair"], by=world.actor("chair"), now=timezone.now())
    assert world.hats["chair"].is_current()


def test_nobody_is_invited_when_the_hat_is_refused(
    world: World, client_as: Callable[..., Client]
) -> None:
    answers = {
        "name": "Would Be",
        "how": "email",
        "email": "would.be@example.org",
        "capacity": "chair",
        "organisation": world.nhs.pk,
    }
    address = reverse("hat_create", args=[world.partnership.slug])
    assert client_as("coordinator").post(address, answers).status_code == 422
    assert client_as("chair").post(address, answers | {"organisation": ""}).status_code == 422
    assert not Invitation.objects.exists()
    assert client_as("chair").post(address, answers).status_code == 302
    assert Invitation.objects.count() == 1


def test_an_ended_hat_can_do_nothing_at_the_next_request(
    world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("coordinator")
    address = reverse("partnership_setup", args=[world.partnership.slug])
    assert client.get(address).status_code == 200
    end_hat(world.hats["coordinator"], by=world.actor("chair"), now=timezone.now())
    assert client.get(address).status_code == 404


def test_the_history_says_who_did_what_in_which_hat(
    world: World, client_as: Callable[..., Client]
) -> None:
    add_new_organisation(
        world.partnership,
        by=world.actor("chair"),
        name="Brook Lane Residents",
        sector="residents",
        on=timezone.localdate(),
    )
    page = client_as("chair").get(reverse("partnership_history", args=[world.partnership.slug]))
    told = page.content.decode()
    assert "Asha Chair (Chair, Ashdown County Council) added an organisation" in told
    assert "Brook Lane Residents" in told


def test_a_refusal_is_explained_and_the_answers_kept(
    world: World, client_as: Callable[..., Client]
) -> None:
    address = reverse("partner_create", args=[world.partnership.slug])
    answers = {
        "organisation": world.nhs.pk,
        "starts_on_day": 1,
        "starts_on_month": 1,
        "starts_on_year": 2026,
        "brings": "a hall",
    }
    response = client_as("chair").post(address, answers)
    assert response.status_code == 422
    assert "is a partner already" in response.content.decode()
    assert "a hall" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["partnership_detail", "partnership_setup", "partner_list", "partnership_preview"]
)
def test_queries_do_not_grow_with_partners(
    name: str, world: World, client_as: Callable[..., Client]
) -> None:
    def join(number: int) -> None:
        add_new_organisation(
            world.partnership,
            by=world.actor("chair"),
            name=f"Group {number}",
            sector="voluntary",
            on=timezone.localdate(),
        )

    client = client_as("chair")
    address = reverse(name, args=[world.partnership.slug])
    join(0)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(1, 13):
        join(number)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)
    assert len(many) <= 25


def test_a_page_shows_the_hat_that_counts_there(
    client_as: Callable[..., Client], world: World
) -> None:
    leader = world.hats["leader"]
    make_hat(leader.person, world.neighbour, "chair", world.council)
    client = client_as("leader")
    client.post(reverse("hat_wear", args=[leader.pk]))
    page = client.get(reverse("hat_list", args=[world.neighbour.slug])).content.decode()
    assert "You are acting as <strong>Chair," in page
    page = client.get(reverse("partnership_detail", args=[world.partnership.slug])).content.decode()
    assert "You are acting as <strong>Leader," in page


def test_a_partner_not_chosen_leaves_the_list_to_choose_from(
    client_as: Callable[..., Client], world: World
) -> None:
    page = reverse("partner_create", args=[world.partnership.slug])
    answer = client_as("chair").post(page, {"q": world.charity.name})
    content = answer.content.decode()
    assert answer.status_code == 422 and "Choose which organisation it is" in content
    assert f'value="{world.charity.pk}"' in content
