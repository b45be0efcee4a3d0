"""Skills: one's own view, second voices, practice; private, and never a ranking."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import NotAllowed
from accounts.models import ContactPoint
from leaders import errors
from leaders.actions.assessing import (
    answer_as_second_voice,
    ask_second_voice,
    assess_oneself,
    decline_second_voice,
    forget_second_voices,
)
from leaders.actions.practice import (
    Asked,
    Practised,
    ask_to_confirm,
    confirm,
    forget_unconfirmed,
    share_practice,
    write_practice,
)
from leaders.actions.wording_skills import word_skills
from leaders.models import Assessment, SecondVoice, SkillPractice
from reminders.models import Notice
from tests.architecture.source import LINE, modules, shown
from tests.cast import World
from tests.leaders.skills import LEVELS, ask_a_peer, asked_practice, make_place, make_practice

GUEST = Actor.guest()


# --- Second voices -----------------------------------------------------------------------------


def test_a_second_voice_answers_once_and_is_forgotten(world: World) -> None:
    voice = ask_a_peer(make_place(world), world)
    notice = Notice.objects.get(kind="second-voice")
    assert notice.contact.value == "paula@example.org"
    answer_as_second_voice(voice, by=GUEST, levels=LEVELS, now=timezone.now())
    assert Assessment.objects.filter(second_voice=voice).count() == 4
    assert not ContactPoint.objects.filter(value="paula@example.org").exists()
    with pytest.raises(errors.SaidAlready):
        answer_as_second_voice(voice, by=GUEST, levels=LEVELS, now=timezone.now())
    with pytest.raises(errors.SaidAlready):
        decline_second_voice(voice, by=GUEST, now=timezone.now())


def test_a_peer_who_became_a_colleague_still_answers(world: World) -> None:
    place = make_place(world)
    voice = ask_a_peer(place, world)
    place.employer = world.council
    place.save()
    answer_as_second_voice(voice, by=GUEST, levels=LEVELS, now=timezone.now())
    voice.refresh_from_db()
    assert voice.answered_at is not None
    with pytest.raises(DatabaseError, match="another organisation"), transaction.atomic():
        SecondVoice.objects.create(
            participation=place, moment="end", voice="peer", name="P", organisation=world.council
        )


def test_nobody_asks_themselves_by_another_address(world: World) -> None:
    leader = world.hats["leader"]
    ContactPoint.objects.create(person=leader.person, kind="email", value="own@example.org")
    mine = Asked("Me", "citizen", "email", "OWN@example.org")
    by, now = leader.actor(), timezone.now()
    with pytest.raises(errors.OwnContact):
        ask_to_confirm(make_practice(leader), by=by, asked=mine, now=now)
    with pytest.raises(errors.OwnContact):
        ask_second_voice(make_place(world), by=by, moment="start", asked=mine, now=now)


def test_whoever_declines_leaves_room_for_another(world: World) -> None:
    place = make_place(world)
    voice = ask_a_peer(place, world)
    with pytest.raises(errors.VoiceAskedAlready):
        ask_a_peer(place, world)
    decline_second_voice(voice, by=GUEST, now=timezone.now())
    ask_a_peer(place, world, "Another Peer")
    assert ContactPoint.objects.filter(value="paula@example.org").count() == 1


def test_a_peer_is_of_another_organisation_whoever_writes(world: World) -> None:
    place, by = make_place(world), world.actor("leader")
    asked = Asked("Own Colleague", "peer", "email", "own@example.org", world.nhs)
    with pytest.raises(errors.SameOrganisation):
        ask_second_voice(place, by=by, moment="start", asked=asked, now=timezone.now())
    with pytest.raises(DatabaseError, match="another organisation"), transaction.atomic():
        SecondVoice.objects.create(
            participation=place, moment="end", voice="peer", name="X", organisation=world.nhs
        )
    voice = ask_a_peer(place, world)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE leaders_secondvoice SET organisation_id = %s WHERE id = %s",
            [world.nhs.pk, voice.pk],
        )


def test_only_the_participant_asks_and_nobody_answers_about_themselves(world: World) -> None:
    place = make_place(world)
    asked = Asked("C", "citizen", "email", "c@example.org")
    now = timezone.now()
    for persona in ("chair", "coordinator", "analyst"):
        by = world.actor(persona)
        with pytest.raises(NotAllowed):
            ask_second_voice(place, by=by, moment="start", asked=asked, now=now)
        with pytest.raises(NotAllowed):
            assess_oneself(place, by=by, moment="start", levels=LEVELS, now=now)
    voice = ask_a_peer(place, world)
    with pytest.raises(errors.NotTheirOwn):
        answer_as_second_voice(voice, by=world.actor("leader"), levels=LEVELS, now=now)


def test_a_peer_has_an_organisation_and_it_is_asked_for_once(world: World, client_as: Any) -> None:
    place = make_place(world)
    address = reverse("voice_ask", args=[place.pk, "start", "peer"])
    assert "(optional)" not in client_as("leader").get(address).content.decode()
    given = {"name": "Paula Peer", "reach": "paula@example.org"}
    said = client_as("leader").post(address, given).content.decode()
    assert (
        said.count("Choose the organisation that they work for.") == 2
    )  # Above, and at its field.


def test_who_does_not_answer_is_forgotten_after_30_days(world: World) -> None:
    ask_a_peer(make_place(world), world)
    entry = asked_practice(world.hats["leader"], world)
    now = timezone.now()
    assert forget_second_voices(now) == forget_unconfirmed(now) == 0
    later = now + timedelta(days=31)
    assert forget_second_voices(later) == forget_unconfirmed(later) == 1
    assert not SecondVoice.objects.exists()
    assert not ContactPoint.objects.filter(person__isnull=True).exists()
    entry.refresh_from_db()
    assert (entry.confirmed_by, entry.asked_at) == ("", None)


def test_both_views_stand_side_by_side_for_their_owner_alone(world: World, client_as: Any) -> None:
    place, now = make_place(world), timezone.now()
    assess_oneself(place, by=world.actor("leader"), moment="start", levels=LEVELS, now=now)
    voice = ask_a_peer(place, world)
    answer_as_second_voice(voice, by=GUEST, levels=dict.fromkeys(LEVELS, (5, "Wow.")), now=now)
    address = reverse("assessment_detail", args=[place.pk])
    text = client_as("leader").get(address).content.decode()
    assert "Wow." in text and "between 3 and 5" in text and "Paula Peer" in text
    for persona in ("chair", "coordinator", "analyst", "operator"):
        assert client_as(persona).get(address).status_code == 404
    download = reverse("assessment_download", args=[place.pk, "csv"])
    assert "Wow." in client_as("leader").get(download).content.decode()


def test_a_programme_says_it_in_its_own_words(world: World, client_as: Any) -> None:
    place = make_place(world)
    words = {"engagement": ("Walking with residents", "Going where they are.")}
    word_skills(place.cohort.programme, by=world.actor("coordinator"), words=words)
    address = reverse("assessment_edit", args=[place.pk, "start"])
    assert "Walking with residents" in client_as("leader").get(address).content.decode()
    with pytest.raises(NotAllowed):
        word_skills(place.cohort.programme, by=world.actor("leader"), words=words)


# --- Practice ----------------------------------------------------------------------------------


def test_practice_is_private_until_it_is_shared(world: World, client_as: Any) -> None:
    hat = world.hats["leader"]
    entry = make_practice(hat)
    address = reverse("practice_shared", args=[world.partnership.slug, hat.person.pk])
    assert "The falls pathway" not in client_as("chair").get(address).content.decode()
    with pytest.raises(NotAllowed):
        share_practice(entry, by=world.actor("chair"), shared=True)
    sharers = reverse("practice_sharers", args=[world.partnership.slug])
    home = reverse("partnership_detail", args=[world.partnership.slug])
    assert sharers in client_as("chair").get(home).content.decode()
    assert sharers not in client_as("citizen").get(home).content.decode()
    assert address not in client_as("chair").get(sharers).content.decode()
    share_practice(entry, by=hat.actor(), shared=True)
    assert address in client_as("chair").get(sharers).content.decode()
    assert "The falls pathway" in client_as("resident").get(address).content.decode()
    assert client_as("citizen").get(address).status_code == 404
    assert client_as("chair", "elsewhere").get(address).status_code == 404


def test_what_is_still_to_come_is_no_practice(world: World) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(errors.PractisedInTheFuture):
        write_practice(
            Practised("engagement", tomorrow, "Work", "Words"),
            by=world.actor("leader"),
            employer=None,
            now=timezone.now(),
        )


def test_a_citizen_confirms_by_link_once(world: World, client: Client) -> None:
    entry = asked_practice(world.hats["leader"], world)
    path = entry.private_path()
    assert "Ask before you offer." in client.get(path).content.decode()
    assert "Thank you" in client.post(path, {"answer": "yes"}).content.decode()
    entry.refresh_from_db()
    assert entry.confirmed_at and entry.confirmed_by == "Cleo Citizen"
    assert entry.confirmer_contact is None and not ContactPoint.objects.filter(
        value="cleo@example.org"
    )
    assert "can be answered once" in client.get(path).content.decode()
    with pytest.raises(errors.ConfirmedAlready):
        asked = Asked("D", "citizen", "email", "d@example.org")
        by = world.actor("leader")
        ask_to_confirm(entry, by=by, asked=asked, now=timezone.now())


def test_nobody_confirms_their_own_nor_a_colleague(world: World) -> None:
    hat = world.hats["leader"]
    entry = make_practice(hat)
    colleague = Asked("Colleague", "peer", "email", "x@example.org", world.nhs)
    with pytest.raises(errors.SameOrganisation):
        ask_to_confirm(entry, by=hat.actor(), asked=colleague, now=timezone.now())
    asked = asked_practice(hat, world)
    with pytest.raises(errors.NotTheirOwn):
        confirm(asked, by=hat.actor(), yes=True, now=timezone.now())


def test_an_entry_is_added_in_one_step_and_taken_away(world: World, client_as: Any) -> None:
    client, today = client_as("leader"), timezone.localdate()
    given = {
        "skill": "engagement",
        **{f"practised_on_{part}": getattr(today, part) for part in ("day", "month", "year")},
        "work": "=Library mornings",
        "learned": "Say less.",
    }
    assert client.post(reverse("practice_list"), {**given, "learned": ""}).status_code == 422
    assert client.post(reverse("practice_list"), given).status_code == 302
    entry = SkillPractice.objects.get()
    assert (entry.employer, entry.shared) == (world.nhs, False)
    assert "Say less." in client.get(reverse("practice_list")).content.decode()
    download = reverse("practice_download", args=["csv"])
    assert "'=Library mornings" in client.get(download).content.decode()
    assert "Library" not in client_as("chair").get(download).content.decode()
    client.post(reverse("practice_detail", args=[entry.pk]), {"act": "delete"})
    assert not SkillPractice.objects.exists()


# --- Never a ranking ---------------------------------------------------------------------------

THEIR_OWN = re.compile(
    r"leaders/(skill_record|admin|(actions|views|models|demo|notices|forms)/)"
    r"|challenges/(models/entry_practice|demo/log_details)"
)
COUNTS = re.compile(
    r"(SkillPractice|Assessment|practice|assessments)\b[^\n]*(Avg|Sum|Count|order_by\(.-?level)"
)


def test_nothing_counts_orders_or_compares_people_by_their_skills() -> None:
    """Only the owner's own pages read them; no figure of the house adds or sorts them."""
    for path in modules(*LINE):
        text, name = path.read_text(encoding="utf-8"), shown(path)
        assert not COUNTS.search(text), name
        if re.search(r"\b(SkillPractice|Assessment|SecondVoice)\b", text):
            assert THEIR_OWN.match(name), f"{name} reads what is somebody's own"


def test_no_page_of_those_who_head_it_shows_a_level_or_a_sentence(
    world: World, client_as: Any
) -> None:
    place = make_place(world)
    words = dict.fromkeys(LEVELS, (1, "Secret words"))
    assess_oneself(
        place, by=world.actor("leader"), moment="start", levels=words, now=timezone.now()
    )
    make_practice(world.hats["leader"], "Secret words")
    for persona in ("chair", "analyst"):
        for view in ("partnership_detail", "role_list", "pulse_latest", "network_detail"):
            page = client_as(persona).get(reverse(view, args=[world.partnership.slug]))
            assert "Secret words" not in page.content.decode()
