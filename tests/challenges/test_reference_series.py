"""Published figures as they ship: built alike each time, mapped to areas of today, with words."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from challenges.actions.feeding import set_up_from
from challenges.models import Measure, ReferenceSeries, ReferenceValue
from challenges.numbers import computed
from challenges.reference.building import build
from challenges.reference.loading import FOLDER, SERIES, VALUES, load_series
from partnership.models import Place, PlaceCode
from partnership.reference.files import read, read_rows
from tests.cast import World

FOUNDERS = settings.BASE_DIR.parent / "shared" / "data"


def test_they_are_small_and_say_where_they_come_from() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 150_000
    for series in read_rows(SERIES, FOLDER):
        assert "Open Government Licence v3.0" in series["attribution"]
        assert series["vintage"] and series["source"]


@pytest.mark.skipif(not FOUNDERS.is_dir(), reason="the founders' files are not on this machine")
def test_building_again_gives_the_same_bytes() -> None:
    for name, content in build(Path(FOUNDERS)).items():
        assert content == read(name, FOLDER)
        if name.endswith(".gz"):
            packed = (FOLDER / name).read_bytes()
            assert gzip.compress(content, compresslevel=9, mtime=0)[:10] == packed[:10]


def test_each_area_of_today_has_a_value_once_and_merged_districts_none() -> None:
    rows = read_rows(VALUES, FOLDER)
    now = Counter((row["series"], row["code_now"], row["period"]) for row in rows)
    assert max(now.values()) == 1
    old = defaultdict(set)
    for row in rows:
        old[row["code_now"]].add(row["code"])
    for merged in ("E06000060", "E06000061", "E07000245"):  # Buckinghamshire among them
        assert merged not in old
    assert "E07000004" not in {row["code"] for row in rows}  # Aylesbury Vale
    assert old["E07000243"] == {"E07000243"}  # Stevenage


def test_shares_of_accident_and_emergency_are_of_the_counts() -> None:
    rows = [row for row in read_rows(VALUES, FOLDER) if row["numerator"]]
    assert len(rows) > 3_000
    for row in rows:
        share = computed(Decimal(row["numerator"]), Decimal(row["denominator"]), "%")
        assert Decimal(row["value"]) == share
    assert any(Decimal(row["value"]) % 1 for row in rows)


def test_loading_again_corrects_and_brings_measures_up_to_date(world: World) -> None:
    district = Place.objects.create(
        kind="district", name="Stevenage", slug="stevenage", parent=world.place
    )
    PlaceCode.objects.create(place=district, scheme="ons", value="E07000243")
    count = load_series()
    assert count == ReferenceValue.objects.count() > 14_000
    series = ReferenceSeries.objects.get(slug="excess-weight-year-6")
    by = world.actor("leader")
    measure = set_up_from(world.partnership, by=by, series=series, place=district)
    assert measure.readings.get(period=date(2017, 4, 1)).value == Decimal("33.8")
    ReferenceValue.objects.filter(code="E07000243").update(value=1)
    load_series()
    assert Measure.objects.get().readings.get(period=date(2017, 4, 1)).value == Decimal("33.8")
    assert ReferenceValue.objects.count() == count
