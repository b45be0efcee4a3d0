"""Organisations: found by old names, with a page of their own, confirmed by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from partnership.actions.partners import add_new_organisation, confirm_membership
from partnership.errors import AlreadyOnTheList, MembershipOver
from partnership.formerly import former_names
from partnership.forms.interests import InterestForm
from partnership.imports.organisations import Register
from partnership.imports.verdict import Said
from partnership.membership_reminders import AGAIN, FIRST, memberships_to_confirm
from partnership.models import (
    Hat,
    Organisation,
    OrganisationSuccession,
    Partner,
    Partnership,
)
from partnership.search import organisations_like
from tests.cast import LONG_AGO, World, make_hat, make_organisation, make_partnership, make_person
from tests.leaders.factories import make_shared_role

WAITS = '<span class="status status--waiting">Not confirmed yet</span>'
TODAY = date(2026, 11, 25)
ANYBODY = AnonymousUser()
TODAY_AT_NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def two_steps(db: None) -> Organisation:
    """A group that became a board, which became another: two steps to the body of today."""
    group = make_organisation("NHS Marl Clinical Commissioning Group", "nhs")
    first = make_organisation("NHS Marlshire Integrated Care Board", "nhs")
    last = make_organisation("NHS Fen Integrated Care Board", "nhs")
    for old, new, day in ((group, first, date(2022, 7, 1)), (first, last, date(2026, 4, 1))):
        OrganisationSuccession.objects.create(predecessor=old, successor=new, on=day, kind="merger")
        Organisation.objects.filter(pk=old.pk).update(ends_on=day, ods_code=f"Q{old.pk}")
    return last


def test_an_old_name_leads_to_the_body_of_today(two_steps: Organisation) -> None:
    found = list(organisations_like("Marl Clinical Commissioning", on=TODAY, person=ANYBODY))
    assert found == [two_steps]
    code = Organisation.objects.get(name__startswith="NHS Marl Clinical").ods_code
    assert list(organisations_like(code.lower(), on=TODAY, person=ANYBODY)) == [two_steps]


def test_formerly_is_said_once_for_all(two_steps: Organisation) -> None:
    assert former_names([two_steps.pk], ANYBODY) == {
        two_steps.pk: ["NHS Marlshire Integrated Care Board"]
    }
    assert former_names([], ANYBODY) == {}


def test_the_page_tells_what_came_before_and_after(
    two_steps: Organisation, world: World, client: Client
) -> None:
    middle = Organisation.objects.get(name__startswith="NHS Marlshire")
    Partner.objects.create(
        partnership=world.partnership, organisation=middle, starts_on=date(2024, 1, 1),
        ends_on=date(2026, 4, 1),
    )  # fmt: skip
    page = client.get(reverse("organisation_detail", args=[middle.pk])).content.decode()
    assert "its work passed to" in page and "NHS Fen Integrated Care Board" in page
    assert "NHS Marl Clinical Commissioning Group" in page
    assert "Ashdown Partnership" in page and "until 31 March 2026" in page


def test_the_page_of_an_employer_shows_roles_and_work(world: World, client: Client) -> None:
    make_shared_role(world)
    page = client.get(reverse("organisation_detail", args=[world.nhs.pk])).content.decode()
    assert "Asha Leader, 50%" in page


def test_what_a_draft_added_is_for_its_own_people(
    world: World, client: Client, client_as: Callable[..., Client]
) -> None:
    draft = make_partnership("Draft", world.place, [world.council])
    hat = make_hat(world.hats["chair"].person, draft, "chair", world.council)
    partner = add_new_organisation(
        draft, by=hat.actor(), name="Brook Lane Residents", sector="residents", on=TODAY
    )
    address = reverse("organisation_detail", args=[partner.organisation_id])
    assert client.get(address).status_code == 302
    assert client_as("citizen").get(address).status_code == 404
    assert client_as("chair").get(address).status_code == 200


def test_what_a_draft_added_is_neither_found_nor_named_elsewhere(
    world: World, client_as: Callable[..., Client]
) -> None:
    draft = make_partnership("Draft", world.place, [world.council])
    hat = make_hat(world.hats["chair"].person, draft, "chair", world.council)
    told = {"name": "Brook Lane Residents", "sector": "residents", "on": TODAY}
    group = add_new_organisation(draft, by=hat.actor(), **told).organisation
    citizen, chair = world.citizen, world.hats["chair"].person
    for words in ("Brook Lane Residents", "Brook Lane"):
        assert not organisations_like(words, on=TODAY, person=citizen).exists()
        assert not organisations_like(words, on=TODAY, person=ANYBODY).exists()
        assert list(organisations_like(words, on=TODAY, person=chair)) == [group]
    assert (
        not InterestForm({"organisation": group.pk}, person=citizen)
        .fields["organisation"]
        .queryset.filter(pk=group.pk)
    )  # type: ignore[attr-defined]
    looking = {"find": "1", "q": "", "organisation": str(group.pk)}
    page = client_as("citizen").post(reverse("interest_create"), looking)
    assert "Brook Lane" not in page.content.decode()
    review = reverse("succession_review", args=[world.partnership.slug])
    deputy = client_as("deputy_chair")
    day = f"on={TODAY.isoformat()}"
    assert deputy.get(f"{review}?ended={group.pk}&to={world.nhs.pk}&{day}").status_code == 302
    named = deputy.get(f"{review}?ended={world.nhs.pk}&to={group.pk}&{day}")
    assert "Brook Lane" not in named.content.decode()
    row = Said({"name": "Brook Lane Residents", "sector": "Residents’ group"})
    assert not Register(world.partnership, [row]).by_name
    assert Register(draft, [row]).by_name
    # Who adds one of the same name learns nothing by it, and cannot do so twice.
    own = world.actor("deputy_chair")
    assert add_new_organisation(world.partnership, by=own, **told).organisation != group
    with pytest.raises(AlreadyOnTheList):
        add_new_organisation(world.partnership, by=own, **told)


def test_an_old_name_is_not_told_where_the_body_is_not_seen(
    world: World, client: Client, client_as: Callable[..., Client]
) -> None:
    draft = make_partnership("Draft", world.place, [world.council])
    hat = make_hat(world.hats["chair"].person, draft, "chair", world.council)
    slur = add_new_organisation(
        draft, by=hat.actor(), name="A Silly Name", sector="residents", on=TODAY
    ).organisation
    OrganisationSuccession.objects.create(
        predecessor=slur, successor=world.nhs, on=TODAY, kind="merger"
    )
    assert former_names([world.nhs.pk], ANYBODY) == {}
    assert former_names([world.nhs.pk], hat.person) == {world.nhs.pk: ["A Silly Name"]}
    page = reverse("organisation_detail", args=[world.nhs.pk])
    main = reverse("partnership_detail", args=[world.partnership.slug])
    assert "A Silly Name" not in client.get(page).content.decode()
    assert "A Silly Name" not in client.get(main).content.decode()
    assert "A Silly Name" in client_as("chair").get(page).content.decode()


def test_queries_of_a_page_do_not_grow(world: World, client: Client) -> None:
    address = reverse("organisation_detail", args=[world.nhs.pk])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    make_shared_role(world)
    asked()
    few = asked()
    for number in range(8):
        make_shared_role(world, f"Lead {number}")
        make_partnership(f"Partnership {number}", world.place, [world.nhs])
    assert asked() <= few <= 12


# --- A representative confirms -------------------------------------------------------------------


def membership(world: World) -> Partner:
    return world.partnership.partners.get(organisation=world.council)


def test_a_representative_confirms_and_says_what_it_brings(
    world: World, client: Client, client_as: Callable[..., Client]
) -> None:
    main = reverse("partnership_detail", args=[world.partnership.slug])
    assert client.get(main).content.decode().count(WAITS) == 3
    speaks = client_as("representative")
    assert "Confirm that you are a partner" in speaks.get(reverse("my_page")).content.decode()
    partner = membership(world)
    page = reverse("partner_confirm", args=[world.partnership.slug, partner.pk])
    assert speaks.post(page, {"brings": "A hall in every town"}).status_code == 302
    partner.refresh_from_db()
    assert partner.confirmed_by == world.hats["representative"]
    assert partner.brings == "A hall in every town"
    first = partner.confirmed_at
    assert speaks.post(page, {"brings": "Two halls"}).status_code == 302
    partner.refresh_from_db()
    assert (partner.confirmed_at, partner.brings) == (first, "Two halls")
    assert client.get(main).content.decode().count(WAITS) == 2
    table = client_as("chair").get(reverse("partner_list", args=[world.partnership.slug]))
    assert "Asha Representative" in table.content.decode()
    waiting = client_as("chair").get(
        reverse("partner_list", args=[world.partnership.slug]) + "?which=not-confirmed"
    )
    assert "Ashdown County Council" not in waiting.content.decode().split("<table")[1]


def test_nobody_confirms_for_another_body(world: World) -> None:
    for persona, body in (("representative", world.nhs), ("chair", world.council)):
        with pytest.raises(NotAllowed):
            confirm_membership(
                world.partnership.partners.get(organisation=body),
                by=world.actor(persona),
                brings="",
                now=timezone.now(),
            )


def test_a_membership_that_is_over_is_not_confirmed(world: World) -> None:
    partner = membership(world)
    Partner.objects.filter(pk=partner.pk).update(ends_on=partner.starts_on)
    with pytest.raises(MembershipOver):
        confirm_membership(partner, by=world.actor("representative"), brings="", now=timezone.now())


def test_the_database_wants_to_know_who_confirmed(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=membership(world).pk).update(confirmed_at=timezone.now())


def test_representatives_are_asked_once_and_again_after_a_month(world: World) -> None:
    named = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
    Hat.objects.filter(pk=world.hats["representative"].pk).update(starts_at=named)

    def asked(days: int) -> list[str]:
        owed = memberships_to_confirm(named + timedelta(days=days))
        return [one.version for one in owed if one.about.partnership == world.partnership]  # type: ignore[attr-defined]

    assert asked(0) == []
    assert asked(1) == [FIRST] and asked(5) == [FIRST]
    assert asked(20) == []
    assert asked(32) == [AGAIN]
    assert asked(90) == []
    Partnership.objects.filter(pk=world.partnership.pk).update(live_since=named)
    partner = membership(world)
    confirm_membership(
        partner, by=world.actor("representative"), brings="", now=named + timedelta(days=1)
    )
    assert asked(1) == []


def test_whoever_was_asked_long_ago_is_not_looked_at_again(world: World) -> None:
    for number in range(5):
        make_partnership(f"Partnership {number}", world.place, [world.nhs])
    with CaptureQueriesContext(connection) as queries:
        assert list(memberships_to_confirm(TODAY_AT_NOON)) == []
    assert len(queries) == 1
    Hat.objects.filter(pk=world.hats["representative"].pk).update(
        starts_at=TODAY_AT_NOON - timedelta(days=32)
    )
    (owed,) = memberships_to_confirm(TODAY_AT_NOON)
    assert owed.version == AGAIN


def test_whoever_has_no_address_is_not_asked_by_us(world: World) -> None:
    silent = make_person("Sid Silent", email=None)
    Hat.objects.filter(pk=world.hats["representative"].pk).update(person=silent)
    reached = {one.to.person_id for one in memberships_to_confirm(LONG_AGO + timedelta(days=2))}
    assert silent.pk not in reached and world.ended["representative"].person_id in reached
