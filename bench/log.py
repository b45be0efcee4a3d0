"""A log of 100,000 entries against the same log with 100, in one run.

    python -m config.local exec -- python -m bench.log [ENTRIES]

The pages are asked for as a browser does, first with 100 entries, then with 100,000 in the same
challenge: the list of the challenge and of the partnership, their later pages and filters, as the
public and as a leader of the team; and a search by words that are common, rare, misspelt or
nowhere. The bar: the 95th percentile of the list at most 1.5 ×, of the search at most 3 ×.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bench.server import scratch_database

if TYPE_CHECKING:
    from django.test import Client

    from challenges.models import Challenge
    from tests.cast import World

FEW, MANY = 100, 100_000
ROUNDS = 40
LIST_BAR, SEARCH_BAR = 1.5, 3.0
LISTS = ("", "?page=2", "?kind=visit", "?seen_by=open", "?sector=nhs", "?since=2026-01-01")
# Common, two forms of it, rare, misspelt common, misspelt rare, and nowhere.
SEARCHES = ("?q=families", "?q=cooking+family", "?q=lighthouse", "?q=famlies", "?q=lighthuose",
            "?q=zzzz")  # fmt: skip
WORDS = (
    "families cooked kitchen walked nurses school evening agreed budget letter tablets carers",
    "park diabetes waiting residents listened council volunteers housing phone lunch planned",
)


@dataclass(frozen=True)
class Times:
    """How long each page took, in seconds: lists and searches."""

    lists: Sequence[float]
    searches: Sequence[float]


def percentile_95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def fill(world: World, challenge: Challenge, count: int) -> None:
    """Entries of two leaders over three years, in every visibility; one in 5,000 is rare."""
    from django.utils import timezone

    from challenges.models import LogEntry

    today, words = timezone.localdate(), " ".join(WORDS).split()
    chance = random.Random(count)
    hats = (world.hats["leader"], world.co_leader)
    seen_by = ("open", "open", "restricted", "private", "confidential")

    def entries() -> Iterator[LogEntry]:
        for number in range(count):
            said = " ".join(chance.sample(words, 9))
            yield LogEntry(
                challenge=challenge,
                hat=hats[number % 2],
                did=f"{said} {'lighthouse' if number % 5_000 == 7 else ''}.",
                learned=" ".join(chance.sample(words, 5)) if number % 3 else "",
                kind=chance.choice(LogEntry.Kind.values),
                visibility=chance.choice(seen_by),
                happened_on=today - timedelta(days=chance.randrange(1_000)),
            )

    made = LogEntry.objects.bulk_create(entries(), batch_size=5_000)
    with_it = LogEntry.with_organisations.through
    with_it.objects.bulk_create(
        [
            with_it(logentry_id=one.pk, organisation_id=world.charity.pk)
            for one in made
            if one.pk % 2
        ],
        batch_size=5_000,
    )


def timed(clients: Sequence[Client], addresses: Sequence[str], rounds: int) -> list[float]:
    """Each address by each client, so many times, after once to warm up."""
    times = []
    for turn in range(rounds + 1):
        for client in clients:
            for address in addresses:
                began = time.perf_counter()
                response: Any = client.get(address)
                took = time.perf_counter() - began
                assert response.status_code == 200, address
                if turn:
                    times.append(took)
    return times


def measured(world: World, challenge: Challenge, rounds: int) -> Times:
    """As the log stands now."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from tests.signing_in import sign_in_client

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if not connection.in_atomic_block else "ANALYZE")
    leader = Client()
    sign_in_client(leader, world.hats["leader"].person)
    slugs = [world.partnership.slug, challenge.slug]
    logs = [reverse("entry_list", args=slugs), reverse("log_list", args=slugs[:1])]
    clients = (Client(), leader)

    def asked(queries: Sequence[str]) -> list[float]:
        return timed(clients, [log + query for log in logs for query in queries], rounds)

    return Times(asked(LISTS), asked(SEARCHES))


def ratios(few: Times, many: Times) -> tuple[float, float]:
    return (
        percentile_95(many.lists) / percentile_95(few.lists),
        percentile_95(many.searches) / percentile_95(few.searches),
    )


def main(entries: int) -> int:
    with scratch_database():
        from django.conf import settings

        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        from tests.cast import make_world
        from tests.challenges.factories import make_challenge

        world = make_world()
        challenge = make_challenge(world)
        fill(world, challenge, FEW)
        few = measured(world, challenge, ROUNDS)
        fill(world, challenge, entries - FEW)
        many = measured(world, challenge, ROUNDS)
    listed, searched = ratios(few, many)
    print(
        f"95th percentile with {entries:,} entries against {FEW}: the list {listed:.2f} × "
        f"(bar {LIST_BAR}), search {searched:.2f} × (bar {SEARCH_BAR})"
    )
    return int(listed > LIST_BAR or searched > SEARCH_BAR)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else MANY))
