"""The log of the demonstration: a year of every kind of work, told twice and there once."""

from __future__ import annotations

from collections import Counter

from challenges.demo import log_details
from challenges.demo.conditions import SCRIPT as CONDITIONS
from challenges.demo.obesity import SCRIPT as OBESITY
from challenges.models import LogEntry

ENTRIES = [*OBESITY.entries, *CONDITIONS.entries]


def test_a_year_of_work_of_every_kind_and_visibility_is_told() -> None:
    kinds = Counter(said.kind for said in ENTRIES)
    assert len(ENTRIES) >= 60
    assert set(kinds) == set(LogEntry.Kind.values) and min(kinds.values()) >= 4
    assert {said.seen_by for said in ENTRIES} == set(LogEntry.Visibility.values)
    assert max(said.days_ago for said in ENTRIES) < 365


def test_strengths_that_work_called_on_are_told_of_that_place() -> None:
    named = {asset.name for script in (OBESITY, CONDITIONS) for asset in script.strengths}
    assert {name for said in ENTRIES for name in said.called_on} <= named


def test_what_became_of_entries_is_about_entries_that_are_told() -> None:
    begins = [one[0] for one in log_details.CORRECTED] + [one[1] for one in log_details.PRACTISED]
    for words in begins:
        assert sum(said.did.startswith(words) for said in ENTRIES) == 1, words
