"""Whatever somebody puts behind the question mark of an address, a page answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.cast import World
from tests.permissions.test_walk import all_names

APPS = ("partnership.", "leaders.")
ASKED = (
    *("q", "find", "place", "added", "page", "which", "kind", "show", "version", "from", "to"),
    *("since", "until", "on", "ended", "person", "noun", "did", "capacity", "after", "about"),
    *("choose", "share", "share_0", "starts_on", "organisation", "role", "sector", "skill"),
    *("month", "measure", "state", "review", "topic", "radius", "days", "weekday"),
)
DAYS = ("since", "until", "on", "starts_on", "from", "to", "before")


def days(year: str, month: str, day: str) -> dict[str, str]:
    """A day in three boxes, for every date that a page may ask for."""
    return {
        f"{name}_{part}": value
        for name in DAYS
        for part, value in (("day", day), ("month", month), ("year", year))
    }


ODD = {
    "nul": dict.fromkeys(ASKED, "\0"),
    "letters and nul": dict.fromkeys(ASKED, "ash\0down"),
    "huge": dict.fromkeys(ASKED, "9" * 9),
    "more than huge": dict.fromkeys(ASKED, "9" * 5_000),
    "below nothing": dict.fromkeys(ASKED, "-1"),
    "figures of another kind": dict.fromkeys(ASKED, "²"),
    "far": {**dict.fromkeys(ASKED, "9999-12-31"), **days("9999", "12", "31")},
    "first": {**dict.fromkeys(ASKED, "0001-01-01"), **days("1", "1", "1")},
    "no day": {**dict.fromkeys(ASKED, "2026-02-31"), **days("99999999999", "2", "31")},
}


def pages(world: World) -> Iterator[str]:
    """Every page of these apps that is addressed by its partnership, or by nothing."""
    for name in all_names():
        for given in ([], [world.partnership.slug], [world.partnership.slug, "csv"]):
            try:
                address = reverse(name, args=given)
            except NoReverseMatch:
                continue
            view = get_resolver().resolve(address).func
            if view.__module__.startswith(APPS):
                yield address


@pytest.mark.parametrize("odd", ODD)
def test_odd_addresses_are_answered(
    odd: str, world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("chair")
    client.raise_request_exception = False
    query = urlencode(ODD[odd])
    found = list(pages(world))
    assert len(found) > 40
    assert [one for one in found if client.get(f"{one}?{query}").status_code >= 500] == []
