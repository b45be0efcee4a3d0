"""The demonstration's diagram, tests of change and strengths, seeded twice and a month apart."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.text import slugify

from challenges import demo
from challenges.demo import change, strengths
from challenges.demo.obesity import SCRIPT
from challenges.models import Challenge, Strength
from challenges.testing import standing
from partnership import demo as partnership_demo
from partnership.models import Organisation, Place, Sector

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def seeded(db: None) -> Challenge:
    Place.objects.create(
        kind=Place.Kind.SYSTEM, name="Hertfordshire and West Essex", slug=partnership_demo.SLUG
    )
    for name, *_ in partnership_demo.PARTNERS:
        sector = Sector.LOCAL_GOVERNMENT if name.endswith("Council") else Sector.NHS
        Organisation.objects.create(name=name, slug=slugify(name), sector=sector)
    for now in (NOW, NOW + timedelta(days=30)):
        for seed in (partnership_demo.seed, demo.seed, change.seed, strengths.seed):
            seed(now, lambda words: None)
    return Challenge.objects.get(slug=SCRIPT.slug)


def test_five_tests_of_which_one_was_abandoned(seeded: Challenge) -> None:
    stand = Counter(standing(cycle) for cycle in seeded.cycles.all())
    assert stand == dict.fromkeys(["planned", "running", "adopted", "adapted", "abandoned"], 1)
    assert all(cycle.idea_id for cycle in seeded.cycles.all())
    assert seeded.driver_diagram.version == 1


def test_ten_strengths_lie_on_the_map_and_one_waits(seeded: Challenge) -> None:
    of_place = Strength.objects.filter(partnership=seeded.partnership, longitude__isnull=False)
    assert of_place.published().count() == 10
    assert of_place.filter(state="suggested").count() == 1
    assert not of_place.filter(invented=False).exists()
