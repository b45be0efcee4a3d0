"""The shipped tables themselves, loaded once for all tests of this module."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count, Sum
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from partnership.models import (
    Organisation,
    OrganisationSuccession,
    Place,
    PlaceCode,
    PlaceOutline,
    PlaceOverlap,
    PlaceService,
    PopulationShare,
)
from partnership.place_search import places_like
from partnership.reference import files
from partnership.reference.building.everything import build
from partnership.reference.building.organisations import normal_case
from partnership.reference.loading.everything import all_tables, load_reference

NOW = datetime(2026, 11, 23, tzinfo=UTC)
IN_2022, TODAY = date(2022, 7, 1), date(2026, 11, 23)
HERE = "hertfordshire-and-west-essex"


def founders_files() -> Path | None:
    """The founders' files, where this machine has them."""
    beside = settings.BASE_DIR.parents
    return next((up / "shared/data" for up in beside if (up / "shared/data").is_dir()), None)


@pytest.mark.skipif(founders_files() is None, reason="the founders' files are not here")
def test_the_shipped_tables_are_what_is_built() -> None:
    folder = founders_files()
    assert folder is not None
    for name, content in build(folder).items():
        assert files.read(name) == content, name


def test_writing_a_table_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for _ in range(2):
        files.write(tmp_path, "a.csv.gz", b"a,b\n1,2\n")
        (tmp_path / "a.csv.gz").rename(tmp_path / f"{len(list(tmp_path.iterdir()))}.gz")
    one, two = (path.read_bytes() for path in tmp_path.iterdir())
    assert one == two


def test_the_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in files.TABLES.iterdir()) < 1_500_000


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("East And North Hertfordshire NHS Trust", "East and North Hertfordshire NHS Trust"),
        ("The Princess Alexandra Hospital NHS Trust", "The Princess Alexandra Hospital NHS Trust"),
        ("Isle Of Wight NHS Trust", "Isle of Wight NHS Trust"),
        ("A National Health Service Trust", "A NHS Trust"),
    ],
)
def test_names_are_written_as_people_write_them(shouted: str, written: str) -> None:
    assert normal_case(shouted) == written


class TheWholeReference(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.said = list(load_reference(NOW))

    def test_every_table_says_what_it_loaded(self) -> None:
        assert [name for name, rows in self.said if rows] == [table.name for table in all_tables()]

    def test_loading_again_changes_nothing(self) -> None:
        models = (
            Place, PlaceCode, PlaceOutline, PlaceOverlap, PlaceService, PopulationShare,
            Organisation, OrganisationSuccession,
        )  # fmt: skip
        before = [list(model._default_manager.order_by("pk").values_list()) for model in models]
        events = Organisation.pgh_event_model.objects.count()  # type: ignore[attr-defined]
        assert {rows for _, rows in load_reference(NOW)} == {None}
        assert None not in {rows for _, rows in load_reference(NOW, again=True)}
        after = [list(model._default_manager.order_by("pk").values_list()) for model in models]
        assert after == before
        assert Organisation.pgh_event_model.objects.count() == events  # type: ignore[attr-defined]

    def test_what_was_missing_is_added_under_its_code(self) -> None:
        Organisation.objects.filter(ods_code="RWH").update(name="Wrong", slug="kept")
        Place.objects.filter(slug="craven").delete()
        list(load_reference(NOW, again=True))
        trust = Organisation.objects.get(ods_code="RWH")
        assert (trust.name, trust.slug) == ("East and North Hertfordshire NHS Trust", "kept")
        assert Place.objects.get(slug="craven").codes.get().value == "E07000163"

    def test_there_were_44_systems_in_2017_and_42_in_2022(self) -> None:
        assert Place.objects.systems().on(date(2017, 6, 1)).count() == 44
        assert Place.objects.systems().on(IN_2022).count() == 42

    def test_there_are_296_districts_of_which_12_straddle(self) -> None:
        districts = Place.objects.filter(kind="district").on(date(2024, 4, 1))
        assert districts.count() == 296
        systems = Place.objects.systems().on(IN_2022)
        straddling = (
            PlaceOverlap.objects.filter(inner__in=districts, outer__in=systems)
            .values("inner")
            .annotate(outers=Count("outer"))
            .filter(outers__gt=1)
        )
        assert straddling.count() == 12

    def test_north_hertfordshire_lies_mostly_here(self) -> None:
        overlap = PlaceOverlap.objects.get(inner__slug="north-hertfordshire", outer__slug=HERE)
        assert round(float(overlap.share_of_inner), 2) == 0.85

    def test_the_place_outlives_the_bodies_that_served_it(self) -> None:
        place = Place.objects.get(slug=HERE)
        assert place.ends_on is None
        assert place.codes.get(scheme="ods").value == "QM7"
        served = {
            service.organisation.name: (service.starts_on, service.ends_on)
            for service in place.services.select_related("organisation")
        }
        assert served == {
            "NHS East and North Hertfordshire CCG": (None, IN_2022),
            "NHS Herts Valleys CCG": (None, IN_2022),
            "NHS West Essex CCG": (None, IN_2022),
            "NHS Hertfordshire and West Essex Integrated Care Board": (
                IN_2022,
                date(2026, 4, 1),
            ),
            "NHS Central East Integrated Care Board": (date(2026, 4, 1), None),
            "NHS Essex Integrated Care Board": (date(2026, 4, 1), None),
        }

    def test_three_groups_became_one_board_and_that_became_two(self) -> None:
        board = Organisation.objects.get(ods_code="QM7")
        assert sorted(one.predecessor.ods_code for one in board.follows.all()) == [
            "06K", "06N", "07H"
        ]  # fmt: skip
        assert sorted(one.successor.ods_code for one in board.succeeded_by.all()) == [
            "D7T5G", "S1Y5D"
        ]  # fmt: skip

    def test_every_group_of_2021_has_a_board_that_followed(self) -> None:
        groups = Organisation.objects.filter(kind="clinical commissioning group", ends_on=IN_2022)
        assert groups.count() == 106
        assert not groups.filter(succeeded_by__isnull=True).exists()

    def test_codes_of_2026_are_marked_as_unconfirmed_and_outlines_as_inferred(self) -> None:
        new = Place.objects.systems().filter(starts_on=date(2026, 4, 1))
        assert new.count() == 7
        for area in new:
            assert area.codes.filter(scheme="ons", confirmed=False).exists()
            assert area.outline.inferred

    def test_the_people_of_each_part_add_up_to_the_whole(self) -> None:
        for system in Place.objects.systems().filter(population__isnull=False):
            inside = system.holds.filter(inner__kind="district").aggregate(Sum("population"))
            assert inside["population__sum"] == system.population, system

    def test_every_current_place_has_an_outline_and_a_population(self) -> None:
        current = Place.objects.exclude(kind="country").filter(ends_on__isnull=True)
        assert not current.filter(outline__isnull=True).exists()
        assert not current.filter(population__isnull=True).exists()
        assert not current.filter(population_shares__isnull=True).exists()

    def test_shares_of_one_dimension_are_a_whole(self) -> None:
        sums = PopulationShare.objects.values("place", "dimension").annotate(whole=Sum("share"))
        assert all(abs(float(one["whole"]) - 1) < 0.001 for one in sums)

    def test_a_former_council_says_who_replaced_it(self) -> None:
        craven = Organisation.objects.get(name="Craven District Council")
        assert craven.ends_on == date(2023, 4, 1)
        assert craven.succeeded_by.get().successor.name == "North Yorkshire Council"

    def test_the_bodies_of_the_demonstration_are_there_by_name(self) -> None:
        for name in (
            "Hertfordshire County Council",
            "Essex County Council",
            "NHS Central East Integrated Care Board",
            "West Hertfordshire Teaching Hospitals NHS Trust",
            "East and North Hertfordshire NHS Trust",
            "Hertfordshire Community NHS Trust",
            "Hertfordshire Partnership University NHS Foundation Trust",
            "NHS East and North Hertfordshire CCG",
        ):
            assert Organisation.objects.filter(name=name).count() == 1, name

    def test_the_place_is_found_however_it_is_asked_for(self) -> None:
        for typed in (
            "Hertfordshire and West Essex",
            "Hertfordshre",
            "Hertfordshire and West Essex STP",
            "Hertfordshire and West Essex Integrated Care System",
            "QM7",
            "E54000025",
        ):
            assert places_like(typed)[0].place.slug == HERE, typed

    def test_a_former_name_of_a_system_is_explained(self) -> None:
        found = places_like("Cumbria and North East")[0]
        assert found.place.slug == "north-east-and-north-cumbria"
        assert found.because == "Formerly Cumbria and North East."

    def test_every_kind_of_page_stands_within_twelve_queries(self) -> None:
        self.client.get("/places/")
        for slug in (
            HERE, "central-east", "hertfordshire", "north-hertfordshire", "buckinghamshire",
            "herts-valleys", "craven", "england",
        ):  # fmt: skip
            with self.subTest(slug), CaptureQueriesContext(connection) as asked:
                assert self.client.get(f"/places/{slug}/").status_code == 200
            assert len(asked) <= 12, slug

    def test_the_map_of_england_has_every_system_once(self) -> None:
        page = self.client.get("/places/").content.decode()
        assert page.count('<polygon class="hex') == 42
        assert f'href="/places/{HERE}/"' in page
