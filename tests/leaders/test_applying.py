"""From a mix that is decided to a place that is offered, given back or refused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import NotAllowed
from leaders.actions.applying import Applying, apply, decline, offer_places, withdraw
from leaders.actions.cohorts import CohortFacts, create_cohort, open_cohort, revise_cohort, set_mix
from leaders.actions.forgetting import forget_applications
from leaders.actions.taking_part import PlaceFacts, leave_cohort, revise_place, take_in
from leaders.models import Application, Cohort, Participation
from leaders.programme_errors import (
    AppliedAlready,
    AppliesAfterTheStart,
    DecidedAlready,
    FewerPlacesThanPeople,
    HasAPlaceAlready,
    LeftAlready,
    LeftBeforeJoining,
    MeantForMoreThanThereAre,
    NeedsAnEmployer,
    NeedsAReason,
    NeedsTwoSectors,
    NoPlaceLeft,
    OpenAlready,
    TakesNoApplications,
)
from leaders.programme_reminders import GIVEN_BACK
from partnership.models import Organisation, Partner, Sector
from partnership.models.organisation import ADDED_BY_A_PARTNERSHIP
from reminders.models import Notice
from tests.cast import World, make_person, make_world
from tests.leaders.cohorts import (
    make_application,
    make_cohort,
    make_open_cohort,
    make_participation,
    make_programme,
)
from tests.leaders.test_constraints import at_once
from tests.reminders import telling

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def bare(person: Any) -> Actor:
    return Actor(person_id=person.pk, name=person.name)


def words(employer: Organisation | None = None, **more: Any) -> Applying:
    return Applying(profession="Nurse", why="To learn.", employer=employer, **more)


# --- Preparing and opening ---------------------------------------------------------------------


def test_a_cohort_opens_once_its_mix_is_decided(world: World) -> None:
    by = world.actor("coordinator")
    programme = make_programme(world.partnership)
    facts = CohortFacts(name="Third", places=6, starts_on=TODAY + timedelta(days=40))
    cohort = create_cohort(programme, by=by, facts=facts)
    set_mix(cohort, by=by, places={"nhs": 4})
    with pytest.raises(NeedsTwoSectors):
        open_cohort(cohort, by=by, now=NOW)
    with pytest.raises(MeantForMoreThanThereAre):
        set_mix(cohort, by=by, places={"nhs": 4, "voluntary": 3})
    set_mix(cohort, by=by, places={"nhs": 4, "voluntary": 2, "housing": 0})
    open_cohort(cohort, by=by, now=NOW)
    with pytest.raises(OpenAlready):
        open_cohort(cohort, by=by, now=NOW)
    with pytest.raises(NeedsTwoSectors):
        set_mix(cohort, by=by, places={"voluntary": 2})
    assert {one.sector: one.places for one in cohort.targets.all()} == {"nhs": 4, "voluntary": 2}


def test_a_second_cohort_of_one_name_has_an_address_of_its_own(world: World) -> None:
    programme = make_programme(world.partnership)
    facts = CohortFacts(name="New", places=6, starts_on=TODAY)
    slugs = [create_cohort(programme, by=world.actor("chair"), facts=facts).slug for _ in range(2)]
    assert slugs == ["new-2", "new-3"]


def test_places_are_not_taken_from_under_people(world: World) -> None:
    cohort = make_open_cohort(world, mix={"nhs": 1, "voluntary": 1}, places=4)
    for number in range(3):
        make_participation(cohort, make_person(f"In {number}"), world.nhs)
    facts = CohortFacts(name="First", places=2, starts_on=cohort.starts_on)
    with pytest.raises(FewerPlacesThanPeople):
        revise_cohort(cohort, by=world.actor("chair"), facts=facts)
    late = CohortFacts(
        name="First",
        places=4,
        starts_on=cohort.starts_on,
        applications_until=cohort.starts_on + timedelta(days=1),
    )
    with pytest.raises(AppliesAfterTheStart):
        revise_cohort(cohort, by=world.actor("chair"), facts=late)


# --- Applying ----------------------------------------------------------------------------------


def test_anybody_signed_in_applies_once(world: World) -> None:
    cohort = make_open_cohort(world)
    by = bare(world.citizen)
    made = apply(cohort, by=by, words=words(world.charity), now=NOW)
    assert made.sector == "voluntary"
    with pytest.raises(AppliedAlready):
        apply(cohort, by=by, words=words(world.nhs), now=NOW)
    withdraw(made, by=by, now=NOW)
    apply(cohort, by=by, words=words(world.nhs), now=NOW)
    with pytest.raises(NotAllowed):
        apply(cohort, by=Actor.guest(), words=words(world.nhs), now=NOW)


def test_not_before_it_opens_nor_after_the_last_day(world: World) -> None:
    closed = make_open_cohort(world, is_open=False)
    with pytest.raises(NotAllowed):
        apply(closed, by=bare(world.citizen), words=words(world.nhs), now=NOW)
    over = make_cohort(closed.programme, "Over", applications_until=TODAY - timedelta(days=1))
    with pytest.raises(TakesNoApplications):
        apply(over, by=bare(world.citizen), words=words(world.nhs), now=NOW)


def test_an_employer_of_no_list_is_named_and_listed_with_the_offer(world: World) -> None:
    cohort = make_open_cohort(world)
    with pytest.raises(NeedsAnEmployer):
        apply(cohort, by=bare(world.citizen), words=words(employer_name="Row House"), now=NOW)
    said = words(employer_name="Row House", sector=Sector.CARE_PROVIDER)
    made = apply(cohort, by=bare(world.citizen), words=said, now=NOW)
    assert not Organisation.objects.filter(name="Row House").exists()
    (place,) = offer_places(cohort, by=world.actor("chair"), applications=[made], now=NOW)
    assert (place.employer.name, place.sector) == ("Row House", "care_provider")


def test_what_an_applicant_named_is_public_nowhere_else_and_takes_no_namesake(
    world: World,
) -> None:
    by = world.actor("coordinator")
    elsewhere = Organisation.objects.create(
        name="Row House", slug="row-house", sector="housing", source=ADDED_BY_A_PARTNERSHIP
    )
    Partner.objects.create(
        partnership=world.neighbour, organisation=elsewhere, starts_on=TODAY - timedelta(days=9)
    )
    cohort = make_open_cohort(world)
    said = {"employer_name": "Row House", "sector": "care_provider"}
    one = make_application(cohort, world.citizen, None, **said)
    other = make_application(cohort, make_person("Another Applicant"), None, **said)
    places = offer_places(cohort, by=by, applications=[one, other], now=NOW)
    assert len({place.employer for place in places}) == 1
    named = places[0].employer
    assert named != elsewhere and named.name == "Row House"
    assert not Organisation.objects.visible_to(AnonymousUser()).filter(pk=named.pk).exists()
    # Two who list the same at one moment: a number keeps the names in the list apart.
    assert named.slug != "row-house"


def test_an_employer_that_was_listed_meanwhile_is_not_listed_twice(world: World) -> None:
    cohort = make_open_cohort(world)
    facts = {"employer_name": "ashdown good NEIGHBOURS", "sector": "housing"}
    made = make_application(cohort, world.citizen, None, **facts)
    (place,) = offer_places(cohort, by=world.actor("chair"), applications=[made], now=NOW)
    assert (place.employer, place.sector) == (world.charity, "voluntary")


# --- Answering ---------------------------------------------------------------------------------


def test_places_are_offered_to_all_that_were_chosen_or_to_none(world: World) -> None:
    cohort = make_open_cohort(world, mix={"nhs": 1, "voluntary": 1}, places=2)
    asked = [make_application(cohort, make_person(f"A {n}"), world.nhs) for n in range(3)]
    with pytest.raises(NoPlaceLeft):
        offer_places(cohort, by=world.actor("chair"), applications=asked, now=NOW)
    assert Participation.objects.count() == Notice.objects.count() == 0
    offer_places(cohort, by=world.actor("chair"), applications=asked[:2], now=NOW)
    assert cohort.participations.count() == 2
    with pytest.raises(DecidedAlready):
        offer_places(cohort, by=world.actor("chair"), applications=asked[1:2], now=NOW)


def test_nobody_decides_on_their_own_application(world: World) -> None:
    cohort = make_open_cohort(world)
    own = make_application(cohort, world.hats["coordinator"].person, world.nhs)
    with pytest.raises(NotAllowed):
        offer_places(cohort, by=world.actor("coordinator"), applications=[own], now=NOW)
    with pytest.raises(NotAllowed):
        decline(own, by=world.actor("coordinator"), reason="Full.", now=NOW)
    offer_places(cohort, by=world.actor("chair"), applications=[own], now=NOW)


@pytest.mark.parametrize("persona", ["leader", "representative", "facilitator", "analyst"])
def test_nobody_else_decides(world: World, persona: str) -> None:
    cohort = make_open_cohort(world)
    asked = make_application(cohort, world.citizen, world.nhs)
    with pytest.raises(NotAllowed):
        offer_places(cohort, by=world.actor(persona), applications=[asked], now=NOW)
    with pytest.raises(NotAllowed):
        withdraw(asked, by=world.actor(persona), now=NOW)


def test_not_this_time_needs_a_reason_and_holds(world: World) -> None:
    cohort = make_open_cohort(world)
    asked = make_application(cohort, world.citizen, world.nhs)
    by = world.actor("chair")
    with pytest.raises(NeedsAReason):
        decline(asked, by=by, reason=" ", now=NOW)
    decline(asked, by=by, reason="The NHS has its places.", now=NOW)
    asked.refresh_from_db()
    assert (asked.outcome, asked.reason) == ("not_this_time", "The NHS has its places.")
    with pytest.raises(DecidedAlready):
        decline(asked, by=by, reason="Again.", now=NOW)
    with pytest.raises(DecidedAlready):
        withdraw(asked, by=bare(world.citizen), now=NOW)


def test_a_place_that_is_given_back_is_free_and_may_be_offered_again(world: World) -> None:
    cohort = make_open_cohort(world, mix={"nhs": 1, "voluntary": 1}, places=2)
    by = world.actor("chair")
    first = apply(cohort, by=bare(world.citizen), words=words(world.nhs), now=NOW)
    offer_places(cohort, by=by, applications=[first], now=NOW)
    first.refresh_from_db()
    withdraw(first, by=bare(world.citizen), now=NOW)
    assert not cohort.participations.filter(left_on__isnull=True).exists()
    second = apply(cohort, by=bare(world.citizen), words=words(world.charity), now=NOW)
    (place,) = offer_places(cohort, by=by, applications=[second], now=NOW)
    assert (place.left_on, place.sector) == (None, "voluntary")
    assert cohort.participations.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_offer_the_last_place_at_once_read_a_kind_refusal() -> None:
    world = make_world()
    for number in range(5):
        programme = make_programme(world.partnership, f"Programme {number}")
        cohort = make_cohort(programme, mix={"nhs": 1, "voluntary": 1}, places=2)
        make_participation(cohort, world.citizen, world.charity)
        people = (world.hats["leader"].person, world.co_leader.person)
        asked = [make_application(cohort, person, world.nhs) for person in people]
        ready = threading.Barrier(2)

        def offering(
            persona: str, one: Application, cohort: Cohort = cohort, ready: Any = ready
        ) -> Callable[[], object]:
            def offer() -> None:
                ready.wait(timeout=10)
                offer_places(cohort, by=world.actor(persona), applications=[one], now=NOW)

            return offer

        (refusal,) = at_once(offering("chair", asked[0]), offering("coordinator", asked[1]))
        assert isinstance(refusal, NoPlaceLeft)
        assert "Nobody was told anything" in str(refusal)
        assert cohort.participations.count() == 2
        assert cohort.applications.filter(outcome="offered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_offer_and_a_withdrawal_at_once_never_leave_a_place_for_nobody() -> None:
    world = make_world()
    for number in range(5):
        cohort = make_cohort(make_programme(world.partnership, f"Programme {number}"))
        asked = make_application(cohort, world.citizen, world.nhs)
        ready = threading.Barrier(2)

        def offer(cohort: Cohort = cohort, one: Application = asked, ready: Any = ready) -> None:
            ready.wait(timeout=10)
            offer_places(cohort, by=world.actor("chair"), applications=[one], now=NOW)

        def take_back(one: Application = asked, ready: Any = ready) -> None:
            ready.wait(timeout=10)
            withdraw(one, by=bare(world.citizen), now=NOW)

        at_once(offer, take_back)
        asked.refresh_from_db()
        assert asked.outcome == "withdrawn"
        assert not cohort.participations.filter(left_on__isnull=True).exists()


# --- Taking part -------------------------------------------------------------------------------


def test_somebody_of_an_earlier_cohort_is_entered_by_hand_and_known_by_email(world: World) -> None:
    cohort = make_open_cohort(world)
    other = make_cohort(cohort.programme, "Other")
    by = world.actor("coordinator")
    facts = PlaceFacts(employer=world.charity, profession="Cook")
    told = {"by": by, "name": "Cora", "email": "cora.citizen@example.org", "facts": facts}
    place = take_in(cohort, joined_on=TODAY, **told)
    assert place.person == take_in(other, joined_on=TODAY, **told).person
    assert place.needs_a_funder
    with pytest.raises(HasAPlaceAlready):
        take_in(cohort, joined_on=TODAY, **told)
    paid = PlaceFacts(employer=world.charity, funded_by=world.council, pounds=900)
    revise_place(place, by=by, facts=paid)
    place.refresh_from_db()
    assert not place.needs_a_funder and place.pounds == 900


def test_an_address_that_is_typed_tells_whose_it_is_of_nobody(world: World) -> None:
    cohort = make_open_cohort(world)
    facts = PlaceFacts(employer=world.charity)
    told = {"by": world.actor("chair"), "joined_on": TODAY, "facts": facts}
    assert world.citizen.email is not None
    stranger = take_in(cohort, name="C. Typed", email=world.citizen.email, **told).person
    assert stranger.name == "C. Typed" and stranger != world.citizen
    applicant = make_person("Apia Plicant", "apia@example.org")
    make_application(cohort, applicant, world.charity)
    leader = world.hats["leader"].person
    for here in (applicant, leader):
        typed = take_in(cohort, name="Typed", email=here.email or "", **told).person
        assert typed.name == "Typed" and typed != here
        again = {"name": here.name.upper(), "email": here.email or ""}
        assert take_in(cohort, **again, **told).person == here


def test_those_who_run_it_are_told_of_a_place_that_is_given_back(world: World) -> None:
    cohort = make_open_cohort(world)
    place = make_participation(cohort, world.citizen, world.charity)
    own = Actor(person_id=world.citizen.pk, name="Cora")
    leave_cohort(place, by=own, left_on=TODAY, now=NOW)
    notices = Notice.objects.filter(kind=GIVEN_BACK)
    heads = {world.hats[one].person_id for one in ("chair", "deputy_chair", "coordinator")}
    assert {one.contact.person_id for one in notices} == heads
    notice = notices[0]
    assert telling.told(notice).subject.startswith("A place is free again")
    assert telling.why_not(notice, NOW) == ""
    Participation.objects.filter(pk=place.pk).update(left_on=None)
    assert "have the place again" in telling.why_not(notice, NOW)
    freed = make_participation(cohort, world.co_leader.person, world.council)
    leave_cohort(freed, by=world.actor("chair"), left_on=TODAY, now=NOW)
    told = {one.contact.person_id for one in notices.filter(subject_id=freed.pk)}
    assert told == heads - {world.hats["chair"].person_id}


def test_the_sector_stays_what_it_was_then(world: World) -> None:
    place = make_participation(make_open_cohort(world), world.citizen, world.charity)
    Organisation.objects.filter(pk=world.charity.pk).update(sector="housing")
    world.charity.refresh_from_db()
    by = world.actor("chair")
    revise_place(place, by=by, facts=PlaceFacts(employer=world.charity))
    place.refresh_from_db()
    assert place.sector == "voluntary"
    revise_place(place, by=by, facts=PlaceFacts(employer=world.council))
    place.refresh_from_db()
    assert place.sector == "local_government"


def test_who_has_a_place_may_leave_and_others_may_not_end_it(world: World) -> None:
    place = make_participation(make_open_cohort(world), world.citizen, world.nhs)
    with pytest.raises(NotAllowed):
        leave_cohort(place, by=world.actor("leader"), left_on=TODAY, now=NOW)
    with pytest.raises(LeftBeforeJoining):
        leave_cohort(place, by=bare(world.citizen), left_on=TODAY - timedelta(days=1), now=NOW)
    leave_cohort(place, by=bare(world.citizen), left_on=TODAY, now=NOW)
    with pytest.raises(LeftAlready):
        leave_cohort(place, by=world.actor("chair"), left_on=TODAY, now=NOW)


def test_whoever_gives_back_an_offered_place_may_apply_again(world: World) -> None:
    cohort = make_open_cohort(world)
    asked = make_application(cohort, world.citizen, world.nhs)
    (place,) = offer_places(cohort, by=world.actor("chair"), applications=[asked], now=NOW)
    leave_cohort(place, by=bare(world.citizen), left_on=TODAY, now=NOW)
    asked.refresh_from_db()
    assert asked.outcome == "withdrawn"
    apply(cohort, by=bare(world.citizen), words=words(world.nhs), now=NOW)


def test_a_place_that_was_given_without_an_application_outlives_one(world: World) -> None:
    cohort = make_open_cohort(world)
    place = make_participation(cohort, world.citizen, world.nhs)
    asked = make_application(cohort, world.citizen, world.nhs)
    withdraw(asked, by=bare(world.citizen), now=NOW)
    asked.refresh_from_db()
    place.refresh_from_db()
    assert asked.outcome == "withdrawn" and place.left_on is None


# --- Forgetting --------------------------------------------------------------------------------


def test_applications_are_forgotten_half_a_year_after_the_start(world: World) -> None:
    programme = make_programme(world.partnership)
    old = make_cohort(programme, "Old", starts_on=TODAY - timedelta(days=183))
    young = make_cohort(programme, "Young", starts_on=TODAY - timedelta(days=182))
    at = datetime(2026, 1, 5, tzinfo=UTC)
    for cohort in (old, young):
        make_application(cohort, world.citizen, world.nhs)
        person = world.co_leader.person
        make_application(cohort, person, world.nhs, outcome="offered", decided_at=at)
        make_participation(cohort, person, world.nhs)
    assert forget_applications(NOW) == 2
    assert forget_applications(NOW) == 0
    assert list(old.applications.values_list("outcome", "why")) == [("offered", "")]
    assert young.applications.exclude(why="").count() == 2
    assert Participation.objects.count() == 2


def test_the_record_outlives_an_application_without_what_became_of_it() -> None:
    kept = {field.name for field in Application.pgh_event_model._meta.fields}  # type: ignore[attr-defined]
    assert not kept & {"why", "reason", "profession", "employer_name", "outcome"}
