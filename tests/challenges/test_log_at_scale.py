"""The benchmark of the log in small: what it asks of the database does not grow with the log.

How long pages take is measured by `python -m bench.log`, with 100,000 entries.
"""

from __future__ import annotations

import os

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import log
from challenges.log_page import COUNTED_AT_MOST, CountedPaginator
from challenges.models import LogEntry
from tests.cast import World
from tests.challenges.factories import make_challenge

ENTRIES = int(os.environ.get("LOG_ENTRIES", "2000"))


@pytest.mark.django_db
def test_a_long_log_asks_no_more_than_a_short_one_and_counts_no_further(world: World) -> None:
    challenge = make_challenge(world)
    log.fill(world, challenge, log.FEW)
    few = log.measured(world, challenge, 1)
    client, address = Client(), reverse("log_list", args=[world.partnership.slug])
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    log.fill(world, challenge, ENTRIES)
    many = log.measured(world, challenge, 1)
    print(log.ratios(few, many))
    with CaptureQueriesContext(connection) as long:
        client.get(address)
    assert len(long) == len(short)
    pages = CountedPaginator(LogEntry.objects.order_by("-happened_on", "-pk"), 20)
    assert (pages.count, pages.there_are_more) == (COUNTED_AT_MOST, True)
