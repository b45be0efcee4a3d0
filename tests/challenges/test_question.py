"""The question and its wordings, stages, judgements, hypotheses, the team, likeness, aims."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from accounts.errors import NotAllowed
from challenges.actions.asking import ask_anew, enter_stage
from challenges.actions.challenge import raise_challenge
from challenges.actions.judging import believe, close, judge, settle
from challenges.actions.surrounding import add_figure, choose_team, name_aim
from challenges.errors import AlreadyClosed
from challenges.likeness import likely_the_same
from challenges.models import (
    Challenge,
    ChallengeMeasure,
    Hypothesis,
    Judgement,
    Measure,
    PolicyAim,
    Question,
    StagePeriod,
)
from challenges.question_errors import (
    AskedMeanwhile,
    BeforeThisStage,
    NotItsMeasure,
    NotOfThisPartnership,
    SameQuestion,
    SameStage,
    SayWhatShowsIt,
    SayWhatWasSeen,
    SayWhyAsked,
    SayWhyBack,
    ServedAlready,
    SettledAlready,
    StageMeanwhile,
    StillToCome,
)
from challenges.question_page import periods_of, wordings_of
from challenges.reference.policy import load_policy
from challenges.reminders import quiet_challenges
from challenges.team import people_in_teams, team_of
from leaders.models import Cohort, LeadershipRole, Participation, Programme, RoleHolding
from tests.cast import World, make_person
from tests.challenges.factories import make_challenge, make_draft

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
WHY = "Residents took out the word problem."


def ask(challenge: Challenge, world: World, wording: str, seen: int, why: str = WHY) -> Question:
    by = world.actor("leader")
    return ask_anew(challenge, by=by, wording=wording, why=why, seen=seen, now=NOW)


def enter(challenge: Challenge, world: World, stage: str, **more: Any) -> StagePeriod:
    given: dict[str, Any] = {
        "reached": "",
        "entered_on": TODAY,
        "seen": challenge.stage,
        "now": NOW,
    }
    by = world.actor("leader")
    return enter_stage(challenge, by=by, stage=stage, **{**given, **more})


# --- The question -------------------------------------------------------------------------------


def test_raising_writes_the_first_wording_and_the_first_stage(world: World) -> None:
    challenge = raise_challenge(
        world.partnership,
        by=world.actor("leader"),
        title="Cold homes",
        question="How can every home here be warm?",
        population="Tenants",
    )
    first = challenge.questions.get()
    assert (first.number, first.wording) == (1, challenge.question)
    assert first.asked_by == world.hats["leader"]
    period = challenge.stages.get()
    assert (period.stage, period.ends_on) == ("understand", None)


def test_asking_anew_keeps_every_wording(world: World) -> None:
    challenge = make_challenge(world)
    ask(challenge, world, "Who is alone here in winter?", 1)
    ask(challenge, world, "Who would miss whom?", 2)
    challenge.refresh_from_db()
    assert challenge.question == "Who would miss whom?"
    assert [one.number for one in wordings_of(challenge)] == [3, 2, 1]
    oldest = challenge.questions.get(number=1)
    assert oldest.wording == "How can nobody here be alone in winter?"
    assert oldest.asked_at == challenge.raised_at, "words from before wordings were kept"


def test_asking_anew_needs_other_words_and_a_reason(world: World) -> None:
    challenge = make_challenge(world)
    with pytest.raises(SayWhyAsked):
        ask(challenge, world, "Who is alone?", 1, why="  ")
    with pytest.raises(SameQuestion):
        ask(challenge, world, f" {challenge.question} ", 1)
    assert not challenge.questions.exists(), "what was refused left nothing behind"
    ask(challenge, world, "Who is alone?", 1)
    with pytest.raises(AskedMeanwhile):
        ask(challenge, world, "Who is lonely?", 1)


def test_a_wording_is_never_changed(world: World) -> None:
    asked = ask(make_challenge(world), world, "Who is alone?", 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Question.objects.filter(pk=asked.pk).update(wording="Other words")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE challenges_question SET why = 'x' WHERE id = %s", [asked.pk])
    for wrong in (
        {"number": 2, "why": "x"},
        {"number": 3, "why": ""},
        {"number": 3, "wording": ""},
    ):
        given: dict[str, Any] = {"wording": "W", "why": "Y", "challenge": asked.challenge, **wrong}
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.create(**given)


def test_residents_and_representatives_do_not_ask_anew(world: World) -> None:
    challenge = make_challenge(world)
    for persona in ("resident", "representative", "analyst", "facilitator"):
        with pytest.raises(NotAllowed):
            ask_anew(challenge, by=world.actor(persona), wording="X?", why="Y", seen=1, now=NOW)


# --- Stages -------------------------------------------------------------------------------------


def test_entering_a_stage_ends_the_one_before(world: World) -> None:
    challenge = make_challenge(world)
    enter(challenge, world, "plan", entered_on=TODAY - timedelta(days=9), reached="We know why.")
    challenge.refresh_from_db()
    enter(challenge, world, "deliver")
    challenge.refresh_from_db()
    assert challenge.stage == "deliver"
    told = [(one.stage, one.ends_on, one.reached) for one in periods_of(challenge)]
    assert told == [
        ("deliver", None, ""),
        ("plan", TODAY, ""),
        ("understand", TODAY - timedelta(days=9), "We know why."),
    ]


def test_going_back_says_why(world: World) -> None:
    challenge = make_challenge(world)
    Challenge.objects.filter(pk=challenge.pk).update(stage="deliver")
    challenge.refresh_from_db()
    with pytest.raises(SayWhyBack):
        enter(challenge, world, "understand")
    enter(challenge, world, "understand", reached="Nobody came: we had asked the wrong people.")
    challenge.refresh_from_db()
    assert challenge.stage == "understand"


def test_a_stage_is_entered_once_and_in_its_time(world: World) -> None:
    challenge = make_challenge(world)
    with pytest.raises(SameStage):
        enter(challenge, world, "understand")
    with pytest.raises(StageMeanwhile):
        enter(challenge, world, "decide", seen="plan")
    with pytest.raises(StillToCome):
        enter(challenge, world, "plan", entered_on=TODAY + timedelta(days=1))
    with pytest.raises(BeforeThisStage):
        enter(challenge, world, "plan", entered_on=date(2020, 1, 1))
    assert not challenge.stages.exists()


def test_a_challenge_is_in_one_stage_at_a_time(world: World) -> None:
    challenge = make_challenge(world)
    enter(challenge, world, "plan")
    for wrong in (
        {"starts_on": TODAY + timedelta(days=4)},
        {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=3)},
        {"starts_on": TODAY - timedelta(days=1), "ends_on": TODAY - timedelta(days=2)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StagePeriod.objects.create(challenge=challenge, stage="review", **wrong)


# --- What is judged, believed and seen ----------------------------------------------------------


def test_closing_says_how_things_are(world: World) -> None:
    challenge, by = make_challenge(world), world.actor("chair")
    with pytest.raises(SayWhatShowsIt):
        close(challenge, by=by, verdict="same", evidence=" ", now=NOW)
    challenge.refresh_from_db()
    assert challenge.is_active and not challenge.judgements.exists()
    close(challenge, by=by, verdict="same", evidence="As many fell ill as before.", now=NOW)
    judged = challenge.judgements.get()
    assert (judged.verdict, judged.judged_on, judged.judged_by) == (
        "same",
        TODAY,
        world.hats["chair"],
    )
    with pytest.raises(NotAllowed):
        close(Challenge.objects.get(), by=by, verdict="same", evidence="Again.", now=NOW)
    with pytest.raises(AlreadyClosed):
        close(challenge, by=by, verdict="same", evidence="By somebody who looked before.", now=NOW)


def test_one_judges_before_and_after_the_end(world: World) -> None:
    challenge, by = make_challenge(world), world.actor("leader")

    def judged(**more: Any) -> Judgement:
        given: dict[str, Any] = {"verdict": "better", "evidence": "E.", "judged_on": TODAY}
        return judge(challenge, by=by, now=NOW, **{**given, **more})

    judged()
    with pytest.raises(StillToCome):
        judged(judged_on=TODAY + timedelta(days=1))
    here = {"partnership": world.partnership, "place": world.place}
    told = {"unit": "visits", "source": "Ours", "improves": "increase"}
    measure = Measure.objects.create(name="Visits", slug="visits", **told, **here)
    with pytest.raises(NotItsMeasure):
        judged(measure=measure)
    ChallengeMeasure.objects.create(challenge=challenge, measure=measure, kind="outcome")
    judged(measure=measure)
    close(challenge, by=world.actor("chair"), verdict="worse", evidence="E.", now=NOW)
    challenge.refresh_from_db()
    judged(verdict="same")
    assert challenge.judgements.count() == 4
    with pytest.raises(NotAllowed):
        judge(
            make_draft(world, "A draft"),
            by=by,
            verdict="same",
            evidence="E.",
            judged_on=TODAY,
            now=NOW,
        )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE challenges_judgement SET verdict = 'solved'")


def believed(world: World, challenge: Challenge) -> Hypothesis:
    return believe(
        challenge,
        by=world.actor("leader"),
        we_believe="A lift to the club helps",
        because="The bus stops at five.",
        we_would_see="More people after dark",
        now=NOW,
    )


def test_a_hypothesis_is_settled_once_with_what_was_seen(world: World) -> None:
    one, by = believed(world, make_challenge(world)), world.actor("chair")
    with pytest.raises(SayWhatWasSeen):
        settle(one, by=by, state="rejected", what_we_saw=" ", settled_on=TODAY, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hypothesis.objects.filter(pk=one.pk).update(state="rejected", settled_on=TODAY)
    settle(one, by=by, state="rejected", what_we_saw="Nobody came.", settled_on=TODAY, now=NOW)
    with pytest.raises(SettledAlready):
        settle(one, by=by, state="supported", what_we_saw="All.", settled_on=TODAY, now=NOW)


# --- The team -----------------------------------------------------------------------------------


def make_role(world: World, title: str, **more: Any) -> LeadershipRole:
    given = {"remit": "R", "place": world.place, "starts_on": date(2024, 1, 1)}
    return LeadershipRole.objects.create(
        partnership=more.pop("partnership", world.partnership), title=title, slug=title, **given
    )


def make_cohort(world: World) -> Cohort:
    programme = Programme.objects.create(
        partnership=world.partnership,
        name="Together",
        slug="together",
        about="A",
        place=world.place,
        starts_on=TODAY,
    )
    return Cohort.objects.create(
        programme=programme, name="First", slug="first", places=9, starts_on=date(2026, 1, 1)
    )


def test_the_team_is_one_list_by_hat_by_role_and_by_cohort(world: World) -> None:
    challenge = make_challenge(world)
    role, cohort = make_role(world, "lead"), make_cohort(world)
    holder, before = make_person("Holder"), make_person("Before")
    today = timezone.localdate()
    shares: list[tuple[Any, int, date | None]] = [
        (holder, 40, None),
        (before, 20, today),
        (world.hats["leader"].person, 40, None),
    ]
    for person, share, ends_on in shares:
        RoleHolding.objects.create(
            role=role, person=person, employer=world.council, share=share,
            starts_on=date(2024, 1, 1), ends_on=ends_on,
        )  # fmt: skip
    learner, left = make_person("Learner"), make_person("Left")
    for person, left_on in ((learner, None), (left, today)):
        Participation.objects.create(
            cohort=cohort, person=person, employer=world.charity, sector="voluntary",
            joined_on=date(2026, 1, 1), left_on=left_on,
        )  # fmt: skip
    Cohort.objects.filter(pk=cohort.pk).update(opened_at=None)
    by = world.actor("leader")
    choose_team(challenge, by=by, roles=[role], cohorts=[cohort])
    names = {one.person.name: one.because for one in team_of(challenge, timezone.now())}
    leader = world.hats["leader"].person
    assert set(names) == {"Holder", leader.name}, "a cohort that is not open brings nobody"
    assert names[leader.name] == ["Joined as a leader", "Holds the role lead"]
    assert people_in_teams([challenge.pk], timezone.now()) == {challenge.pk: {holder.pk, leader.pk}}
    choose_team(challenge, by=by, roles=[], cohorts=[])
    assert [one.person for one in team_of(challenge, timezone.now())] == [leader]
    with pytest.raises(NotOfThisPartnership):
        elsewhere = make_role(world, "other", partnership=world.neighbour)
        choose_team(challenge, by=by, roles=[elsewhere], cohorts=[])


def test_the_whole_team_is_told_when_it_is_quiet(world: World) -> None:
    challenge = make_challenge(world)
    role, holder = make_role(world, "lead"), make_person("Holder")
    RoleHolding.objects.create(
        role=role, person=holder, employer=world.council, share=50, starts_on=date(2024, 1, 1)
    )
    choose_team(challenge, by=world.actor("leader"), roles=[role], cohorts=[])
    told = {one.to.person for one in quiet_challenges(NOW)}
    assert told == {world.hats["leader"].person, holder}


# --- Likely duplicates --------------------------------------------------------------------------


def test_likely_duplicates_are_found_here_and_elsewhere_but_no_hidden_draft(world: World) -> None:
    here = make_challenge(world, "Loneliness in winter")
    there = make_challenge(world, "Lonely in winter")
    Challenge.objects.filter(pk=there.pk).update(partnership=world.neighbour)
    hidden = make_draft(world, "Loneliness in the winter")
    Challenge.objects.filter(pk=hidden.pk).update(partnership=world.neighbour)
    make_challenge(world, "Waiting for a hip")
    Challenge.objects.filter(title="Waiting for a hip").update(question="When will I walk again?")
    leader = world.hats["leader"].person
    found = likely_the_same(leader, "Loneliness in winter", "Why is the bus so late?")
    assert found == [here, there]
    asked = likely_the_same(leader, "Xyz", "How can nobody here be alone in the winter?")
    assert set(asked) == {here, there}
    assert likely_the_same(leader, "Potholes", "Who mends the road?") == []


# --- Figures and aims ---------------------------------------------------------------------------


def test_plans_are_loaded_once_and_a_later_one_follows(world: World) -> None:
    count = load_policy()
    assert load_policy() == count
    aim = PolicyAim.objects.get(plan__slug="nhs-long-term-plan", title="Obesity")
    later = PolicyAim.objects.filter(plan__slug="10-year-health-plan").first()
    assert later is not None and later.plan.follows == aim.plan
    challenge, by = make_challenge(world), world.actor("leader")
    name_aim(challenge, by=by, aim=aim, how="Walks.")
    with pytest.raises(ServedAlready):
        name_aim(challenge, by=by, aim=aim, how="Again.")


def test_a_figure_says_whence_it_is(world: World) -> None:
    challenge, by = make_challenge(world), world.actor("leader")
    given = {"value": Decimal("22.50"), "unit": "%", "says": "children", "as_of": "2025"}
    with pytest.raises(IntegrityError), transaction.atomic():
        add_figure(challenge, by=by, source="", **given)  # type: ignore[arg-type]
    add_figure(challenge, by=by, source="OHID", **given)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        add_figure(challenge, by=world.actor("resident"), source="X", **given)  # type: ignore[arg-type]
