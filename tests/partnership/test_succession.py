"""One body takes over from another: everything current passes on, once, and history stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from challenges.models import ChallengeMember, ChallengeOrganisation, Passing
from leaders.models import RoleFunding, RoleHolding, RoleHost
from partnership.actions.partners import add_new_organisation
from partnership.actions.succeeding import succeed
from partnership.attention import needs_of
from partnership.errors import (
    DutiesChanged,
    OneSectorOnly,
    OrganisationHasEnded,
    SucceedsItself,
    SucceedsLater,
    SuccessorMissing,
)
from partnership.models import (
    Hat,
    Organisation,
    OrganisationSuccession,
    Partner,
)
from partnership.succession import Case, duties_of, suggested
from tests.cast import World, make_hat, make_organisation, make_partnership, make_world
from tests.challenges.factories import make_challenge, make_commitment
from tests.leaders.factories import make_role, make_shared_role

ON = date(2026, 4, 1)
As = Callable[..., Client]


def today() -> date:
    return timezone.localdate()


def case(world: World, on: date = ON) -> Case:
    return Case(world.partnership, world.nhs, on, today())


def a_board(name: str = "New Board", sector: str = "nhs") -> Organisation:
    return make_organisation(name, sector)


def with_duties(world: World) -> None:
    """The trust employs a leader, hosts and pays for a role, works on a challenge and promised."""
    role = make_shared_role(world)
    RoleHost.objects.create(role=role, organisation=world.nhs)
    RoleFunding.objects.create(
        role=role,
        organisation=world.nhs,
        pounds_a_year=40_000,
        starts_on=date(2024, 4, 1),
        ends_on=date(2027, 4, 1),
    )
    challenge = make_challenge(world)
    make_commitment(challenge, world.nhs, world.hats["leader"])


def test_all_that_is_current_passes_on_and_history_stays(world: World) -> None:
    with_duties(world)
    board = a_board()
    moved = succeed(case(world), by=world.actor("chair"), successors=[board], choices={})
    # Membership, three hats (leader, coordinator, deputy), share, desk, money, work, promise, team.
    assert moved == 10
    old = Partner.objects.get(partnership=world.partnership, organisation=world.nhs)
    new = Partner.objects.get(partnership=world.partnership, organisation=board)
    assert (old.ends_on, new.starts_on, new.confirmed_at) == (ON, ON, None)
    leader = world.hats["leader"].person
    worn = Hat.objects.filter(person=leader, partnership=world.partnership).order_by("starts_at")
    assert [one.organisation for one in worn] == [world.nhs, board]
    assert worn[0].ends_at == worn[1].starts_at
    shares = RoleHolding.objects.filter(person=leader).order_by("starts_on")
    assert [(one.employer, one.starts_on, one.ends_on, one.share) for one in shares] == [
        (world.nhs, date(2024, 4, 1), ON, 50),
        (board, ON, None, 50),
    ]
    assert RoleHost.objects.get(organisation=board).starts_on == ON
    money = RoleFunding.objects.order_by("starts_on")
    assert [(one.organisation, one.ends_on) for one in money] == [
        (world.nhs, ON),
        (board, date(2027, 4, 1)),
    ]
    assert ChallengeOrganisation.objects.filter(organisation=board).count() == 1
    assert ChallengeMember.objects.get().hat == worn[1]
    assert board.commitments.count() == 1 and world.nhs.commitments.count() == 0


def test_what_changes_hands_in_place_keeps_the_old_name(world: World, client_as: As) -> None:
    with_duties(world)
    board = a_board()
    succeed(case(world), by=world.actor("chair"), successors=[board], choices={})
    promise = board.commitments.get()
    assert {(one.before, one.after, one.on) for one in Passing.objects.all()} == {
        (world.nhs, board, ON)
    }
    old = world.nhs.name
    page = Client().get(promise.get_absolute_url()).content.decode()
    assert f"Promised by {old}, passed to New Board on 1 April 2026" in page
    challenge = promise.challenge
    address = reverse("challenge_detail", args=[world.partnership.slug, challenge.slug])
    public, inside = Client().get(address), client_as("chair").get(address)
    assert f"{old} worked on it before. New Board took over on 1 April 2026" in (
        public.content.decode()
    )
    seat = f"was in the team for {old} before 1 April 2026"
    assert seat in inside.content.decode() and seat not in public.content.decode()


def test_doing_it_twice_changes_nothing(world: World) -> None:
    with_duties(world)
    board = a_board()
    succeed(case(world), by=world.actor("chair"), successors=[board], choices={})
    partners, hats = Partner.objects.count(), Hat.objects.count()
    again = succeed(case(world), by=world.actor("chair"), successors=[board], choices={})
    assert again == 0
    assert (Partner.objects.count(), Hat.objects.count()) == (partners, hats)
    assert duties_of(case(world)) == []


def test_between_two_successors_each_line_is_chosen(world: World) -> None:
    with_duties(world)
    north, south = a_board("North Board"), a_board("South Board")
    chair = world.actor("chair")
    with pytest.raises(DutiesChanged):
        succeed(case(world), by=chair, successors=[north, south], choices={})
    assert not Partner.objects.filter(organisation=north).exists()
    choices = {
        noun.key(duty): north.pk if noun.name == "hat" else south.pk
        for noun, duties in duties_of(case(world))
        for duty in duties
        if not duty.goes_with
    }
    succeed(case(world), by=chair, successors=[north, south], choices=choices)
    assert Partner.objects.filter(organisation__in=[north, south]).count() == 2
    assert set(RoleHolding.objects.on(today()).values_list("employer", flat=True)) == {
        south.pk,
        world.council.pk,
    }
    # The seat in the team goes with the person, whose hat is the north's.
    assert ChallengeMember.objects.get().hat.organisation == north


def test_a_successor_that_is_there_already_is_joined_and_not_doubled(world: World) -> None:
    with_duties(world)
    role = RoleHost.objects.get().role
    board = a_board()
    Partner.objects.create(
        partnership=world.partnership, organisation=board, starts_on=date(2025, 1, 1)
    )
    RoleHost.objects.create(role=role, organisation=board)
    ChallengeOrganisation.objects.create(
        challenge=ChallengeOrganisation.objects.first().challenge,  # type: ignore[union-attr]
        organisation=board,
    )
    succeed(case(world), by=world.actor("chair"), successors=[board], choices={})
    assert Partner.objects.filter(organisation=board).count() == 1
    assert RoleHost.objects.filter(role=role, organisation=board).count() == 1
    assert ChallengeOrganisation.objects.filter(organisation=board).count() == 1
    assert not ChallengeOrganisation.objects.filter(organisation=world.nhs).exists()


def test_what_ended_before_today_stays_under_the_old_name(world: World) -> None:
    role = make_role(world)
    past = RoleHolding.objects.create(
        role=role,
        person=world.co_leader.person,
        employer=world.nhs,
        share=20,
        starts_on=date(2024, 4, 1),
        ends_on=today() - timedelta(days=1),
    )
    succeed(case(world), by=world.actor("chair"), successors=[a_board()], choices={})
    past.refresh_from_db()
    assert past.employer == world.nhs and RoleHolding.objects.count() == 1


def test_before_the_day_nothing_moves_and_nobody_is_offered_it(
    world: World, client_as: Callable[..., Client]
) -> None:
    with_duties(world)
    later, board = today() + timedelta(days=1), a_board()
    with pytest.raises(SucceedsLater):
        succeed(case(world, later), by=world.actor("chair"), successors=[board], choices={})
    assert ChallengeMember.objects.get().hat.organisation == world.nhs
    assert board.commitments.count() == 0

    Organisation.objects.filter(pk=world.nhs.pk).update(ends_on=later)
    OrganisationSuccession.objects.create(
        predecessor=world.nhs, successor=board, on=later, kind="merger"
    )
    assert suggested(world.partnership, on=today()) == []
    assert len(suggested(world.partnership, on=later)) == 1

    client, own = client_as("chair"), [world.partnership.slug]
    who = f"?ended={world.nhs.pk}&to={board.pk}"
    day = f"on_day={later.day}&on_month={later.month}&on_year={later.year}"
    start = client.get(reverse("succession_start", args=own) + f"{who}&review=1&{day}")
    assert start.status_code == 422 and "Come back on the day" in start.content.decode()
    review = reverse("succession_review", args=own) + f"{who}&on={later.isoformat()}"
    assert "Come back on" in client.get(review).content.decode()
    assert client.post(review).status_code == 422


def test_only_a_live_partnership_says_who_followed_a_group_of_its_own(world: World) -> None:
    draft = make_partnership("Draft", world.place, [world.council])
    hat = make_hat(world.hats["chair"].person, draft, "chair", world.council)
    told = {"name": "A Silly Name", "sector": "residents", "on": ON}
    theirs = add_new_organisation(draft, by=hat.actor(), **told).organisation
    passing = Case(draft, theirs, today(), today())
    assert succeed(passing, by=hat.actor(), successors=[world.nhs], choices={})
    assert not OrganisationSuccession.objects.exists()

    told["name"] = "Brook Lane Residents"
    chair = world.actor("chair")
    ours = add_new_organisation(world.partnership, by=chair, **told).organisation
    passing = Case(world.partnership, ours, today(), today())
    assert succeed(passing, by=chair, successors=[a_board()], choices={})
    assert OrganisationSuccession.objects.get().predecessor == ours


def test_invariants_hold_through_it(world: World) -> None:
    """Two sectors: the last body of a sector cannot be followed by one of another."""
    Partner.objects.filter(partnership=world.partnership, organisation=world.charity).delete()
    with pytest.raises(OneSectorOnly):
        succeed(
            case(world),
            by=world.actor("chair"),
            successors=[a_board("Unitary", "local_government")],
            choices={},
        )
    assert not Partner.objects.filter(organisation__name="Unitary").exists()


def test_what_makes_no_sense_is_refused(world: World) -> None:
    chair = world.actor("chair")
    with pytest.raises(SuccessorMissing):
        succeed(case(world), by=chair, successors=[], choices={})
    with pytest.raises(SucceedsItself):
        succeed(case(world), by=chair, successors=[world.nhs], choices={})
    gone = a_board("Gone")
    Organisation.objects.filter(pk=gone.pk).update(ends_on=date(2020, 1, 1))
    gone.refresh_from_db()
    with pytest.raises(OrganisationHasEnded):
        succeed(case(world), by=chair, successors=[gone], choices={})
    with pytest.raises(NotAllowed):
        succeed(case(world), by=world.actor("leader"), successors=[a_board()], choices={})


def test_the_registers_suggest_it_and_the_chair_is_told(
    world: World, client_as: Callable[..., Client]
) -> None:
    board = a_board()
    Organisation.objects.filter(pk=world.nhs.pk).update(ends_on=ON)
    OrganisationSuccession.objects.create(
        predecessor=world.nhs, successor=board, on=ON, kind="merger"
    )
    (found,) = suggested(world.partnership, on=today())
    assert found.successors == [board]
    told = [one for one in needs_of(world.partnership, timezone.now()) if "took over" in one.words]
    assert "Ashdown NHS Trust ended on 1 April 2026 and is still a partner" in told[0].words
    client = client_as("chair")
    review = client.get(told[0].url)
    assert "New Board" in review.content.decode()
    assert "formerly Ashdown NHS Trust" in review.content.decode()
    done = client.post(told[0].url, follow=True)
    assert "Moved:" in done.content.decode()
    assert suggested(world.partnership, on=today()) == []
    assert "Nothing:" in client.get(told[0].url).content.decode()


def test_it_is_found_chosen_and_reviewed_without_scripts(
    world: World, client_as: Callable[..., Client]
) -> None:
    board = a_board()
    client, page = client_as("chair"), reverse("succession_start", args=[world.partnership.slug])
    found = client.get(f"{page}?find=New Board&ended={world.nhs.pk}&on_day=1")
    assert "New Board" in found.content.decode()
    assert client.get(f"{page}?review=1").status_code == 422
    day = "on_day=1&on_month=4&on_year=2026"
    there = client.get(f"{page}?review=1&ended={world.nhs.pk}&to={board.pk}&{day}")
    assert there.status_code == 302 and f"to={board.pk}" in there["Location"]
    review = client.get(there["Location"])
    assert "stops being a partner" in review.content.decode()
    for query in ("?ended=x", "?ended=999999999999&on=2026-04-01", "?ended=1&on=2026-99-99"):
        odd = client.get(reverse("succession_review", args=[world.partnership.slug]) + query)
        assert odd.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_moves_and_the_other_finds_nothing() -> None:
    world = make_world()
    with_duties(world)
    board = a_board()
    together = threading.Barrier(2)
    moved: list[int] = []
    wrong: list[BaseException] = []

    def confirm() -> None:
        try:
            together.wait(timeout=10)
            moved.append(
                succeed(case(world), by=world.actor("chair"), successors=[board], choices={})
            )
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert wrong == []
    assert sorted(moved) == [0, 10]
    assert Partner.objects.filter(organisation=board).count() == 1


def test_queries_of_the_review_do_not_grow(world: World, client_as: Callable[..., Client]) -> None:
    board = a_board()
    client = client_as("chair")
    address = reverse("succession_review", args=[world.partnership.slug])
    address += f"?ended={world.nhs.pk}&to={board.pk}&on=2026-04-01"

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    make_shared_role(world)
    asked()
    few = asked()
    for number in range(10):
        make_shared_role(world, f"Lead {number}")
    assert asked() <= few <= 25
