"""Whoever booked and asked to hear what became of it is told when it is decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ContactPoint
from coproduction.actions.deciding import answer, publish_decision
from coproduction.models import Session
from coproduction.notices.names import DECIDED
from reminders.kinds import kinds
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.booked import make_booking
from tests.coproduction.voiced import NOW, make_contribution, make_decision, make_heard_session
from tests.reminders.telling import told, why_not


@pytest.fixture
def session(world: World) -> Session:
    return make_heard_session(world)


def reached_at(address: str) -> ContactPoint:
    return ContactPoint.objects.create(kind="email", value=address)


def test_who_asked_to_hear_is_told_once_and_nobody_else(
    world: World, session: Session, client_as: Callable[..., Client]
) -> None:
    curious = make_booking(session, tell_me_what_became=True, contact=reached_at("a@example.org"))
    make_booking(session, contact=reached_at("plain@example.org"))
    make_booking(
        session,
        mode="online",
        state="cancelled",
        tell_me_what_became=True,
        contact=reached_at("gone@example.org"),
    )
    spoke = reached_at("b@example.org")
    make_booking(
        session, mode="online", tell_me_what_became=True, contact=reached_at("b@example.org")
    )
    decision, said = make_decision(session), make_contribution(session, contact=spoke)
    by = world.actor("chair")
    answer(decision, by=by, contribution=said, outcome="no", reason="Too dear.", now=NOW)
    page = client_as("chair").get(
        reverse("decision_publish", args=[decision.partnership.slug, decision.slug])
    )
    assert "Publish, and tell 2 people" in page.text and "1 more person booked" in page.text
    publish_decision(decision, by=by, now=NOW)
    owed = Notice.objects.get(kind=DECIDED)
    assert owed.contact == curious.contact
    assert Notice.objects.get(kind="said-answered").contact == spoke
    kind = kinds()[DECIDED]
    assert kind.topic.optional and why_not(owed, NOW) == ""
    message = told(owed)
    assert message.subject.startswith("Decided after “") and decision.title in message.subject
    assert message.link.endswith(decision.get_absolute_url())
