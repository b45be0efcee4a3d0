"""Somebody says something, and it is read before anybody else sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from accounts.models import ContactPoint
from coproduction.actions.contributing import contribute, listens_until, take_back, write_down
from coproduction.actions.forgetting import forget_speakers
from coproduction.actions.moderating import hide, share
from coproduction.errors import (
    HiddenWithoutReason,
    NobodyListens,
    NothingSaid,
    TakenBack,
    WordsKeptPrivate,
)
from coproduction.models import Contribution, Session
from reminders.models import Notice
from tests.cast import World
from tests.coproduction.voiced import (
    GUEST,
    NOW,
    WORDS,
    make_contribution,
    make_decision,
    make_heard_session,
    make_public,
    make_saying,
)

SECRET = "the words that nobody has read yet"


@pytest.fixture
def session(world: World) -> Session:
    return make_heard_session(world)


def test_somebody_says_something_without_an_account(session: Session) -> None:
    said = contribute(session, by=GUEST, saying=make_saying(), now=NOW)
    assert (said.words, said.state, said.person) == (WORDS, "waiting", None)
    assert said.contact is not None and said.contact.person is None
    assert Notice.objects.get(kind="said-received").contact == said.contact


def test_the_same_form_sent_twice_is_said_once(session: Session) -> None:
    saying = make_saying()
    first = contribute(session, by=GUEST, saying=saying, now=NOW)
    assert contribute(session, by=GUEST, saying=saying, now=NOW) == first
    assert Contribution.objects.count() == Notice.objects.count() == 1
    assert ContactPoint.objects.filter(person=None).count() == 1


def test_whoever_is_signed_in_finds_it_on_her_page(world: World, session: Session) -> None:
    actor = world.actor("resident")
    said = contribute(session, by=actor, saying=make_saying(), now=NOW)
    assert said.person_id == actor.person_id


def test_nobody_listens_at_a_draft_or_long_after(session: Session) -> None:
    late = listens_until(session) + timedelta(minutes=1)
    with pytest.raises(NobodyListens):
        contribute(session, by=GUEST, saying=make_saying(), now=late)
    Session.objects.filter(pk=session.pk).update(state="draft")
    session.refresh_from_db()
    with pytest.raises(NobodyListens):
        contribute(session, by=GUEST, saying=make_saying(), now=NOW)


def test_blanks_are_nothing_said(session: Session) -> None:
    with pytest.raises(NothingSaid):
        contribute(session, by=GUEST, saying=make_saying("  \n "), now=NOW)


def test_a_facilitator_writes_down_what_others_said(world: World, session: Session) -> None:
    sayings = [
        make_saying("From a card", provenance="card", said_by="Joan", reach=None),
        make_saying("By phone", provenance="phone"),
    ]
    card, call = write_down(session, by=world.actor("facilitator"), sayings=sayings, now=NOW)
    assert card.entered_by == call.entered_by == world.hats["facilitator"]
    assert card.person is None and card.said_by == "Joan"


def test_a_chair_neither_writes_down_nor_moderates(world: World, session: Session) -> None:
    with pytest.raises(NotAllowed):
        write_down(session, by=world.actor("chair"), sayings=[make_saying()], now=NOW)
    said = contribute(session, by=GUEST, saying=make_saying(), now=NOW)
    with pytest.raises(NotAllowed):
        share(said, by=world.actor("chair"), now=NOW)


def test_a_facilitator_of_another_session_does_not_moderate(world: World, session: Session) -> None:
    session.facilitator_links.all().delete()
    said = contribute(session, by=GUEST, saying=make_saying(), now=NOW)
    with pytest.raises(NotAllowed):
        share(said, by=world.actor("facilitator"), now=NOW)


def test_what_is_private_is_never_shared(world: World, session: Session) -> None:
    said = contribute(session, by=GUEST, saying=make_saying(consent="private"), now=NOW)
    with pytest.raises(WordsKeptPrivate):
        share(said, by=world.actor("coordinator"), now=NOW)
    said.refresh_from_db()
    assert said.is_waiting


def test_hiding_needs_a_reason_that_its_author_can_read(world: World, session: Session) -> None:
    said = make_contribution(session)
    with pytest.raises(HiddenWithoutReason):
        hide(said, by=world.actor("coordinator"), because=" ", now=NOW)
    hide(said, by=world.actor("coordinator"), because="It names a nurse.", now=NOW)
    assert "It names a nurse." in Client().get(said.private_path()).text


def test_words_taken_back_are_erased_with_the_address(world: World, session: Session) -> None:
    said = contribute(session, by=GUEST, saying=make_saying(), now=NOW)
    contact = said.contact
    assert contact is not None
    page = Client().post(f"{said.private_path()}take-back/", follow=True)
    said.refresh_from_db()
    assert said.is_taken_back and said.words == "" and said.contact is None
    assert WORDS not in page.text and "taken your words back" in page.text
    assert not ContactPoint.objects.filter(pk=contact.pk).exists()
    assert not Notice.objects.exists()
    with pytest.raises(TakenBack):
        share(said, by=world.actor("coordinator"), now=NOW)


def test_nobody_takes_back_what_another_said(world: World, session: Session) -> None:
    said = make_contribution(session)
    with pytest.raises(NotAllowed):
        take_back(said, by=world.actor("coordinator"), now=NOW)


def test_where_to_tell_a_guest_is_forgotten_after_25_months(session: Session) -> None:
    said = make_contribution(session, said_by="Joan")
    assert forget_speakers(NOW) == 0
    assert forget_speakers(NOW + timedelta(days=800)) == 1
    said.refresh_from_db()
    assert (said.contact, said.said_by, said.words) == (None, "", WORDS)


def test_a_name_on_a_card_without_an_address_is_forgotten_too(session: Session) -> None:
    card = make_contribution(session, said_by="Joan", contact=None, provenance="card")
    forget_speakers(NOW)
    card.refresh_from_db()
    assert card.said_by == "Joan"
    forget_speakers(NOW + timedelta(days=800))
    card.refresh_from_db()
    assert (card.said_by, card.words) == ("", WORDS)


@pytest.mark.parametrize("state", ["waiting", "hidden", "theme", "private"])
def test_no_public_page_shows_what_may_not_be_seen(
    world: World, session: Session, client_as: Callable[..., Client], state: str
) -> None:
    fields: dict[str, object] = {"state": "published", "consent": "words"}
    if state == "waiting":
        fields["state"] = state
    elif state == "hidden":
        fields |= {"state": state, "hidden_because": "It names a nurse."}
    elif state == "theme":
        fields["consent"] = state
    else:
        fields |= {"consent": state, "state": "waiting"}
    said = make_contribution(session, SECRET, said_by=SECRET, **fields)
    decision = make_decision(session)
    make_public(decision, said)
    pages = [
        reverse("home"),
        reverse("what_changed"),
        reverse("what_changed") + "?show=not-done",
        decision.get_absolute_url(),
        reverse("decision_list", args=[world.partnership.slug]),
        reverse("session_detail", args=[world.partnership.slug, session.slug]),
        reverse("partnership_detail", args=[world.partnership.slug]),
        reverse("challenge_detail", args=[world.partnership.slug, decision.challenge.slug]),
    ]
    for client in (Client(), client_as("citizen"), client_as("chair"), client_as("leader")):
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200
            assert SECRET not in answer.text, page


def test_the_private_page_opens_with_its_own_token_only(session: Session) -> None:
    said = make_contribution(session)
    path = said.private_path()
    assert Client().get(path).status_code == 200
    assert Client().get(path[:-3] + "x/").status_code == 404
    assert "no-store" in Client().get(path)["Cache-Control"]


def test_a_code_is_found_however_it_is_typed(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(code="AB12CD")
    for typed in ("ab12cd", " AB12 CD ", "ab-12-cd"):
        answer = Client().post(reverse("contribution_start"), {"code": typed})
        assert answer["Location"] == "/say/AB12CD/"
    wrong = Client().post(reverse("contribution_start"), {"code": "nothing"})
    assert wrong.status_code == 422 and "Error:" in wrong.text


def test_she_says_something_in_four_questions(world: World) -> None:
    session = make_heard_session(world, starts_at=timezone.now() - timedelta(days=2))
    client = Client()
    steps = {
        "words": {"words": WORDS},
        "kind": {"kind": "idea"},
        "showing": {"consent": "words"},
        "hearing-back": {"how": "email", "email": "ada@example.org"},
    }
    for step, answers in steps.items():
        client.post(reverse("contribution_say", args=[session.code, step]), answers)
    check = reverse("contribution_check", args=[session.code])
    assert WORDS in client.get(check).text
    thanks = client.post(check, follow=True)
    said = Contribution.objects.get()
    assert said.private_path() in thanks.text
    assert said.contact is not None and said.contact.value == "ada@example.org"
    assert client.get(check)["Location"].endswith("/words/")


def test_each_question_says_what_is_missing(world: World) -> None:
    session = make_heard_session(world, starts_at=timezone.now() - timedelta(days=2))
    for step in ("words", "kind", "showing", "hearing-back"):
        answer = Client().post(reverse("contribution_say", args=[session.code, step]), {})
        assert answer.status_code == 422 and "Error:" in answer.text
    by_mail = Client().post(
        reverse("contribution_say", args=[session.code, "hearing-back"]), {"how": "email"}
    )
    assert "Enter your email address." in by_mail.text


def test_moderation_answers_in_place_and_without_scripts(
    session: Session, client_as: Callable[..., Client]
) -> None:
    said = make_contribution(session, state="waiting")
    facilitator = client_as("facilitator")
    kwargs = [session.partnership.slug, session.slug, said.pk]
    hidden = facilitator.post(
        reverse("contribution_hide", args=kwargs), {}, headers={"HX-Request": "true"}
    )
    assert hidden.status_code == 422 and f'id="said-{said.pk}"' in hidden.text
    shared = facilitator.post(reverse("contribution_share", args=kwargs))
    assert shared.status_code == 302
    said.refresh_from_db()
    assert said.state == "published"


def test_cards_are_written_down_several_at_once(
    session: Session, client_as: Callable[..., Client]
) -> None:
    page = reverse("contribution_create", args=[session.partnership.slug, session.slug])
    form = client_as("facilitator").get(page).context["cards"]
    data: dict[str, object] = {"card-TOTAL_FORMS": 3, "card-INITIAL_FORMS": 0}
    for number, card in enumerate(form):
        data |= {
            f"card-{number}-key": card["key"].value(),
            f"card-{number}-kind": "idea",
            f"card-{number}-consent": "words",
            f"card-{number}-provenance": "card",
        }
    empty = client_as("facilitator").post(page, data)
    assert empty.status_code == 422
    data |= {"card-0-words": "One", "card-2-words": "Two", "card-2-reach": "01632 960123"}
    answer = client_as("facilitator").post(page, data)
    assert answer.status_code == 302
    again = client_as("facilitator").post(page, data)
    assert again.status_code == 302
    assert sorted(Contribution.objects.values_list("words", flat=True)) == ["One", "Two"]
    wrong = client_as("facilitator").post(page, data | {"card-2-reach": "not a number"})
    assert wrong.status_code == 422 and "Card 3" in wrong.text
