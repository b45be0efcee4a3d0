"""The second step: what needs it, what works without, how it is set up, shown, lost and reset."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.actions.securing import add_app
from accounts.actor import Actor
from accounts.errors import NotAllowed
from accounts.models import Person, SecondStepReset
from coproduction.models import Concern
from partnership.actions.resetting import RESET, reset_second_step
from partnership.errors import ForOperatorsToReset, ShowSecondStep
from partnership.models import Hat, Partnership
from reminders.models import Notice
from tests.cast import World, make_hat, make_person
from tests.partnership.invited import make_invitation, say_yes
from tests.reminders import telling
from tests.signing_in import sign_in_client

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
As = Callable[..., Client]


def code_of(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def with_app(person: Person) -> Client:
    """Signed in by code, with an app set up that was not asked yet."""
    add_app(person, by=Actor(person_id=person.pk), secret=SECRET)
    client = Client()
    sign_in_client(client, person, second_step=False)
    return client


def setup_of(world: World) -> str:
    return reverse("partnership_setup", args=[world.partnership.slug])


# --- What needs it -------------------------------------------------------------------------------


def test_a_hat_that_needs_it_gives_no_right_without(world: World, client_as: As) -> None:
    bare = client_as("chair", "without second step")
    answer = bare.get(setup_of(world))
    assert answer.headers["Location"] == f"/me/second-step/?{urlencode({'next': setup_of(world)})}"
    assert client_as("chair").get(setup_of(world)).status_code == 200
    part = bare.get(setup_of(world), headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Redirect"][:17]) == (204, "/me/second-step/?")


def test_other_hats_and_ones_own_page_go_on_working(world: World, client_as: As) -> None:
    person = world.hats["chair"].person
    make_hat(person, world.partnership, "leader", world.council)
    bare = client_as("chair", "without second step")
    page = bare.get(reverse("my_page")).content.decode()
    assert "One more step" in page and "needs your second step" in page
    assert "You are acting as <strong>Leader" in page
    challenges = reverse("challenge_create", args=[world.partnership.slug])
    assert bare.get(challenges).status_code == 200


def test_what_is_seen_by_such_a_hat_is_not_seen_without(world: World) -> None:
    Partnership.objects.filter(pk=world.partnership.pk).update(stage="draft")
    for persona in ("chair", "coordinator", "safeguarding_lead", "leader"):
        person = world.hats[persona].person
        seen = Partnership.objects.visible_to(person)
        assert seen.filter(pk=world.partnership.pk).exists()
        person.passed_second_step = False
        seen = Partnership.objects.visible_to(person)
        assert seen.filter(pk=world.partnership.pk).exists() == (persona == "leader")
    assert not Concern.objects.visible_to(world.hats["safeguarding_lead"].person).exists()


def test_outside_a_request_nobody_has_shown_it(world: World) -> None:
    chair = Person.objects.get(pk=world.hats["chair"].person_id)
    assert not chair.passed_second_step
    assert not Hat.objects.acting(chair).exists()


def test_the_admin_and_the_page_of_delivery_need_it(client_as: As) -> None:
    bare = client_as("operator", "without second step")
    assert (
        bare.get(reverse("admin:index"), follow=True)
        .redirect_chain[-1][0]
        .startswith("/me/second-step/set-up/")
    )
    assert client_as("operator").get(reverse("admin:index")).status_code == 200


# --- Showing it ----------------------------------------------------------------------------------


def test_a_code_of_the_app_is_right_once(world: World) -> None:
    person = world.hats["chair"].person
    client, address = with_app(person), reverse("second_step")
    assert client.post(address, {"code": "000000"}).status_code == 422
    right = {"code": code_of(SECRET), "next": setup_of(world)}
    assert client.post(address, right).headers["Location"] == setup_of(world)
    assert client.get(setup_of(world)).status_code == 200
    again = Client()
    sign_in_client(again, person, second_step=False)
    assert again.post(address, right).status_code == 422


def test_guessing_is_stopped(world: World) -> None:
    client = with_app(world.hats["chair"].person)
    for _ in range(6):
        answer = client.post(reverse("second_step"), {"code": "000000"})
    assert "Too many tries" in answer.content.decode()
    assert client.post(reverse("second_step"), {"code": code_of(SECRET)}).status_code == 422


def test_it_never_leads_to_another_site(world: World) -> None:
    client = with_app(world.hats["chair"].person)
    given = {"code": code_of(SECRET), "next": "https://evil.example/"}
    assert client.post(reverse("second_step"), given).headers["Location"] == reverse("my_page")


def test_a_session_counts_for_its_own_person_alone(world: World, client_as: As) -> None:
    client = client_as("chair")
    client.force_login(world.hats["coordinator"].person)
    assert client.get(setup_of(world)).status_code == 302


# --- Setting it up -------------------------------------------------------------------------------


def test_an_app_is_set_up_with_recovery_codes_that_work_once(world: World, client_as: As) -> None:
    client = client_as("chair", "without second step")
    address = f"{reverse('second_step_app')}?next={setup_of(world)}"
    page = client.get(address).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert secret and "data:image/svg+xml;base64," in page
    typed = code_of(secret.group(1).replace(" ", ""))
    done = client.post(address, {"code": typed, "next": setup_of(world)}, follow=True)
    codes = re.findall(r"<li>(\d{4} \d{4})</li>", done.content.decode())
    assert len(codes) == 10
    assert client.get(setup_of(world)).status_code == 200

    again = client_as("chair", "without second step")
    assert again.post(reverse("second_step"), {"code": codes[0]}).status_code == 302
    third = client_as("chair", "without second step")
    assert third.post(reverse("second_step"), {"code": codes[0]}).status_code == 422


def test_whoever_uses_recovery_codes_hears_how_many_are_left(world: World) -> None:
    person = world.hats["chair"].person
    client = with_app(person)
    client.post(reverse("second_step"), {"code": code_of(SECRET)})
    page = client.get(reverse("second_step_codes")).content.decode()
    for left, code in reversed(list(enumerate(re.findall(r"<li>(\d{4} \d{4})</li>", page)))):
        again = Client()
        sign_in_client(again, person, second_step=False)
        answer = again.post(reverse("second_step"), {"code": code}, follow=True)
        said = f"{left} {'is' if left == 1 else 'are'} left" if left else "your last recovery code"
        assert said in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("second_step_codes")
    assert "Make ten new ones</button>" in answer.content.decode()


def test_secrets_are_kept_encrypted(world: World) -> None:
    with_app(world.hats["chair"].person)
    assert all(SECRET not in str(one.data) for one in Authenticator.objects.all())


@pytest.mark.parametrize(
    "name", ["second_step_setup", "second_step_app", "second_step_passkey", "second_step_codes"]
)
def test_whoever_has_one_shows_it_before_they_change_anything(world: World, name: str) -> None:
    client = with_app(world.hats["chair"].person)
    assert client.get(reverse(name)).headers["Location"] == reverse("second_step")
    assert client.post(reverse(name)).status_code in (302, 405)
    one = Authenticator.objects.get(type="totp")
    remove = reverse("second_step_remove", args=[one.pk])
    assert client.post(remove).headers["Location"] == reverse("second_step")
    assert Authenticator.objects.filter(type="totp").exists()


def test_the_last_one_takes_the_recovery_codes_with_it(world: World) -> None:
    person = world.hats["chair"].person
    client = with_app(person)
    client.post(reverse("second_step"), {"code": code_of(SECRET)})
    one = Authenticator.objects.get(type="totp")
    page = client.get(reverse("second_step_remove", args=[one.pk])).content.decode()
    assert "the only one that you have" in page
    client.post(reverse("second_step_remove", args=[one.pk]))
    assert not Authenticator.objects.filter(user=person).exists()


# --- Lost ----------------------------------------------------------------------------------------


def test_another_chair_resets_it_recorded_and_told(world: World, client_as: As) -> None:
    lost = world.hats["coordinator"]
    client = with_app(lost.person)
    client.post(reverse("second_step"), {"code": code_of(SECRET)})
    assert client.get(setup_of(world)).status_code == 200
    another = client_as("leader")
    with CaptureQueriesContext(connection) as asked:
        reset_second_step(lost, by=world.actor("deputy_chair"), why="Rang her", now=timezone.now())
    assert not any("django_session" in query["sql"] for query in asked)
    assert another.get(reverse("my_page")).status_code == 200
    assert not Authenticator.objects.filter(user=lost.person).exists()
    assert client.get(setup_of(world)).headers["Location"].startswith("/accounts/login/")
    notice = Notice.objects.get(kind=RESET)
    assert notice.contact.person == lost.person
    assert "taken away" in telling.told(notice).subject
    event = SecondStepReset.pgh_event_model.objects.get()  # type: ignore[attr-defined]
    assert event.pgh_context["person"] == world.hats["deputy_chair"].person_id


@pytest.mark.parametrize(
    ("by", "whose"),
    [("chair", "chair"), ("coordinator", "chair"), ("leader", "coordinator")],
)
def test_nobody_else_does_nor_anybody_for_themselves(world: World, by: str, whose: str) -> None:
    hat = world.hats[whose]
    with pytest.raises(NotAllowed):
        reset_second_step(hat, by=world.actor(by), why="I say so", now=timezone.now())
    neighbour: Hat = world.elsewhere["chair"]
    with pytest.raises(NotAllowed):
        reset_second_step(hat, by=neighbour.actor(), why="I say so", now=timezone.now())


def test_a_second_step_that_guards_more_is_for_operators_to_reset(
    world: World, client_as: As
) -> None:
    hat = world.hats["coordinator"]
    person, by = hat.person, world.actor("chair")
    with_app(person)

    def reset() -> None:
        reset_second_step(hat, by=by, why="I say so", now=timezone.now())

    make_hat(person, world.neighbour, "deputy_chair", world.nhs)
    with pytest.raises(ForOperatorsToReset):
        reset()
    address = reverse("hat_reset_second_step", args=[world.partnership.slug, hat.pk])
    answer = client_as("chair").post(address, {"why": "Rang"})
    assert answer.status_code == 422 and "guards more" in answer.content.decode()
    Hat.objects.filter(person=person, partnership=world.neighbour).update(ends_at=timezone.now())
    person.is_staff = True
    with pytest.raises(ForOperatorsToReset):
        reset()
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_a_chair_of_a_draft_resets_nobodys(world: World) -> None:
    hat = world.hats["coordinator"]
    with_app(hat.person)
    Partnership.objects.filter(pk=world.partnership.pk).update(stage="draft")
    hat.partnership.refresh_from_db()
    with pytest.raises(NotAllowed):
        reset_second_step(hat, by=world.actor("chair"), why="I say so", now=timezone.now())


def test_a_mailbox_alone_accepts_no_role_that_needs_it(world: World) -> None:
    nell = make_person("Nell New")
    client, invitation = with_app(nell), make_invitation(world, "coordinator")
    address = reverse("invitation_accept", args=[invitation.token()])
    here = reverse("invitation_open", args=[invitation.token()])
    shown = client.post(address).headers["Location"]
    assert shown == f"{reverse('second_step')}?{urlencode({'next': here})}"
    with pytest.raises(ShowSecondStep):
        say_yes(invitation, nell)
    assert not nell.hats.exists()
    answer = client.post(reverse("second_step"), {"code": code_of(SECRET), "next": here})
    assert answer.headers["Location"] == here
    client.post(address)
    assert nell.hats.get().capacity == "coordinator"


def test_whoever_runs_the_site_resets_it_at_the_command_line(world: World) -> None:
    person = world.hats["chair"].person
    with_app(person)
    call_command("reset_second_step", person.email, why="Saw her", stdout=StringIO())
    assert not Authenticator.objects.filter(user=person).exists()
