"""A promise is offered, taken on, changed with consent, kept with a witness, or dropped."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.errors import NotAllowed, Refused
from challenges.actions.commitments import (
    accept_commitment,
    decline_commitment,
    drop_commitment,
    keep_commitment,
    make_commitment,
)
from challenges.actions.renegotiating import agree_to_change, ask_to_change, refuse_change
from challenges.answering import CHANGE_ANSWERED, CHANGE_ASKED, OFFERED
from challenges.errors import (
    AnsweredAlready,
    ChangeAskedAlready,
    DueInThePast,
    NothingChanges,
    NotOpen,
    PromisedToItself,
    WithoutReason,
)
from challenges.models import Challenge, Commitment, Renegotiation
from challenges.promise_figures import by_quarter, in_words
from partnership.models import Hat
from reminders.models import Notice
from tests.cast import World, make_hat, make_person, make_world
from tests.challenges.factories import make_challenge
from tests.challenges.factories import make_commitment as factory_commitment
from tests.races import at_once

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
BY = TODAY + timedelta(days=30)


@pytest.fixture
def challenge(world: World) -> Challenge:
    return make_challenge(world)


@pytest.fixture
def representative(world: World) -> Hat:
    return make_hat(make_person("Rita Rep"), world.partnership, "representative", world.nhs)


def offered(challenge: Challenge, world: World, by: str = "coordinator") -> Commitment:
    return make_commitment(
        challenge,
        by=world.actor(by),
        organisation=world.nhs,
        will_do="Open the hall",
        due_on=BY,
        now=NOW,
    )


def promised(challenge: Challenge, world: World, **fields: object) -> Commitment:
    return factory_commitment(challenge, world.nhs, world.hats["leader"], due_on=BY, **fields)


# --- Offered, and taken on ---------------------------------------------------------------------


def test_whoever_speaks_for_the_organisation_promises_at_once(
    world: World, challenge: Challenge
) -> None:
    promise = offered(challenge, world, "leader")
    assert promise.is_open and promise.accepted_by == world.hats["leader"]


def test_where_there_is_a_representative_anybody_elses_is_an_offer(
    world: World, challenge: Challenge, representative: Hat
) -> None:
    for by in ("coordinator", "leader"):
        assert offered(challenge, world, by).is_offered
    told = Notice.objects.filter(kind=OFFERED)
    assert {notice.contact.person for notice in told} == {representative.person}
    with pytest.raises(NotAllowed):
        accept_commitment(Commitment.objects.first(), by=world.actor("leader"), now=NOW)


def test_an_offer_counts_once_it_is_taken_on(
    world: World, challenge: Challenge, representative: Hat
) -> None:
    offer = offered(challenge, world)
    public = Commitment.objects.visible_to(world.citizen)
    assert offer not in public
    assert offer in Commitment.objects.visible_to(world.person("leader"))  # type: ignore[arg-type]
    taken = accept_commitment(offer, by=representative.actor(), now=NOW)
    assert taken.is_open and taken in public.all()
    with pytest.raises(NotAllowed):
        accept_commitment(taken, by=representative.actor(), now=NOW)
    offer.state = Commitment.State.OFFERED  # as somebody sees it who opened the page before
    with pytest.raises(AnsweredAlready):
        decline_commitment(offer, by=representative.actor(), because="No.", now=NOW)


def test_an_offer_is_declined_with_a_reason(
    world: World, challenge: Challenge, representative: Hat
) -> None:
    offer = offered(challenge, world)
    with pytest.raises(WithoutReason):
        decline_commitment(offer, by=representative.actor(), because=" ", now=NOW)
    said = decline_commitment(offer, by=representative.actor(), because="No room.", now=NOW)
    assert said.state == Commitment.State.DECLINED
    assert said not in Commitment.objects.visible_to(world.citizen)


def test_an_offer_whose_day_has_gone_is_not_taken_on(
    world: World, challenge: Challenge, representative: Hat
) -> None:
    offer = offered(challenge, world)
    with pytest.raises(DueInThePast):
        accept_commitment(offer, by=representative.actor(), now=NOW + timedelta(days=40))


def test_nobody_promises_to_themselves(world: World, challenge: Challenge) -> None:
    with pytest.raises(PromisedToItself):
        make_commitment(
            challenge,
            by=world.actor("leader"),
            organisation=world.nhs,
            promised_to=world.nhs,
            will_do="Open the hall",
            due_on=BY,
            now=NOW,
        )


@pytest.mark.parametrize(
    "change",
    [
        "state = 'open', accepted_at = NULL",
        "state = 'kept', witness_id = NULL",
        "state = 'declined'",
        "promised_to_id = organisation_id",
    ],
)
def test_the_database_holds_what_a_promise_is(
    world: World, challenge: Challenge, change: str
) -> None:
    promise = promised(challenge, world)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE challenges_commitment SET {change} WHERE id = %s",
            [promise.pk],
        )


# --- Changed with consent ----------------------------------------------------------------------


def asked(promise: Commitment, by: Hat, because: str = "The roof leaks.") -> Renegotiation:
    return ask_to_change(
        promise,
        by=by.actor(),
        will_do="Open the hall on Mondays",
        due_on=BY + timedelta(days=60),
        because=because,
        now=NOW,
    )


def test_a_promise_stands_until_another_organisation_agrees(
    world: World, challenge: Challenge
) -> None:
    promise = promised(challenge, world)
    change = asked(promise, world.hats["leader"])
    promise.refresh_from_db()
    assert promise.due_on == BY
    with pytest.raises(NotAllowed):
        agree_to_change(change, by=world.actor("leader"), now=NOW)
    agree_to_change(change, by=world.co_leader.actor(), now=NOW)
    promise.refresh_from_db()
    change.refresh_from_db()
    assert (promise.due_on, promise.will_do) == (change.due_on, "Open the hall on Mondays")
    assert change.due_before == BY and change.agreed_for == world.co_leader.organisation
    with pytest.raises(NotAllowed):
        refuse_change(change, by=world.co_leader.actor(), because="No.", now=NOW)
    assert Notice.objects.get(kind=CHANGE_ANSWERED).contact.person == world.person("leader")


def test_only_whoever_it_was_promised_to_agrees(world: World, challenge: Challenge) -> None:
    promise = promised(challenge, world, promised_to=world.council)
    speaks = world.hats["representative"]
    change = asked(promise, world.hats["leader"])
    assert Notice.objects.get(kind=CHANGE_ASKED).contact.person == speaks.person
    elsewhere = make_hat(make_person("Chip"), world.partnership, "representative", world.charity)
    with pytest.raises(NotAllowed):
        agree_to_change(change, by=elsewhere.actor(), now=NOW)
    refuse_change(change, by=speaks.actor(), because="We count on it.", now=NOW)
    promise.refresh_from_db()
    assert promise.due_on == BY


def test_a_change_is_asked_once_and_changes_something(world: World, challenge: Challenge) -> None:
    promise = promised(challenge, world)
    leader = world.hats["leader"]
    with pytest.raises(WithoutReason):
        asked(promise, leader, because=" ")
    with pytest.raises(NothingChanges):
        ask_to_change(
            promise,
            by=leader.actor(),
            will_do=promise.will_do,
            due_on=promise.due_on,
            because="Why not",
            now=NOW,
        )
    asked(promise, leader)
    with pytest.raises(ChangeAskedAlready):
        asked(promise, leader)


def test_the_database_lets_no_organisation_agree_with_itself(
    world: World, challenge: Challenge
) -> None:
    change = asked(promised(challenge, world), world.hats["leader"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Renegotiation.objects.filter(pk=change.pk).update(
            agreed_for=world.nhs, answered_at=NOW, answered_by=world.hats["leader"]
        )


@pytest.mark.django_db(transaction=True)
def test_kept_and_changed_at_once_is_one_or_the_other() -> None:
    world = make_world()
    challenge = make_challenge(world)
    for number in range(10):
        promise = promised(challenge, world, will_do=f"Promise {number}")
        change = asked(promise, world.hats["leader"])
        acts = iter(
            [
                lambda promise=promise: keep_commitment(
                    promise, by=world.co_leader.actor(), evidence="Seen.", now=NOW
                ),
                lambda change=change: agree_to_change(change, by=world.co_leader.actor(), now=NOW),
            ]
        )
        refused: list[Refused] = []

        def act(acts: object = acts, refused: list[Refused] = refused) -> None:
            try:
                next(acts)()  # type: ignore[call-overload]
            except (NotOpen, NotAllowed) as late:
                refused.append(late)

        at_once(2, act)
        promise.refresh_from_db()
        change.refresh_from_db()
        assert promise.state == Commitment.State.KEPT
        assert change.is_open == bool(refused)


# --- How many were kept ------------------------------------------------------------------------


def test_quarters_count_what_fell_due(world: World, challenge: Challenge) -> None:
    seen = {"witness": world.charity, "evidence": "Seen.", "state": "kept"}
    leader = world.hats["leader"]
    factory_commitment(
        challenge, world.nhs, leader, due_on=date(2026, 8, 3),
        kept_at=datetime(2026, 8, 3, 22, 30, tzinfo=UTC), **seen,
    )  # fmt: skip
    factory_commitment(
        challenge, world.nhs, leader, due_on=date(2026, 8, 3),
        kept_at=datetime(2026, 8, 3, 23, 30, tzinfo=UTC), **seen,
    )  # fmt: skip
    factory_commitment(challenge, world.nhs, leader, due_on=date(2026, 10, 1))
    factory_commitment(challenge, world.nhs, leader, due_on=TODAY)
    quarters = by_quarter(Commitment.objects.all(), TODAY)
    assert [(one.label, one.due, one.kept, one.in_time, one.late) for one in quarters] == [
        ("Jul to Sep 2026", 2, 2, 1, 0),
        ("Oct to Dec 2026", 1, 0, 0, 1),
    ]
    assert in_words(quarters) == (
        "Of 3 promises that fell due in the last two years 2 were kept, 1 of them by its day; "
        "0 were dropped, and 1 is late today."
    )


MOVES = {("offered", "open"), ("offered", "declined"), ("open", "kept"), ("open", "dropped")}

# --- Every order of events ---------------------------------------------------------------------


class Promising(RuleBasedStateMachine):
    """Four people of three organisations do what they like with one promise.

    Each example is undone after it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()

    @initialize(representative=st.booleans())
    def begin(self, representative: bool) -> None:
        self.world = make_world()
        self.challenge = make_challenge(self.world)
        world = self.world
        self.hats = [
            world.hats["leader"],
            world.hats["coordinator"],
            world.hats["chair"],
            world.co_leader,
        ]
        if representative:
            person = make_person("Rita Rep")
            self.hats.append(make_hat(person, world.partnership, "representative", world.nhs))
        self.promise = offered(self.challenge, world)
        self.seen = [self.promise.state]

    def _try(self, act: object, *args: object, **said: object) -> None:
        with suppress(Refused, NotAllowed):
            act(*args, **said)  # type: ignore[operator]
        self.promise.refresh_from_db()
        if self.promise.state != self.seen[-1]:
            self.seen.append(self.promise.state)

    who = st.integers(0, 4)

    def _by(self, who: int) -> object:
        return self.hats[who % len(self.hats)].actor()

    @rule(who=who)
    def accept(self, who: int) -> None:
        self._try(accept_commitment, self.promise, by=self._by(who), now=NOW)

    @rule(who=who)
    def decline(self, who: int) -> None:
        self._try(decline_commitment, self.promise, by=self._by(who), because="No.", now=NOW)

    @rule(who=who)
    def keep(self, who: int) -> None:
        self._try(keep_commitment, self.promise, by=self._by(who), evidence="Seen.", now=NOW)

    @rule(who=who)
    def drop(self, who: int) -> None:
        self._try(drop_commitment, self.promise, by=self._by(who), because="Cannot.")

    @rule(who=who, days=st.integers(-1, 90))
    def ask(self, who: int, days: int) -> None:
        self._try(
            ask_to_change,
            self.promise,
            by=self._by(who),
            will_do=self.promise.will_do,
            due_on=self.promise.due_on + timedelta(days=days),
            because="It rains.",
            now=NOW,
        )

    @precondition(lambda self: self.promise.renegotiations.filter(answered_at=None).exists())
    @rule(who=who, agrees=st.booleans())
    def answer(self, who: int, agrees: bool) -> None:
        change = self.promise.renegotiations.get(answered_at=None)
        if agrees:
            self._try(agree_to_change, change, by=self._by(who), now=NOW)
        else:
            self._try(refuse_change, change, by=self._by(who), because="No.", now=NOW)

    @invariant()
    def holds(self) -> None:
        if not hasattr(self, "promise"):
            return
        promise = self.promise
        assert all(move in MOVES for move in pairwise(self.seen)), self.seen
        if promise.state == "kept":
            assert promise.witness and promise.witness != promise.organisation
        if promise.state in ("open", "kept"):
            assert promise.accepted_at
        for change in promise.renegotiations.filter(agreed_for__isnull=False):
            assert change.agreed_for != promise.organisation
        agreed = promise.renegotiations.filter(agreed_for__isnull=False).first()
        assert promise.due_on == (agreed.due_on if agreed else BY)

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.before)


def test_a_promise_is_never_kept_or_changed_alone(db: None) -> None:
    steps = hypothesis_settings(max_examples=25, stateful_step_count=12, deadline=None)
    run_state_machine_as_test(Promising, settings=steps)
