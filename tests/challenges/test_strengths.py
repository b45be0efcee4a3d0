"""Residents name strengths, those who head look at them, and a year later somebody is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import NotAllowed
from challenges.actions.strengths import (
    Particulars,
    build_on,
    confirm_strength,
    decline_strength,
    name_strength,
    publish_strength,
)
from challenges.models import ChallengeStrength, Strength
from challenges.strength_errors import (
    DeclinedWithoutReason,
    LookedAtAlready,
    NotInEngland,
    NotPublished,
)
from challenges.strength_figures import calls_in_words, with_calls
from challenges.strength_map import map_of_strengths
from challenges.strength_panels import strengths_to_look_at
from challenges.strength_reminders import CONFIRM, strengths_to_confirm
from partnership.models import PlaceOutline
from tests.cast import World
from tests.challenges.factories import make_challenge, make_entry, make_strength
from tests.challenges.test_constraints import refused_as, sql

ClientAs = Callable[..., Client]
TODAY = timezone.localdate


def bare(world: World) -> Actor:
    return Actor(person_id=world.citizen.pk, name=world.citizen.name)


def named(world: World, by: Actor, name: str = "Hilda’s bench", **told: Any) -> Strength:
    return name_strength(
        world.partnership,
        by=by,
        name=name,
        what_it_offers="Somebody always sits there.",
        today=TODAY(),
        told=Particulars(**told),
    )


def test_what_citizens_and_residents_name_is_looked_at_first(world: World) -> None:
    for number, by in enumerate((bare(world), world.actor("resident"))):
        assert named(world, by, f"Bench {number}").state == "suggested"
    for persona in ("leader", "facilitator", "representative", "coordinator"):
        assert named(world, world.actor(persona), f"Of a {persona}").state == "published"


def test_a_guest_names_none(world: World) -> None:
    with pytest.raises(NotAllowed):
        named(world, Actor.guest("Somebody"))


def test_who_sees_what_is_not_published(world: World) -> None:
    strength = named(world, bare(world))
    outsider = world.elsewhere["chair"].person
    seen = Strength.objects.visible_to
    for person in (world.citizen, world.hats["chair"].person, world.hats["coordinator"].person):
        assert seen(person).filter(pk=strength.pk).exists()
    for person in (outsider, world.hats["leader"].person, world.ended["chair"].person):
        assert not seen(person).filter(pk=strength.pk).exists()


def test_it_is_published_or_declined_once_with_a_reason(world: World) -> None:
    by = world.actor("coordinator")
    strength = named(world, bare(world))
    with pytest.raises(DeclinedWithoutReason):
        decline_strength(strength, by=by, because="")
    with refused_as("declined_strength_has_a_reason"):
        sql("UPDATE challenges_strength SET state = 'declined' WHERE id = %s", strength.pk)
    assert publish_strength(strength, by=by).state == "published"
    with pytest.raises(LookedAtAlready):
        decline_strength(strength, by=by, because="Twice.")


@pytest.mark.parametrize("persona", ["leader", "resident", "facilitator", "representative"])
def test_only_those_who_head_look_at_it(world: World, persona: str) -> None:
    strength = named(world, bare(world))
    with pytest.raises(NotAllowed):
        publish_strength(strength, by=world.actor(persona))


def test_no_challenge_builds_on_what_is_not_published(world: World) -> None:
    challenge = make_challenge(world)
    with pytest.raises(NotPublished):
        build_on(challenge, by=world.actor("leader"), strength=named(world, bare(world)))


def test_a_point_outside_england_is_refused(world: World) -> None:
    by = world.actor("leader")
    with pytest.raises(NotInEngland):
        named(world, by, longitude=Decimal("2.35"), latitude=Decimal("48.85"))
    with refused_as("strength_lies_in_england"):
        Strength.objects.filter(pk=make_strength(world).pk).update(longitude=1)


def test_whoever_named_it_confirms_it_without_a_hat(world: World) -> None:
    strength = publish_strength(named(world, bare(world)), by=world.actor("chair"))
    later = TODAY() + timedelta(days=400)
    confirmed = confirm_strength(strength, by=bare(world), today=later)
    assert confirmed.confirmed_on == later
    assert [one.by for one in confirmed.confirmations.all()] == [None]
    with pytest.raises(NotAllowed):
        stranger = Actor(person_id=world.citizen_without_email.pk)
        confirm_strength(strength, by=stranger, today=later)


# --- A year later -------------------------------------------------------------------------------


def test_who_named_it_and_the_coordinator_are_asked_once_a_year(world: World) -> None:
    strength = publish_strength(named(world, bare(world)), by=world.actor("chair"))
    asked = world.citizen, world.hats["coordinator"].person

    def owed(days: int) -> list[Any]:
        return list(strengths_to_confirm(timezone.now() + timedelta(days=days)))

    assert owed(364) == []
    first, again = owed(365), owed(380)
    assert {one.to.person for one in first} == set(asked)
    assert {one.kind for one in first} == {CONFIRM}
    assert [one.version for one in first] == [one.version for one in again], "owed once"
    assert owed(400) == [], "its page says so; nobody is chased"
    confirm_strength(strength, by=world.actor("leader"), today=TODAY() + timedelta(days=365))
    assert owed(366) == []


def test_what_waits_is_put_before_the_chair(world: World) -> None:
    strength = named(world, bare(world))
    needs = strengths_to_look_at(world.partnership, timezone.now())
    assert [need.words for need in needs] == ["A resident has named a strength: “Hilda’s bench”"]
    publish_strength(strength, by=world.actor("chair"))
    assert strengths_to_look_at(world.partnership, timezone.now()) == []


# --- Called on ----------------------------------------------------------------------------------


def test_calls_are_counted_of_what_one_may_see(world: World) -> None:
    strength, challenge = make_strength(world), make_challenge(world)
    ChallengeStrength.objects.create(challenge=challenge, strength=strength)
    for visibility in ("open", "open", "confidential"):
        make_entry(challenge, world.co_leader, visibility=visibility).strengths.add(strength)

    def of(person: Any) -> Any:
        return with_calls(Strength.objects.filter(pk=strength.pk), person).get()

    public = of(world.citizen)
    assert (public.challenge_count, public.entry_count) == (1, 2)
    assert of(world.co_leader.person).entry_count == 3
    assert calls_in_words(public) == "Called on again and again"
    alone = with_calls(Strength.objects.filter(pk=make_strength(world, "Alone").pk), world.citizen)
    assert calls_in_words(alone.get()) == "Not called on yet"


# --- Pages --------------------------------------------------------------------------------------


def listed(world: World, query: str = "") -> str:
    return reverse("strength_list", args=[world.partnership.slug]) + query


def test_a_citizen_names_one_and_reads_what_became_of_it(world: World, client_as: ClientAs) -> None:
    citizen, address = (
        client_as("citizen"),
        reverse("strength_suggest", args=["ashdown-partnership"]),
    )
    typed = {"name": "Hilda’s bench", "what_it_offers": "Tea", "point": "51.79, -0.2"}
    page = citizen.post(address, typed, follow=True)
    assert "Somebody of the partnership looks at it" in page.text
    strength = Strength.objects.get(name="Hilda’s bench")
    assert (strength.latitude, strength.longitude) == (Decimal("51.7900"), Decimal("-0.2000"))
    assert "Hilda" not in client_as("public").get(listed(world)).text

    look = reverse("strength_look", args=[world.partnership.slug, strength.pk])
    coordinator = client_as("coordinator")
    assert coordinator.post(look, {"decision": "decline"}).status_code == 422
    coordinator.post(look, {"decision": "decline", "because": "It is somebody’s garden."})
    own = citizen.get(reverse("strength_detail", args=[world.partnership.slug, strength.pk]))
    assert "It is somebody’s garden." in own.text


@pytest.mark.parametrize("point", ["here", "51.79", "1,2,3"])
def test_what_is_no_point_is_said_at_the_field(
    world: World, client_as: ClientAs, point: str
) -> None:
    address = reverse("strength_suggest", args=[world.partnership.slug])
    typed = {"name": "A", "what_it_offers": "B", "point": point}
    answer = client_as("citizen").post(address, typed)
    assert answer.status_code == 422
    assert "Enter latitude and longitude" in answer.text


def test_the_list_is_narrowed_and_taken_away(world: World, client_as: ClientAs) -> None:
    named(world, world.actor("leader"), "The hall", kind="space")
    make_challenge(world)
    public = client_as("public")
    narrowed = public.get(listed(world, "?kind=space")).text
    assert "The hall" in narrowed
    assert "The walking group" not in narrowed
    used = public.get(listed(world, "?challenge=lonely-winters")).text
    assert "The walking group of Lonely winters" in used
    assert "The hall" not in used
    table = reverse("strength_table", args=[world.partnership.slug, "csv"]) + "?kind=space"
    assert public.get(table).text.count("\n") == 2


def test_points_lie_on_the_outline_with_the_numbers_of_the_list(world: World) -> None:
    square = [[[[-5000, 517000], [0, 517000], [0, 520000], [-5000, 520000]]]]
    PlaceOutline.objects.create(place=world.place, polygons=square, source="Made up 2026")
    inside = Strength(name="In", longitude=Decimal("-0.25"), latitude=Decimal("51.85"))
    outside = Strength(name="Out", longitude=Decimal("1.5"), latitude=Decimal("52.9"))
    drawn = map_of_strengths(world.place, [(7, inside), (8, outside), (9, Strength(name="?"))])
    assert drawn is not None
    assert [point.number for point in drawn.points] == [7]
    assert abs(drawn.points[0].x - drawn.width / 2) <= 1
    assert map_of_strengths(world.place, [(9, Strength(name="?"))]) is None


@pytest.mark.parametrize("persona", ["public", "coordinator"])
@pytest.mark.parametrize("name", ["strength_list", "strength_detail", "strength_table"])
def test_queries_do_not_grow_with_rows(
    world: World, client_as: ClientAs, name: str, persona: str
) -> None:
    challenge, client = make_challenge(world), client_as(persona)

    def fill(rows: int) -> Strength:
        for number in range(rows):
            strength = make_strength(world, f"Strength {Strength.objects.count()} {number}")
            ChallengeStrength.objects.create(challenge=challenge, strength=strength)
            make_entry(challenge, world.co_leader).strengths.add(strength)
            make_strength(world, f"Waits {strength.name}").save()
        return strength

    args: dict[str, list[Any]] = {
        "strength_detail": [fill(5).pk], "strength_table": ["csv"]
    }  # fmt: skip
    address = reverse(name, args=[world.partnership.slug, *args.get(name, [])])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    fill(100)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert len(many) <= 12, [query["sql"][:120] for query in many]
