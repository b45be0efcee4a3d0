"""To move a session: what happens is shown first, and is done in one act when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded
from coproduction.actions.sessions import revise_session
from coproduction.actions.support import ask_for
from coproduction.models import Session, SessionFacilitator
from coproduction.needs import Need
from coproduction.notices import names
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import make_booking, make_session
from tests.coproduction.test_session_actions import plan_of
from tests.reminders.telling import told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def session(world: World) -> Session:
    """In thirty days at two in the afternoon, with the world's facilitator."""
    day = timezone.localdate() + timedelta(days=30)
    starts_at = timezone.make_aware(datetime(day.year, day.month, day.day, 14, 0))
    session = make_session(world.partnership, starts_at=starts_at, room_places=50)
    SessionFacilitator.objects.create(session=session, hat=world.hats["facilitator"])
    return session


def at(name: str, session: Session) -> str:
    return reverse(name, args=[session.partnership.slug, session.slug])


def filled(session: Session, **changes: Any) -> dict[str, Any]:
    """The form as it stands, with some answers changed."""
    starts, ends = (timezone.localtime(at) for at in (session.starts_at, session.ends_at))
    day = changes.pop("day", starts.date())
    return {
        "title": session.title,
        "purpose": "We cook.\r\nTogether.",
        "stage_served": "plan",
        "day_day": day.day,
        "day_month": day.month,
        "day_year": day.year,
        "starts": f"{starts:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "room_places": session.room_places,
        "online_places": session.online_places,
        "venue": session.venue,
        "address": session.address,
        "facilitators": list(session.facilitators.values_list("pk", flat=True)),
    } | changes


def pressed(page: str, button: str) -> dict[str, list[str]]:
    """What a browser without scripts sends when that button of the last form is pressed."""
    form = page[page.rindex("<form") :]
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        pairs = {name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)}
        fields.setdefault(pairs["name"], []).append(pairs.get("value", ""))
    found = re.search(rf'<button[^>]*name="{button}" value="([^"]*)"', form)
    assert found
    return fields | {button: [found.group(1)]}


def contact(kind: str, **more: Any) -> ContactPoint:
    value = "+447700900123" if kind == "phone" else f"some {kind}"
    return ContactPoint.objects.create(kind=kind, value=value, **more)


def reached_in_all_ways(session: Session) -> None:
    for kind, number in (("email", 3), ("phone", 2), ("post", 1)):
        for _each in range(number):
            make_booking(session, contact=contact(kind))
    stopped = contact("email", stopped_at=timezone.now(), stopped_because="It bounced.")
    make_booking(session, contact=stopped)
    make_booking(session, contact=contact("email"), state="waiting", confirmed_at=None)
    make_booking(session, contact=None)
    make_booking(session, contact=contact("email"), state="cancelled")


def words(page: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return " ".join(unescape(text).split())


def test_a_move_is_shown_before_it_is_saved(
    client_as: Callable[..., Client], session: Session, settings: Any
) -> None:
    settings.DEVELOPMENT = True  # a text has a way to go
    reached_in_all_ways(session)
    support = make_booking(session, contact=contact("email"))
    [need] = ask_and_arrange(support)
    new_day = timezone.localtime(session.starts_at).date() + 7 * DAY
    client = client_as("facilitator")
    page = client.post(at("session_edit", session), filled(session, day=new_day))
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    shown = words(page)
    assert "9 people will be told at once" in shown
    assert "5 by email 2 by text message 2 must be phoned or written to by you" in shown
    assert "1 left no way to be reached" in shown
    assert "Asha Facilitator" in shown and f"{session.day}, 2pm to 4pm" in shown
    assert "Support is arranged already for 1 need" in shown and need.arranged_at
    assert "9 bookings with a place keep it on the new day" in shown
    session.refresh_from_db()
    assert session.sequence == 0 and not Notice.objects.filter(kind=names.MOVED).exists()


def test_a_move_that_was_confirmed_is_one_act(
    client_as: Callable[..., Client], session: Session
) -> None:
    reached_in_all_ways(session)
    client = client_as("facilitator")
    new_day = timezone.localtime(session.starts_at).date() + 7 * DAY
    page = client.post(at("session_edit", session), filled(session, day=new_day))
    confirmed = pressed(page.content.decode(), "shown")
    done = client.post(at("session_edit", session), confirmed, follow=True)
    assert done.redirect_chain and "It is moved. Everybody who booked" in words(done)
    was = session.starts_at
    session.refresh_from_db()
    assert timezone.localtime(session.starts_at).date() == new_day
    assert session.starts_at > was and session.sequence == 1
    assert session.purpose.split() == ["We", "cook.", "Together."]
    [facilitator] = session.facilitators.all()
    moved = Notice.objects.filter(kind=names.MOVED)
    assert moved.count() == 8  # one for each who can be told
    [notice] = Notice.objects.filter(kind=names.TEAM_MOVED)
    assert notice.contact.person_id == facilitator.person_id
    assert session.day in told(notice).subject
    # The same confirmation sent again moves nothing and tells nobody.
    client.post(at("session_edit", session), confirmed)
    assert moved.count() == 8


def ask_and_arrange(booking: Any) -> list[Any]:
    ask_for(booking, [Need("bsl")])
    with recorded(Actor.for_job("test"), "arranged"):
        booking.support.update(arranged_at=timezone.now())
    return list(booking.support.all())


def test_the_way_back_keeps_every_answer(
    client_as: Callable[..., Client], session: Session
) -> None:
    client = client_as("facilitator")
    answers = filled(session, starts="15:00", ends="17:00", title="Cooking “anew” & <more>")
    page = client.post(at("session_edit", session), answers)
    back = client.post(at("session_edit", session), pressed(page.content.decode(), "back"))
    shown = back.content.decode()
    assert back.status_code == 200 and "Change this session" in shown
    assert "Cooking “anew” &amp; &lt;more&gt;" in shown and 'value="15:00"' in shown
    assert re.search(r"We cook\.\s+Together\.", shown)
    session.refresh_from_db()
    assert session.title == "Cooking together" and session.sequence == 0


def test_what_nobody_is_told_of_is_saved_at_once(
    client_as: Callable[..., Client], session: Session
) -> None:
    client = client_as("facilitator")
    answer = client.post(at("session_edit", session), filled(session, title="Another name"))
    assert answer.status_code == 302
    Session.objects.filter(pk=session.pk).update(state="draft")
    later = filled(session, title="Another name", starts="15:00", ends="17:00")
    assert client.post(at("session_edit", session), later).status_code == 302


def test_when_somebody_else_moved_it_meanwhile_it_is_shown_again(
    world: World, client_as: Callable[..., Client], session: Session
) -> None:
    client = client_as("facilitator")
    answers = filled(session, starts="15:00", ends="17:00")
    page = client.post(at("session_edit", session), answers)
    plan, hats = plan_of(session), tuple(session.facilitators.values_list("pk", flat=True))
    fields = {name: getattr(plan, name) for name in type(plan).__slots__}
    other = type(plan)(**fields | {"venue": "Another hall", "facilitators": hats})
    revise_session(session, by=world.actor("chair"), plan=other, now=timezone.now())
    again = client.post(at("session_edit", session), pressed(page.content.decode(), "shown"))
    assert again.status_code == 200 and "Somebody else changed this session" in words(again)
    assert "Another hall" in words(again)
    done = client.post(at("session_edit", session), pressed(again.content.decode(), "shown"))
    assert done.status_code == 302


def test_only_the_place_changes(client_as: Callable[..., Client], session: Session) -> None:
    make_booking(session)
    page = client_as("coordinator").post(
        at("session_edit", session), filled(session, venue="Another hall")
    )
    shown = words(page)
    assert "Give this session another place?" in shown and "When, as before" in shown
    assert "1 person will be told" in shown and "Change the place, and tell 1 person" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": timezone.localdate() - DAY}, "It would start in the past"),
        ({"starts": "15:00", "ends": "14:00"}, "The end must come after the start"),
    ],
)
def test_what_cannot_be_is_said_at_the_form_and_not_after_it(
    client_as: Callable[..., Client], session: Session, changes: dict[str, Any], said: str
) -> None:
    page = client_as("facilitator").post(at("session_edit", session), filled(session, **changes))
    assert page.status_code == 422 and said in page.content.decode()
    assert 'name="shown"' not in page.content.decode()


def test_a_move_so_near_says_that_it_is_the_reminder(
    client_as: Callable[..., Client], session: Session
) -> None:
    soon = timezone.now() + timedelta(hours=3)
    Session.objects.filter(pk=session.pk).update(
        starts_at=soon, ends_at=soon + timedelta(minutes=10)
    )
    session.refresh_from_db()
    local = timezone.localtime(soon + timedelta(minutes=1))
    answers = filled(session, starts=f"{local:%H:%M}", ends="23:59", day=local.date())
    page = client_as("facilitator").post(at("session_edit", session), answers)
    assert "this message serves as the reminder" in words(page)


def test_a_preview_takes_few_queries(
    client_as: Callable[..., Client], session: Session, django_assert_max_num_queries: Any
) -> None:
    client = client_as("coordinator")
    answers = filled(session, starts="15:00", ends="17:00")
    counts = []
    for number in (1, 12):
        for _each in range(number):
            make_booking(session)
        client.post(at("session_edit", session), answers)
        with django_assert_max_num_queries(15) as asked:
            client.post(at("session_edit", session), answers)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_cancelling_and_publishing_say_who_is_told_and_how(
    client_as: Callable[..., Client], session: Session, settings: Any
) -> None:
    settings.DEVELOPMENT = False  # no text has a way to go
    reached_in_all_ways(session)
    shown = words(client_as("facilitator").get(at("session_cancel", session)))
    assert "8 people will be told at once, with your reason" in shown
    assert "4 by email 4 must be phoned or written to by you" in shown
    assert "8 bookings with a place" in shown and "1 on the waiting list" in shown
    Session.objects.filter(pk=session.pk).update(state="draft")
    shown = words(client_as("facilitator").get(at("session_publish", session)))
    assert "1 person who facilitates it will be told at once 1 by email" in shown


def test_who_has_another_way_is_counted_by_it(
    world: World, client_as: Callable[..., Client], session: Session, settings: Any
) -> None:
    settings.DEVELOPMENT = True
    people = [world.citizen, world.citizen_without_email]
    gone = {"stopped_at": timezone.now(), "stopped_because": "It bounced."}
    for person in people:
        ContactPoint.objects.filter(person=person).delete()
        make_booking(session, person=person, contact=contact("email", person=person, **gone))
    ContactPoint.objects.create(kind="phone", value="+447700900001", person=people[0])
    shown = words(client_as("facilitator").get(at("session_cancel", session)))
    assert "2 people will be told at once" in shown
    assert "1 by text message 1 must be phoned or written to by you" in shown


def test_a_landline_is_counted_as_phoned(
    client_as: Callable[..., Client], session: Session, settings: Any
) -> None:
    settings.DEVELOPMENT = True
    for number in ("+441632960123", "+447700900123"):
        point = ContactPoint.objects.create(kind="phone", value=number)
        make_booking(session, contact=point)
    shown = words(client_as("facilitator").get(at("session_cancel", session)))
    assert "1 by text message 1 must be phoned or written to by you" in shown
