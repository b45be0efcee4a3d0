"""The chair changes hands in one moment, and a hundred at once leave exactly one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, Refused
from partnership.actions.hats import end_hat
from partnership.actions.inviting import accept
from partnership.actions.succeeding import succeed
from partnership.errors import InvitationOver, NoChair, OfferedAlready
from partnership.invitation_reminders import CHAIR_HANDED_OVER, CHAIR_OFFERED, INVITED
from partnership.models import Hat, Invitation
from partnership.succession import Case
from reminders.models import Notice
from tests.cast import World, make_hat, make_organisation, make_person, make_world
from tests.partnership.invited import as_person, make_invitation, say_yes
from tests.reminders import telling

LOCK = "FOR NO KEY UPDATE"


def chairs(world: World) -> list[str]:
    worn = Hat.objects.current().filter(partnership=world.partnership, capacity="chair")
    return [hat.person.name for hat in worn]


def told(kind: str) -> set[str]:
    people = Notice.objects.filter(kind=kind).values_list("contact__person__name", flat=True)
    return {name for name in people if name}


# --- One act -------------------------------------------------------------------------------------


def test_the_old_hat_ends_in_the_moment_in_which_the_new_one_begins(world: World) -> None:
    invitation = make_invitation(world, "chair", replaces=world.hats["chair"])
    assert told(CHAIR_OFFERED) == {"Asha Deputy Chair", "Asha Coordinator"}
    assert chairs(world) == ["Asha Chair"]
    asked = telling.told(Notice.objects.filter(kind=INVITED)[0])
    assert "You would take over the chair. From when: as soon as you accept." in asked.lines
    hat = say_yes(invitation, make_person("Nell New"))
    world.hats["chair"].refresh_from_db()
    assert world.hats["chair"].ends_at == hat.starts_at
    assert chairs(world) == ["Nell New"]
    assert told(CHAIR_HANDED_OVER) >= {"Nell New", "Asha Deputy Chair", "Own Deputy"}
    message = telling.told(Notice.objects.filter(kind=CHAIR_HANDED_OVER)[0])
    assert message.lines[1] == "Asha Chair stops as chair in the same moment."


def test_from_a_day_to_come_the_old_chair_stays_until_then(world: World) -> None:
    day = timezone.now() + timedelta(days=10)
    invitation = make_invitation(world, "chair", replaces=world.hats["chair"], starts_at=day)
    hat = say_yes(invitation, make_person("Nell New"))
    assert hat.starts_at == day
    assert chairs(world) == ["Asha Chair"]
    later = Hat.objects.current(day).filter(partnership=world.partnership, capacity="chair")
    assert [one.person.name for one in later] == ["Nell New"]


def test_an_offered_chair_lasts_no_longer_than_whoever_offered_it(world: World) -> None:
    second = make_hat(make_person("Cara Co-Chair"), world.partnership, "chair", world.nhs)
    invitation = make_invitation(world, "chair", replaces=world.hats["chair"])
    ended = timezone.now() + timedelta(hours=1)
    Hat.objects.filter(pk=world.hats["chair"].pk).update(ends_at=ended)
    with pytest.raises(InvitationOver):
        say_yes(invitation, make_person("Nell New"), now=ended)
    assert not Hat.objects.filter(came_by=invitation).exists()
    Hat.objects.filter(pk=world.hats["chair"].pk).update(ends_at=None)
    end_hat(world.hats["chair"], by=second.actor(), now=timezone.now())
    invitation.refresh_from_db()
    assert invitation.withdrawn_at and chairs(world) == ["Cara Co-Chair"]


def test_an_offered_chair_is_that_of_the_body_that_took_over(world: World) -> None:
    invitation = make_invitation(world, "chair", replaces=world.hats["chair"])
    council = world.hats["chair"].organisation
    assert council is not None
    today = timezone.localdate()
    successor = make_organisation("Ashdown Unitary Council", "local_government")
    case = Case(world.partnership, council, today, today)
    succeed(case, by=world.actor("chair"), successors=[successor], choices={})
    invitation.refresh_from_db()
    assert invitation.replaces and invitation.replaces.organisation == successor
    nell = say_yes(invitation, make_person("Nell New"))
    invitation.replaces.refresh_from_db()
    assert invitation.replaces.ends_at == nell.starts_at
    assert chairs(world) == ["Nell New"]


@pytest.mark.parametrize(("by", "over"), [("chair", True), ("coordinator", False)])
def test_whoever_is_sent_away_leaves_nobody_behind_whom_they_asked_into_trust(
    world: World, by: str, over: bool
) -> None:
    into_trust = make_invitation(world, "coordinator", by="coordinator")
    other = make_invitation(world, "leader", by="coordinator")
    end_hat(world.hats["coordinator"], by=world.actor(by), now=timezone.now())
    into_trust.refresh_from_db()
    other.refresh_from_db()
    assert (into_trust.withdrawn_at is not None) == over
    assert other.withdrawn_at is None


def test_the_chair_is_offered_by_its_wearer_to_one_at_a_time(world: World) -> None:
    make_invitation(world, "chair", replaces=world.hats["chair"])
    with pytest.raises(OfferedAlready):
        make_invitation(world, "chair", email="other@example.org", replaces=world.hats["chair"])
    make_hat(make_person("Cara Co-Chair"), world.partnership, "chair", world.nhs)
    cara = Hat.objects.get(person__name="Cara Co-Chair")
    for hat in (cara, world.hats["coordinator"], world.elsewhere["chair"]):
        with pytest.raises(NotAllowed):
            make_invitation(world, "chair", email="third@example.org", replaces=hat)


def test_a_review_names_what_follows_before_anything_is_offered(
    world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("chair")
    address = reverse("hat_hand_over", args=[world.partnership.slug, world.hats["chair"].pk])
    day = timezone.localdate() + timedelta(days=40)
    answers = {
        "name": "Nell New",
        "email": "nell.new@example.org",
        "organisation": world.nhs.pk,
        "starts_on_day": day.day,
        "starts_on_month": day.month,
        "starts_on_year": day.year,
    }
    review = client.post(address, answers).content.decode()
    assert "The 2 others who head the partnership are told" in review
    assert "in the same moment your role as chair ends" in review
    assert not Invitation.objects.exists()
    assert client.post(address, answers | {"change": "yes"}).status_code == 200
    assert client.post(address, answers | {"confirm": "yes"}).status_code == 302
    offered = Invitation.objects.get()
    assert offered.replaces == world.hats["chair"]
    assert offered.starts_at and timezone.localdate(offered.starts_at) == day
    assert (
        "Takes over the chair"
        in client.get(reverse("hat_list", args=[world.partnership.slug])).content.decode()
    )


# --- A hundred at once ---------------------------------------------------------------------------


def without_the_lock() -> None:
    """The trigger looks at the partnership's people without waiting for whoever changes them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(oid) FROM pg_proc"
            " WHERE proname LIKE 'pgtrigger_partnership_keeps_its_people%'"
        )
        [(definition,)] = cursor.fetchall()
        assert LOCK in definition
        cursor.execute(definition.replace(LOCK, ""))


@pytest.fixture
def _locks_come_back(transactional_db: None) -> object:
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(oid) FROM pg_proc"
            " WHERE proname LIKE 'pgtrigger_partnership_keeps_its_people%'"
        )
        [(definition,)] = cursor.fetchall()
        if LOCK not in definition:
            mended = definition.replace("OLD.partnership_id) ;", f"OLD.partnership_id) {LOCK};")
            assert LOCK in mended
            cursor.execute(mended)


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Each in a connection of its own, all set off together; what each answered or raised."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            gate.wait(30)
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def two_chairs(world: World) -> list[Hat]:
    second = make_hat(make_person("Cara Co-Chair"), world.partnership, "chair", world.nhs)
    return [world.hats["chair"], second]


def step_down_together(world: World, hats: list[Hat]) -> list[object]:
    return at_once(
        [lambda hat=hat: end_hat(hat, by=hat.actor(), now=timezone.now()) for hat in hats]  # type: ignore[misc]
    )


@pytest.mark.usefixtures("_locks_come_back")
@pytest.mark.django_db(transaction=True)
def test_of_two_chairs_who_step_down_together_one_stays_a_hundred_times() -> None:
    world = make_world()
    first = two_chairs(world)
    for _ in range(100):
        answers = step_down_together(world, first)
        assert len([one for one in answers if isinstance(one, NoChair)]) == 1
        assert "Give somebody else the chair first" in str(
            next(one for one in answers if isinstance(one, NoChair))
        )
        assert len(chairs(world)) == 1
        Hat.objects.filter(pk__in=[hat.pk for hat in first]).update(ends_at=None)


@pytest.mark.usefixtures("_locks_come_back")
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_get_away_or_that_test_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = make_world()
    hats = two_chairs(world)
    without_the_lock()
    monkeypatch.setattr("partnership.actions.hats.hold", lambda partnership_id: None)
    for _ in range(100):
        step_down_together(world, hats)
        if not chairs(world):
            return
        Hat.objects.filter(pk__in=[hat.pk for hat in hats]).update(ends_at=None)
    pytest.fail("The race never happened, so the lock is not shown to do anything.")


@pytest.mark.usefixtures("_locks_come_back")
@pytest.mark.django_db(transaction=True)
def test_a_hundred_who_accept_while_the_chair_steps_down_leave_exactly_one() -> None:
    world = make_world()
    nell = make_person("Nell New")
    invitation = make_invitation(world, "chair", email="", replaces=world.hats["chair"])
    chair = world.hats["chair"]

    def say() -> object:
        return accept(invitation, by=as_person(nell), now=timezone.now())

    def leave() -> object:
        return end_hat(chair, by=chair.actor(), now=timezone.now())

    answers: list[object] = []
    for _ in range(5):
        answers += at_once([*[say] * 10, *[leave] * 10])
    accepted = [one for one in answers if isinstance(one, Hat) and one.person_id == nell.pk]
    assert len(accepted) == 1
    assert all(isinstance(one, Hat | NoChair | InvitationOver) for one in answers)
    assert chairs(world) == ["Nell New"]
