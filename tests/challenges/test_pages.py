from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.models import Challenge, LogEntry
from tests.cast import World, make_hat
from tests.challenges.factories import make_challenge, make_commitment, make_draft, make_entry
from tests.signing_in import sign_in_client

ClientAs = Callable[..., Client]


def at(name: str, challenge: Challenge, **more: Any) -> str:
    kwargs = {"partnership": challenge.partnership.slug, "challenge": challenge.slug, **more}
    return reverse(name, kwargs=kwargs)


def three_fields(world: World, **more: Any) -> dict[str, Any]:
    return {
        "hat": world.hats["leader"].pk,
        "did": "Rang the walk leaders.",
        "happened_on": timezone.localdate().isoformat(),
        "visibility": "open",
        "key": str(uuid4()),
        "page": "challenge",
        **more,
    }


# --- Queries do not grow with rows --------------------------------------------------------------


def fill(world: World, challenge: Challenge, rows: int) -> None:
    for _ in range(rows):
        entry = make_entry(challenge, world.co_leader)
        entry.with_organisations.set([world.nhs, world.charity])
        make_commitment(challenge, world.nhs, world.hats["leader"])


@pytest.mark.parametrize("persona", ["public", "leader"])
@pytest.mark.parametrize(
    "name", ["challenge_detail", "entry_list", "commitment_list", "challenge_list"]
)
def test_queries_do_not_grow_with_rows(
    world: World, client_as: ClientAs, name: str, persona: str
) -> None:
    challenge = make_challenge(world)
    fill(world, challenge, 5)
    client = client_as(persona)
    address = (
        reverse(name, args=[world.partnership.slug])
        if name == "challenge_list"
        else at(name, challenge)
    )
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(address).status_code == 200
    fill(world, challenge, 5)
    make_challenge(world, "Cold homes")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    gathers_much = name == "challenge_detail" and persona != "public"
    most = 25 if gathers_much else 16 if name == "challenge_detail" else 12
    assert len(many) <= most, [query["sql"][:120] for query in many]


def test_the_quick_page_asks_few_questions_of_the_database(
    world: World, client_as: ClientAs, django_assert_max_num_queries: Any
) -> None:
    challenge = make_challenge(world)
    fill(world, challenge, 6)
    client = client_as("leader")
    client.get(at("entry_create", challenge))
    with django_assert_max_num_queries(12):
        client.get(at("entry_create", challenge))


# --- The page of a challenge --------------------------------------------------------------------


def test_everybody_reads_the_question_but_only_open_work(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    make_entry(challenge, world.co_leader, did="Seen by all.")
    make_entry(challenge, world.co_leader, did="Among us.", visibility="restricted")
    for name in ("challenge_detail", "entry_list"):
        page = client_as("public").get(at(name, challenge)).content.decode()
        assert "Seen by all." in page and "Among us." not in page
    assert (
        "How can nobody here be alone in winter?"
        in client_as("public").get(at("challenge_detail", challenge)).content.decode()
    )


def test_a_strength_that_nobody_confirmed_for_a_year_says_so(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    long_ago = timezone.localdate() - timedelta(days=366)
    challenge.strengths.update(confirmed_on=long_ago)
    page = client_as("public").get(at("challenge_detail", challenge)).content.decode()
    assert f"Not confirmed since {long_ago:%B %Y}" in page


def test_a_late_promise_says_so(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    make_commitment(
        challenge,
        world.nhs,
        world.hats["leader"],
        due_on=timezone.localdate() - timedelta(days=1),
    )
    page = client_as("public").get(at("challenge_detail", challenge)).content.decode()
    assert "Late: was due" in page


def test_the_address_filters_the_log(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    make_entry(challenge, world.co_leader, did="By the council.")
    make_entry(challenge, world.hats["leader"], did="By the trust.")
    page = client_as("public").get(at("entry_list", challenge) + "?sector=nhs").content.decode()
    assert "By the trust." in page and "By the council." not in page


# --- Logging ------------------------------------------------------------------------------------


def test_htmx_swaps_the_entry_in_with_the_counters(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    promise = make_commitment(challenge, world.nhs, world.hats["leader"])
    response = client_as("leader").post(
        at("entry_create", challenge), three_fields(world), headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert page.strip().startswith('<div id="challenge-work">')
    assert "Rang the walk leaders." in page and promise.will_do in page
    assert '<span class="figure-large">1</span>' in page


def test_without_scripts_a_form_and_a_redirect(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    client = client_as("leader")
    response = client.post(at("entry_create", challenge), three_fields(world))
    entry = LogEntry.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"?logged={entry.pk}#entry-{entry.pk}")
    page = client.get(response.headers["Location"]).content.decode()
    assert "Rang the walk leaders." in page and "Logged." in page


def test_what_is_missing_is_said_and_what_was_written_is_kept(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for headers in ({}, {"HX-Request": "true"}):
        response = client_as("leader").post(
            at("entry_create", challenge),
            three_fields(world, happened_on=tomorrow),
            headers=headers,
        )
        page = response.content.decode()
        assert response.status_code == 422
        assert "still to come" in page and "Rang the walk leaders." in page
    assert not LogEntry.objects.exists()


def test_the_hat_is_changed_in_the_form(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    leader = world.hats["leader"]
    leader.partnership.hats.filter(pk=leader.pk).update(capacity="resident", organisation=None)
    first = make_hat(leader.person, world.partnership, "leader", world.nhs)
    page = client_as("leader").get(at("entry_create", challenge)).content.decode()
    assert "Leader, Ashdown NHS Trust" in page
    response = client_as("leader").post(
        at("entry_create", challenge), three_fields(world, hat=leader.pk)
    )
    assert response.status_code == 422, "a hat that may not log is no choice"
    client_as("leader").post(at("entry_create", challenge), three_fields(world, hat=first.pk))
    assert LogEntry.objects.get().hat == first


def test_the_second_to_save_sees_both_texts(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    entry = make_entry(challenge, world.hats["leader"])
    address = at("entry_edit", challenge, entry=entry.pk)
    client = client_as("leader")

    def correction(did: str, version: int, **more: str) -> dict[str, Any]:
        day = entry.happened_on.isoformat()
        said = {"did": did, "happened_on": day, "visibility": "open", "version": version}
        return {**said, **more}

    assert client.post(address, correction("From the phone.", 1)).status_code == 302
    response = client.post(address, correction("From the laptop.", 1))
    page = response.content.decode()
    assert response.status_code == 409
    assert "From the phone." in page and "From the laptop." in page
    assert 'name="version" value="2"' in page
    joined = client.post(address, correction("From the laptop.", 2, join="1")).content.decode()
    assert "From the phone.\n\nFrom the laptop." in joined
    assert client.post(address, correction("From the laptop.", 2)).status_code == 302
    entry.refresh_from_db()
    assert (entry.did, entry.version) == ("From the laptop.", 3)
    assert "Corrected on" in client.get(entry.get_absolute_url()).content.decode()


# --- Setting up ---------------------------------------------------------------------------------


def test_activating_on_thin_ground_is_refused_kindly(world: World, client_as: ClientAs) -> None:
    draft = make_draft(world)
    response = client_as("chair").post(at("challenge_activate", draft))
    assert response.status_code == 422
    assert "two organisations of two sectors" in response.content.decode()


def test_a_challenge_is_set_up_step_by_step(world: World, client_as: ClientAs) -> None:
    client = client_as("coordinator")
    said = {"title": "Cold homes", "question": "How are we all warm?", "population": "Tenants"}
    client.post(reverse("challenge_create", args=[world.partnership.slug]), said)
    challenge = Challenge.objects.get()
    client.post(
        at("challenge_organisations", challenge),
        {"organisations": [world.nhs.pk, world.council.pk]},
    )
    client.post(
        at("strength_create", challenge), {"name": "Warm room", "what_it_offers": "Soup at noon"}
    )
    response = client.post(at("challenge_activate", challenge), follow=True)
    assert "The challenge is active" in response.content.decode()
    page = client_as("public").get(at("challenge_detail", challenge)).content.decode()
    assert "Warm room" in page and "How are we all warm?" in page
    assert response.status_code == 200


def test_the_last_strength_of_an_active_challenge_stays(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    strength = challenge.strengths.get()
    response = client_as("chair").post(
        at("strength_remove", challenge, strength=strength.pk), follow=True
    )
    assert "at least one strength" in response.content.decode()
    assert challenge.strengths.get() == strength


# --- Commitments --------------------------------------------------------------------------------


def test_a_promise_is_made_seen_kept_and_shown(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    soon = timezone.localdate() + timedelta(days=9)
    client_as("leader").post(
        at("commitment_create", challenge),
        {"organisation": world.nhs.pk, "will_do": "Open the hall", "due_on": soon.isoformat()},
    )
    promise = challenge.commitments.get()
    witness = Client()
    sign_in_client(witness, world.co_leader.person)
    witness.post(
        at("commitment_keep", challenge, commitment=promise.pk),
        {"hat": world.co_leader.pk, "evidence": "I sat in it."},
    )
    page = client_as("public").get(promise.get_absolute_url()).content.decode()
    assert "Kept" in page and "I sat in it." in page and "Ashdown County Council" in page


# --- Panels -------------------------------------------------------------------------------------


def test_my_page_offers_to_log_work_on_my_challenges(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    address = at("entry_create", challenge)
    assert address in client_as("leader").get(reverse("my_page")).content.decode()
    assert address not in client_as("chair").get(reverse("my_page")).content.decode()


def test_the_partnership_and_the_place_show_their_challenges(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    draft = make_draft(world, "Still being written")
    for address in (
        reverse("partnership_detail", args=[world.partnership.slug]),
        reverse("place_detail", args=[world.place.slug]),
    ):
        page = client_as("public").get(address).content.decode()
        assert challenge.question in page and draft.title not in page


def test_the_chair_sets_when_people_are_reminded_of_a_challenge(
    world: World, client_as: Callable[..., Client]
) -> None:
    challenge = make_challenge(world)
    chair = client_as("chair")
    here = [world.partnership.slug, challenge.slug]
    address = reverse("challenge_cadence", args=here)
    for page in ("challenge_edit", "challenge_setup"):
        assert address in chair.get(reverse(page, args=here)).content.decode()
        assert address not in client_as("leader").get(reverse(page, args=here)).content.decode()
    assert "after 21 quiet days, as in the whole partnership" in chair.get(address).content.decode()
    typed = {"quiet_after_days": "35", "no_reminders_until": "2099-03-02"}
    answer = chair.post(address, typed, follow=True).content.decode()
    assert "Nobody is reminded of it before Monday 2 March 2099" in answer
    assert "after 35 quiet days." in answer
    assert chair.post(address, {"quiet_after_days": "3"}).status_code == 422
    assert chair.post(address, {"quiet_after_days": ""}).status_code == 302
    challenge.refresh_from_db()
    assert (challenge.quiet_after_days, challenge.no_reminders_until) == (None, None)
