"""Who is missing, in words; and reach, with each person counted once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaders.mix import mix_of
from leaders.reach import CohortTaken, Count, Eligible, Took, reach_of
from partnership.models import Sector

MEANT = {"nhs": 4, "local_government": 3, "care_provider": 2, "residents": 1}
counts = st.dictionaries(st.sampled_from(Sector.values), st.integers(0, 30))


# --- Mix ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (
            {"nhs": 5, "local_government": 3},
            "Two more from social care providers and one from a residents’ group would meet the "
            "mix; the NHS has one more than meant. Only two places are left.",
        ),
        (MEANT, "The mix is met: each sector has the places that were meant for it."),
        (
            {**MEANT, "care_provider": 1, "voluntary": 2},
            "One more from a social care provider would meet the mix; voluntary and community "
            "groups have two more than meant. That is one person more than there are places.",
        ),
        (
            {"nhs": 4, "local_government": 6},
            "Two more from social care providers and one from a residents’ group would meet the "
            "mix; local government has three more than meant. No place is left for them.",
        ),
    ],
)
def test_a_mix_says_in_words_who_is_missing(taken: dict[str, int], words: str) -> None:
    assert mix_of(10, MEANT, taken).sentence == words


def test_a_place_that_is_for_any_sector_may_be_taken_by_any() -> None:
    mix = mix_of(11, MEANT, {"nhs": 5})
    assert mix.for_any == 1
    assert "than meant" not in mix.sentence
    assert "the NHS has two more than meant" in mix_of(11, MEANT, {"nhs": 6}).sentence


def test_a_choice_is_shown_before_it_is_made() -> None:
    mix = mix_of(10, MEANT, {"nhs": 4}, {"residents": 1, "local_government": 1})
    assert (mix.taken, mix.after, mix.free) == (4, 6, 4)
    assert mix.sentence.startswith("Two more from local government and two from social care")


def test_once_it_has_begun_the_mix_was_met_or_missed() -> None:
    assert mix_of(10, MEANT, MEANT).verdict == "The mix was met."
    assert mix_of(12, MEANT, {"nhs": 8, "local_government": 3}).verdict == (
        "The mix was missed: two from social care providers and one from a residents’ group were "
        "missing; the NHS had four more than meant."
    )


@given(counts, counts, counts, st.integers(0, 60))
def test_what_is_missing_and_what_is_over_add_up(
    meant: dict[str, int], taken: dict[str, int], chosen: dict[str, int], more: int
) -> None:
    places = sum(meant.values()) + more
    mix = mix_of(places, meant, taken, chosen)
    for one in mix.sectors:
        assert one.after - one.over + one.missing == one.meant
        assert not (one.over and one.missing)
        assert 0 <= float(one.taken_percent) + float(one.chosen_percent) <= 100.11
    assert mix.free == places - sum(taken.values()) - sum(chosen.values())
    assert mix.is_met == all(
        taken.get(one, 0) + chosen.get(one, 0) >= count for one, count in meant.items()
    )
    assert mix.sentence and "%" not in mix.sentence and mix.verdict.endswith(".")


# --- Reach -------------------------------------------------------------------------------------

took = st.builds(Took, st.integers(1, 40), st.integers(1, 9), st.none() | st.integers(1, 5))
eligible = st.builds(Eligible, *[st.none() | st.integers(1, 60)] * 3)
cohorts = st.lists(
    st.builds(CohortTaken, st.just("Cohort"), st.lists(took, max_size=25), eligible), max_size=6
)


@given(cohorts, st.none() | st.integers(1, 100))
def test_each_person_is_counted_once(found: list[CohortTaken], target: int | None) -> None:
    reach = reach_of(found, target)
    people = [line.people.reached for line in reach.cohorts]
    everybody = {one.person for cohort in found for one in cohort.took}
    assert reach.total.people.reached == len(everybody)
    assert max(people, default=0) <= len(everybody) <= sum(people)
    so_far = [line.so_far for line in reach.cohorts]
    assert so_far == sorted(so_far) and so_far[-1:] in ([], [len(everybody)])
    assert all(line.so_far <= reach.scale for line in reach.cohorts)
    assert reach.sentence and "%" not in reach.sentence


@given(cohorts)
def test_the_total_does_not_hang_on_the_order(found: list[CohortTaken]) -> None:
    one, other = reach_of(found).total, reach_of(found[::-1]).total
    assert [count.reached for count in one.counts] == [count.reached for count in other.counts]


@given(cohorts)
def test_a_share_is_never_above_100_and_never_guessed(found: list[CohortTaken]) -> None:
    reach = reach_of(found)
    for line in [*reach.cohorts, reach.total]:
        for count in line.counts:
            assert count.percent is None or 0 <= count.percent <= 100
            assert (count.of is None) <= (count.percent is None)
    if all(cohort.eligible.people is None for cohort in found):
        assert reach.total.people.of is None


def test_reach_in_words() -> None:
    first = CohortTaken("First", [Took(1, 1, 1), Took(2, 1)], Eligible())
    second = CohortTaken("Second", [Took(2, 2, 2), Took(3, 2)], Eligible(people=30))
    assert reach_of([], 40).sentence == "No cohort has begun yet, so nobody has been reached."
    assert reach_of([first]).sentence == (
        "2 people have taken part. Nobody has said how many could, so no share can be given. "
        "They came from 1 organisation and 1 place."
    )
    assert reach_of([first, second], 40).sentence == (
        "3 people have taken part, 10 in 100 of the 30 who could. They came from 2 organisations "
        "and 2 places. The target is 40 people: 37 to go."
    )
    assert reach_of([second], 2).sentence.endswith("The target of 2 people is reached.")


def test_a_count_says_of_how_many() -> None:
    assert [str(Count(3, of)) for of in (None, 30, 2)] == ["3", "3 of 30 (10%)", "3 of 2"]
