"""Areas served: suggested by the reference, said by those who head it, shown to all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.actions.areas import choose_place, serve_areas
from partnership.areas import areas_of, fingerprint, people_in, said_areas, suggested
from partnership.errors import (
    ChangedMeanwhile,
    NoAreaToServe,
    ServesNobody,
    StaysWithItsPlace,
)
from partnership.models import AreaServed, Partnership, Place, PlaceSuccession
from tests.cast import World
from tests.partnership.places import make_corner, make_district

TODAY = date(2026, 11, 25)
HALF = Decimal("0.5")


@pytest.fixture
def corner(world: World) -> Place:
    """The world's partnership moved to a place with two districts, one of them partly in it."""
    place = make_corner()
    make_district(place, "Split", 3_000, "0.25")
    Partnership.objects.filter(pk=world.partnership.pk).update(place=place)
    world.partnership.refresh_from_db()
    return place


def named(name: str) -> int:
    return Place.objects.get(name=name).pk


def serve(world: World, shares: dict[int, Decimal], seen: str | None = None) -> None:
    now = fingerprint(AreaServed.objects.filter(partnership=world.partnership))
    serve_areas(world.partnership, by=world.actor("chair"), shares=shares, seen=seen or now)


def test_the_reference_says_which_districts_lie_in_it(world: World, corner: Place) -> None:
    areas = areas_of(world.partnership, on=TODAY)
    assert [(one.place.name, one.share) for one in areas] == [
        ("Hundred0", 1),
        ("Hundred1", 1),
        ("Split", Decimal("0.25")),
    ]
    assert people_in(areas) == 3 * 80_000
    assert said_areas(world.partnership, on=TODAY) == []


def test_what_was_said_is_what_counts(world: World, corner: Place) -> None:
    other = make_district(make_elsewhere(), "Beyond", 9_000)
    serve(world, {named("Hundred0"): Decimal(1), other.pk: HALF})
    areas = areas_of(world.partnership, on=TODAY)
    assert [(one.place.name, one.is_served) for one in areas] == [
        ("Beyond", True),
        ("Hundred0", True),
        ("Hundred1", False),
        ("Split", False),
    ]
    # Of the first as counted in the place; of the other half of all who live there.
    assert people_in(areas) == 80_000 + 45_000
    assert people_in(said_areas(world.partnership, on=TODAY)) == 80_000 + 45_000


def make_elsewhere() -> Place:
    return Place.objects.create(kind=Place.Kind.SYSTEM, name="Elsewhere", slug="elsewhere")


def test_a_district_that_has_ended_leads_to_what_followed(world: World, corner: Place) -> None:
    Place.objects.filter(name__startswith="Hundred").update(ends_on=date(2023, 4, 1))
    merged = Place.objects.create(
        kind=Place.Kind.DISTRICT, name="Merged", slug="merged", population=180_000
    )
    for old in Place.objects.filter(name__startswith="Hundred"):
        PlaceSuccession.objects.create(predecessor=old, successor=merged, on=date(2023, 4, 1))
    assert {one.place.name for one in suggested(corner, on=TODAY)} == {"Merged", "Split"}


def test_a_county_and_a_place_without_districts_have_areas_too(db: None) -> None:
    county = Place.objects.create(kind=Place.Kind.COUNTY, name="Shire", slug="shire")
    assert [one.place for one in suggested(county, on=TODAY)] == [county]
    Place.objects.create(
        kind=Place.Kind.DISTRICT, name="Vale", slug="vale", parent=county, population=9
    )
    assert [one.place.name for one in suggested(county, on=TODAY)] == ["Vale"]


def test_some_area_is_served_and_no_share_is_odd(world: World, corner: Place) -> None:
    with pytest.raises(ServesNobody):
        serve(world, {})
    for share in ("0", "1.2", "-0.1"):
        with pytest.raises(IntegrityError), transaction.atomic():
            AreaServed.objects.create(partnership=world.partnership, place=corner, share=share)


def test_of_two_who_save_at_once_the_second_sees_both(
    world: World, corner: Place, client_as: Callable[..., Client]
) -> None:
    serve(world, {named("Hundred0"): Decimal(1)})
    page = reverse("areas_edit", args=[world.partnership.slug])
    client = client_as("chair")
    seen = client.get(page).context["seen"]
    serve(world, {named("Hundred0"): HALF, named("Split"): HALF})
    with pytest.raises(ChangedMeanwhile):
        serve(world, {named("Hundred1"): Decimal(1)}, seen)
    one = named("Hundred1")
    answer = client.post(page, {"seen": seen, "served": [one], f"percent-{one}": "70"})
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved now: 50%" in told and 'value="70"' in told
    assert AreaServed.objects.filter(partnership=world.partnership).count() == 2


@pytest.mark.parametrize("typed", ["0", "101", "x", "NaN", "1e99", "-4", "0.001"])
def test_a_share_that_is_none_is_explained(
    world: World, corner: Place, client_as: Callable[..., Client], typed: str
) -> None:
    one = named("Split")
    page = reverse("areas_edit", args=[world.partnership.slug])
    answer = client_as("chair").post(page, {"served": [one], f"percent-{one}": typed})
    assert answer.status_code == 422
    assert "Split: enter a per cent above 0 and up to 100" in answer.content.decode()


def test_the_table_is_saved_and_public(
    world: World, corner: Place, client: Client, client_as: Callable[..., Client]
) -> None:
    page = reverse("areas_edit", args=[world.partnership.slug])
    chair = client_as("chair")
    split = named("Split")
    sent = {
        "seen": chair.get(page).context["seen"],
        "served": [named("Hundred0"), split],
        f"percent-{named('Hundred0')}": "",
        f"percent-{split}": "33.3 %",
    }
    assert chair.post(page, {**sent, "look": "1"}).status_code == 200
    assert not AreaServed.objects.exists()
    assert chair.post(page, sent).status_code == 302
    assert AreaServed.objects.get(place=split).share == Decimal("0.333")
    public = client.get(reverse("partnership_detail", args=[world.partnership.slug]))
    assert "About 110,000 people in Hundred0, and in a part of Split" in public.content.decode()
    listed = client.get(reverse("area_list", args=[world.partnership.slug])).content.decode()
    assert "33.3% of its people" in listed and "<svg" in listed


def test_only_districts_are_put_into_the_table(
    world: World, corner: Place, client_as: Callable[..., Client]
) -> None:
    country = Place.objects.create(
        kind=Place.Kind.COUNTRY, name="Everywhere", slug="everywhere", population=60_000_000
    )
    page = reverse("areas_edit", args=[world.partnership.slug])
    shown = client_as("chair").get(f"{page}?added={country.pk}").content.decode()
    assert "Everywhere" not in shown
    for odd in (country.pk, make_elsewhere().pk, 999_999_999):
        with pytest.raises(NoAreaToServe):
            serve(world, {named("Hundred0"): Decimal(1), odd: Decimal(1)})
    assert not AreaServed.objects.exists()
    # A place without districts is served as a whole.
    serve(world, {world.partnership.place_id: Decimal(1)})
    assert AreaServed.objects.get().place == corner


def test_a_live_partnership_stays_with_its_place(
    world: World, corner: Place, client_as: Callable[..., Client]
) -> None:
    with pytest.raises(StaysWithItsPlace):
        choose_place(world.partnership, by=world.actor("chair"), place=world.place)
    page = reverse("partnership_place", args=[world.partnership.slug])
    chair = client_as("chair")
    said = chair.post(page, {"place": world.place.slug}, follow=True).content.decode()
    assert said.count("stays with its place") == 2
    assert Partnership.objects.get(pk=world.partnership.pk).place == corner
    assert chair.get(f"{page}?place=%00").status_code == 404


def test_another_place_begins_anew(world: World, corner: Place) -> None:
    serve(world, {named("Hundred0"): Decimal(1)})
    Partnership.objects.filter(pk=world.partnership.pk).update(stage="draft", live_since=None)
    choose_place(world.partnership, by=world.actor("chair"), place=world.place)
    assert not AreaServed.objects.exists()
    choose_place(world.partnership, by=world.actor("chair"), place=world.place)
    assert Partnership.objects.get(pk=world.partnership.pk).place == world.place


def test_a_district_is_found_by_an_old_name(
    world: World, corner: Place, client_as: Callable[..., Client]
) -> None:
    old = Place.objects.create(
        kind=Place.Kind.DISTRICT, name="Oldborough", slug="old", ends_on=date(2019, 4, 1)
    )
    new = Place.objects.create(
        kind=Place.Kind.DISTRICT, name="Newborough", slug="new", population=10_000
    )
    PlaceSuccession.objects.create(predecessor=old, successor=new, on=date(2019, 4, 1))
    page = reverse("areas_edit", args=[world.partnership.slug])
    found = client_as("chair").get(f"{page}?q=Oldborough").content.decode()
    assert "Put Newborough into the table" in found and "Put Oldborough" not in found
    added = client_as("chair").get(f"{page}?added={new.pk}&added=x&added=999999999999")
    assert "Newborough is served" in added.content.decode()


@pytest.mark.parametrize("name", ["areas_edit", "area_list", "partnership_detail"])
def test_queries_do_not_grow_with_areas(
    world: World, corner: Place, client_as: Callable[..., Client], name: str
) -> None:
    client, page = client_as("chair"), reverse(name, args=[world.partnership.slug])
    serve(world, {named("Hundred0"): Decimal(1)})

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for number in range(20):
        make_district(corner, f"More{number}", 10_000 + 2_000 * number)
    serve(world, {place.pk: Decimal(1) for place in Place.objects.filter(kind="district")})
    assert asked() <= few <= (25 if name == "partnership_detail" else 12)
