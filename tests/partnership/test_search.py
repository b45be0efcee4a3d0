"""Finding an organisation: names that begin so first, and nothing that is merely a little alike."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from partnership.models import Organisation
from partnership.search import organisations_like
from tests.cast import make_organisation

pytestmark = pytest.mark.django_db
NAMES = (
    "The Clatterbridge Cancer Centre NHS Foundation Trust",
    "NHS Cambridge Health Trust",
    "Cambridge City Council",
    "Hertfordshire County Council",
    "Bedford & Luton Fire and Rescue",
)


@pytest.fixture(autouse=True)
def _bodies() -> None:
    for name in NAMES:
        make_organisation(name, "nhs")


def found(words: str) -> list[str]:
    likest = organisations_like(words, on=date(2026, 11, 25), person=AnonymousUser())
    return [organisation.name for organisation in likest]


def test_names_that_begin_so_come_first_and_those_a_little_alike_not_at_all() -> None:
    assert found("cambridge") == ["Cambridge City Council", "NHS Cambridge Health Trust"]


def test_a_misspelling_is_forgiven() -> None:
    assert found("hertfordshre") == ["Hertfordshire County Council"]
    assert found("cambrige heal") == ["NHS Cambridge Health Trust"]


def test_and_and_an_ampersand_are_one() -> None:
    assert found("bedford and luton") == found("Bedford & Luton") == [NAMES[-1]]


def test_who_types_a_code_is_led_to_its_body_first() -> None:
    coded = make_organisation("Zeal Trust", "nhs")
    Organisation.objects.filter(pk=coded.pk).update(ods_code="CAM")
    assert found("cam") == [coded.name, "Cambridge City Council", "NHS Cambridge Health Trust"]
