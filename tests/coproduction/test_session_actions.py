"""Setting sessions up, moving them, calling them off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.errors import NotAllowed
from coproduction import errors
from coproduction.actions.booking import book, book_or_wait
from coproduction.actions.sessions import (
    cancel_session,
    create_session,
    publish_session,
    revise_session,
)
from coproduction.models import Session, SessionFacilitator
from coproduction.notices import names
from coproduction.wishes import Plan
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import GUEST, NOW, make_session, make_wish

pytestmark = pytest.mark.django_db

PLAN = Plan(
    title="Cooking together",
    purpose="We cook.",
    starts_at=NOW + timedelta(days=10),
    ends_at=NOW + timedelta(days=10, hours=2),
    room_places=2,
    venue="The hall",
)


def plan_of(session: Session) -> Plan:
    """The plan that changes nothing."""
    fields = {name: getattr(session, name) for name in Plan.__slots__ if name != "facilitators"}
    return Plan(**fields | {"joining_link": None})


def kinds(session: Session) -> list[str]:
    return sorted(Notice.objects.about(session).values_list("kind", flat=True))


def test_a_facilitator_who_sets_a_session_up_facilitates_it(world: World) -> None:
    session = create_session(world.partnership, by=world.actor("facilitator"), plan=PLAN)
    assert session.is_draft and session.slug == "cooking-together-12-nov-2026"
    assert list(session.facilitators.all()) == [world.hats["facilitator"]]
    published = publish_session(session, by=world.actor("facilitator"), now=NOW)
    assert published.is_published and kinds(session) == [names.TEAM_PUBLISHED]


def test_only_those_who_run_sessions_set_one_up(world: World) -> None:
    for persona in ("leader", "resident", "analyst", "representative", "safeguarding_lead"):
        with pytest.raises(NotAllowed):
            create_session(world.partnership, by=world.actor(persona), plan=PLAN)
    session = make_session(world.partnership)
    for by in (world.actor("facilitator"), world.elsewhere["chair"].actor(), GUEST):
        with pytest.raises(NotAllowed):
            publish_session(session, by=by, now=NOW)


def test_a_resident_can_facilitate(world: World) -> None:
    session = make_session(world.partnership)
    SessionFacilitator.objects.create(session=session, hat=world.hats["resident"])
    assert cancel_session(
        session, by=world.actor("resident"), because="Snow.", now=NOW
    ).is_cancelled


def test_only_current_hats_of_the_partnership_become_facilitators(world: World) -> None:
    strangers = (world.elsewhere["facilitator"].pk, world.ended["facilitator"].pk)
    plan = replace(PLAN, facilitators=strangers)
    session = create_session(world.partnership, by=world.actor("chair"), plan=plan)
    assert not session.facilitators.exists()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"ends_at": PLAN.starts_at}, errors.EndsBeforeItStarts),
        ({"venue": ""}, errors.RoomWithoutVenue),
    ],
)
def test_what_the_database_refuses_is_said_in_words(
    world: World, change: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        create_session(world.partnership, by=world.actor("chair"), plan=replace(PLAN, **change))  # type: ignore[arg-type]


def test_two_sessions_of_one_name_and_day_are_refused(world: World) -> None:
    create_session(world.partnership, by=world.actor("chair"), plan=PLAN)
    with pytest.raises(errors.SessionNameTaken):
        create_session(world.partnership, by=world.actor("chair"), plan=PLAN)


def test_a_session_without_places_or_in_the_past_is_not_published(world: World) -> None:
    empty = make_session(world.partnership, state="draft", room_places=0, online_places=0)
    with pytest.raises(errors.SessionWithoutPlaces):
        publish_session(empty, by=world.actor("chair"), now=NOW)
    past = make_session(world.partnership, state="draft", starts_at=NOW)
    with pytest.raises(errors.StartsInThePast):
        publish_session(past, by=world.actor("chair"), now=NOW)


def test_a_new_time_raises_the_sequence_and_is_told_to_all(world: World) -> None:
    session = make_session(world.partnership, room_places=1)
    booked = book(session, by=GUEST, wish=make_wish(), now=NOW)
    waiting = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    plan = plan_of(session)
    later = replace(
        plan,
        starts_at=plan.starts_at + timedelta(days=1),
        ends_at=plan.ends_at + timedelta(days=1),
    )
    moved = revise_session(session, by=world.actor("coordinator"), plan=later, now=NOW)
    assert (moved.sequence, moved.moved_at) == (1, NOW)
    for booking in (booked, waiting):
        notice = Notice.objects.about(booking).get(kind=names.MOVED)
        assert notice.version == names.time_of(moved)


def test_other_words_move_nothing(world: World) -> None:
    session = make_session(world.partnership)
    booking = book(session, by=GUEST, wish=make_wish(), now=NOW)
    plan = replace(plan_of(session), purpose="We cook and eat.")
    assert revise_session(session, by=world.actor("chair"), plan=plan, now=NOW).sequence == 0
    assert not Notice.objects.about(booking).filter(kind=names.MOVED).exists()


def test_more_places_go_to_those_who_wait(world: World) -> None:
    session = make_session(world.partnership, room_places=1)
    book(session, by=GUEST, wish=make_wish(), now=NOW)
    queue = [book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW) for _each in range(3)]
    plan = replace(plan_of(session), room_places=3)
    revise_session(session, by=world.actor("chair"), plan=plan, now=NOW)
    for booking in queue:
        booking.refresh_from_db()
    assert [one.state for one in queue] == ["offered", "offered", "waiting"]


def test_fewer_places_than_are_booked_is_refused(world: World) -> None:
    session = make_session(world.partnership)
    book(session, by=GUEST, wish=make_wish(party_size=2), now=NOW)
    plan = replace(plan_of(session), room_places=1)
    with pytest.raises(errors.FewerPlacesThanBooked):
        revise_session(session, by=world.actor("chair"), plan=plan, now=NOW)


def test_the_chair_does_not_change_the_link_to_join(world: World) -> None:
    session = make_session(world.partnership)
    plan = replace(plan_of(session), joining_link="https://meet.example.org/other")
    with pytest.raises(NotAllowed):
        revise_session(session, by=world.actor("chair"), plan=plan, now=NOW)
    revised = revise_session(session, by=world.actor("coordinator"), plan=plan, now=NOW)
    assert revised.joining_link.endswith("other")


def test_calling_off_tells_all_who_booked_or_wait_and_the_team(world: World) -> None:
    session = make_session(world.partnership, room_places=1)
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    booked = book(session, by=GUEST, wish=make_wish(), now=NOW)
    waiting = book_or_wait(session, by=GUEST, wish=make_wish(), now=NOW)
    with pytest.raises(errors.ReasonMissing):
        cancel_session(session, by=world.actor("chair"), because=" ", now=NOW)
    cancelled = cancel_session(session, by=world.actor("chair"), because="Snow.", now=NOW)
    assert cancelled.sequence == 1 and kinds(session) == [names.TEAM_CANCELLED]
    for booking in (booked, waiting):
        assert Notice.objects.about(booking).filter(kind=names.SESSION_CANCELLED).count() == 1


def test_whose_hat_has_ended_is_told_nothing_of_a_session(world: World) -> None:
    session = make_session(world.partnership)
    SessionFacilitator.objects.create(session=session, hat=world.ended["facilitator"])
    cancel_session(session, by=world.actor("chair"), because="Snow.", now=NOW)
    assert kinds(session) == []


def test_a_draft_does_not_become_public_by_being_called_off(world: World) -> None:
    draft = make_session(world.partnership, state="draft")
    with pytest.raises(errors.NotYetPublished):
        cancel_session(draft, by=world.actor("chair"), because="Not now.", now=NOW)
    assert not Session.objects.visible_to(AnonymousUser()).exists()


def test_a_cancelled_or_begun_session_is_not_changed(world: World) -> None:
    cancelled = make_session(world.partnership, state="cancelled", cancelled_because="Snow.")
    begun = make_session(world.partnership, starts_at=NOW)
    for session, error in ((cancelled, errors.SessionNotOpen), (begun, errors.SessionStarted)):
        with pytest.raises(error):
            revise_session(session, by=world.actor("chair"), plan=plan_of(session), now=NOW)
