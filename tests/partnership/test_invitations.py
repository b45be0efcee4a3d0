"""Invited, accepted, declined, withdrawn, expired: who may, who sees, who hears."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import NotAllowed
from accounts.models import ContactPoint, Person
from partnership.actions.hats import give_hat, name_by_hand
from partnership.actions.inviting import accept, decline, invite_to_hat, send_again, withdraw
from partnership.codes import ALPHABET, as_kept, new_code, readable
from partnership.errors import (
    AlreadyInvited,
    AlreadyWears,
    AskedEnough,
    EndsBeforeItBegins,
    InvitationOver,
    NotAPartner,
    OwnInvitation,
    SentJustNow,
    SentToAnother,
    TakesAnInvitation,
)
from partnership.invitation_reminders import ANSWERED, INVITED, REMINDED, invitations_unanswered
from partnership.models import Hat, Invitation, Partnership, Vouching
from partnership.retention import forget_invitations
from partnership.setup_tasks import tasks_of
from reminders.actions.owing import owe
from reminders.models import Notice
from tests.cast import (
    LONG_AGO,
    World,
    make_hat,
    make_organisation,
    make_partnership,
    make_person,
)
from tests.partnership.invited import as_person, make_invitation, say_yes
from tests.reminders import telling

NOW = timezone.now()


def of_kind(kind: str) -> list[Notice]:
    return list(Notice.objects.filter(kind=kind).order_by("pk"))


# --- Accepting -----------------------------------------------------------------------------------


def test_nobody_acts_before_they_have_said_yes(world: World) -> None:
    people = Person.objects.count()
    invitation = make_invitation(world)
    assert Person.objects.count() == people
    nell = make_person("Nell Newcomer", "nell.new@example.org")
    assert not nell.hats.exists()
    hat = say_yes(invitation, nell)
    assert (hat.person, hat.capacity, hat.organisation) == (nell, "leader", world.nhs)
    invitation.refresh_from_db()
    assert invitation.hat == hat and invitation.person == nell


def test_one_sent_to_an_address_is_accepted_by_its_owner_alone(world: World) -> None:
    invitation = make_invitation(world)
    with pytest.raises(SentToAnother):
        say_yes(invitation, world.citizen)
    EmailAddress.objects.create(
        user=world.citizen, email="nell.new@example.org", verified=False, primary=False
    )
    with pytest.raises(SentToAnother):
        say_yes(invitation, world.citizen)
    with pytest.raises(NotAllowed):
        accept(invitation, by=Actor.guest("Nell"), now=NOW)
    EmailAddress.objects.filter(user=world.citizen).update(verified=True)
    assert say_yes(invitation, world.citizen).person == world.citizen


def test_one_by_code_is_accepted_by_whoever_has_it_once(world: World) -> None:
    invitation = make_invitation(world, "facilitator", email="")
    say_yes(invitation, world.citizen)
    with pytest.raises(InvitationOver):
        say_yes(invitation, make_person("Sam Second"))
    assert Hat.objects.filter(came_by=invitation).count() == 1


def test_what_is_over_cannot_be_accepted(world: World) -> None:
    nell = make_person("Nell New")
    old = make_invitation(world, "analyst", now=NOW - timedelta(days=29))
    with pytest.raises(InvitationOver):
        say_yes(old, nell)
    withdrawn = make_invitation(world, "leader")
    withdraw(withdrawn, by=world.actor("coordinator"), now=NOW)
    with pytest.raises(InvitationOver):
        say_yes(withdrawn, nell)
    short = make_invitation(world, "facilitator", until=timezone.now() + timedelta(hours=1))
    with pytest.raises(InvitationOver):
        say_yes(short, nell, now=timezone.now() + timedelta(hours=2))
    assert not nell.hats.exists()


@pytest.mark.parametrize("capacity", ["deputy_chair", "representative", "leader", "facilitator"])
def test_nobody_acts_for_an_organisation_by_an_invitation_of_their_own(
    world: World, capacity: str
) -> None:
    own = make_invitation(world, capacity, email="")
    with pytest.raises(OwnInvitation):
        say_yes(own, world.hats["chair"].person)
    asked = make_invitation(world, capacity, email="", by="deputy_chair")
    assert say_yes(asked, world.hats["chair"].person)


def test_who_wears_it_already_or_whose_organisation_left_is_told_so(world: World) -> None:
    invitation = make_invitation(world, "leader", email="")
    with pytest.raises(AlreadyWears):
        say_yes(invitation, world.hats["leader"].person)
    world.partnership.partners.filter(organisation=world.nhs).update(ends_on=timezone.localdate())
    with pytest.raises(NotAPartner):
        say_yes(invitation, world.citizen)


def test_a_delegation_ends_by_itself(world: World) -> None:
    until = timezone.now() + timedelta(days=30)
    invitation = make_invitation(world, "coordinator", until=until)
    hat = say_yes(invitation, make_person("Nell New"))
    assert hat.ends_at == until
    with pytest.raises(EndsBeforeItBegins):
        make_invitation(world, "leader", until=NOW - timedelta(days=1))


# --- Inviting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "capacity", "may"),
    [
        ("chair", "chair", True),
        ("chair", "deputy_chair", True),
        ("deputy_chair", "chair", False),
        ("deputy_chair", "deputy_chair", True),
        ("coordinator", "chair", False),
        ("coordinator", "deputy_chair", False),
        ("coordinator", "coordinator", True),
        ("leader", "leader", False),
    ],
)
def test_who_may_invite_to_what(world: World, by: str, capacity: str, may: bool) -> None:
    if may:
        assert make_invitation(world, capacity, by=by).pk
        return
    with pytest.raises(NotAllowed):
        make_invitation(world, capacity, by=by)


def test_an_address_is_invited_once_at_a_time_and_again_when_it_ran_out(world: World) -> None:
    first = make_invitation(world, email="Nell.New@Example.org")
    with pytest.raises(AlreadyInvited):
        make_invitation(world)
    later = first.expires_at + timedelta(minutes=1)
    again = make_invitation(world, now=later)
    first.refresh_from_db()
    assert first.withdrawn_at == later and again.is_open(later)


def test_whoever_said_yes_is_not_asked_again(world: World) -> None:
    say_yes(make_invitation(world), make_person("Nell New"))
    with pytest.raises(AlreadyWears):
        make_invitation(world)


def test_raw_sql_cannot_let_one_be_accepted_without_a_hat(world: World) -> None:
    invitation = make_invitation(world)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE partnership_invitation SET accepted_at = now() WHERE id = %s", [invitation.pk]
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(declined_at=NOW, withdrawn_at=NOW)


def test_only_a_partner_can_be_acted_for(world: World) -> None:
    with pytest.raises(NotAPartner):
        invite_to_hat(
            world.partnership,
            by=world.actor("chair"),
            name="Nell New",
            email="",
            capacity="leader",
            organisation=make_organisation("Stranger Trust", "nhs"),
            now=NOW,
        )


def test_paper_and_phone_alone_are_for_residents_and_facilitators(world: World) -> None:
    chair = world.actor("chair")
    hat = name_by_hand(
        world.partnership,
        by=chair,
        name="Joan Paper",
        phone="01632 960123",
        capacity="resident",
        organisation=None,
        now=timezone.now(),
    )
    assert hat.person.email is None and hat.person.contact_points.get().kind == "phone"
    event = Hat.pgh_event_model.objects.filter(pgh_obj_id=hat.pk).get()  # type: ignore[attr-defined]
    assert "on paper and by phone" in event.pgh_context["action"]
    give = {"organisation": world.nhs, "now": timezone.now(), "by": chair}
    with pytest.raises(TakesAnInvitation):
        give_hat(world.partnership, person=hat.person, capacity="leader", **give)
    with pytest.raises(TakesAnInvitation):
        give_hat(world.partnership, person=world.citizen, capacity="resident", **give)


def test_who_is_not_vouched_for_writes_to_few_strangers(world: World) -> None:
    """Withdrawn ones count, codes do not, and a second draft of the same person helps nobody."""
    draft = make_partnership("Drafted Partnership", world.place, [world.nhs])
    other = make_partnership("Other Partnership", world.place, [world.nhs])
    chair = world.hats["chair"].person
    hats = {one: make_hat(chair, one, "chair", world.nhs) for one in (draft, other)}

    def ask(where: Partnership, email: str) -> Invitation:
        by, now = hats[where].actor(), timezone.now()
        who = {"name": "Nell", "capacity": "leader", "organisation": world.nhs}
        return invite_to_hat(where, by=by, email=email, now=now, **who)  # type: ignore[arg-type]

    asked = [ask(draft, f"nell{number}@example.org") for number in range(30)]
    withdraw(asked[0], by=hats[draft].actor(), now=timezone.now())
    for where in (draft, other):
        with pytest.raises(AskedEnough):
            ask(where, "one.more@example.org")
    assert ask(draft, "").code
    Vouching.objects.create(partnership=draft, how="Rang them")
    assert ask(draft, "one.more@example.org").pk
    assert make_invitation(world).pk


def test_one_person_has_us_write_to_so_many_in_a_day(
    world: World, client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {**settings.ACCOUNT_RATE_LIMITS, "write_to_strangers": "2/d/user"}
    monkeypatch.setattr(settings, "ACCOUNT_RATE_LIMITS", few)
    client, address = client_as("chair"), reverse("hat_create", args=[world.partnership.slug])
    answers = {"name": "Nell", "how": "email", "capacity": "leader", "organisation": world.nhs.pk}
    for number in range(2):
        asked = client.post(address, answers | {"email": f"nell{number}@example.org"})
        assert asked.status_code == 302
    stopped = client.post(address, answers | {"email": "nell2@example.org"})
    assert stopped.status_code == 422 and "Go on tomorrow" in stopped.content.decode()
    again = reverse(
        "invitation_again", args=[world.partnership.slug, Invitation.objects.all()[0].pk]
    )
    assert "Go on tomorrow" in client.post(again, follow=True).content.decode()
    cache.clear()


# --- Who hears -----------------------------------------------------------------------------------


def test_the_invited_hears_at_once_and_again_after_a_week(world: World) -> None:
    invitation = make_invitation(world, words="You know every street.")
    [notice] = of_kind(INVITED)
    message = telling.told(notice)
    assert message.subject == "You are invited to be leader: Ashdown Partnership"
    assert message.lines[0] == (
        "Asha Chair invites you to act as Leader, Ashdown NHS Trust in Ashdown Partnership."
    )
    assert "You know every street." in message.lines[1]
    assert invitation.code not in str(message) and "nell" not in message.link
    assert telling.why_not(notice, timezone.now()) == ""

    assert list(invitations_unanswered(timezone.now() + timedelta(days=6))) == []
    week = timezone.now() + timedelta(days=7, minutes=1)
    for _ in range(3):
        owe(invitations_unanswered(week))
    [reminder] = of_kind(REMINDED)
    assert telling.told(reminder).subject.startswith("Yes or no by ")
    decline(invitation, by=Actor.guest(), now=timezone.now())
    assert telling.why_not(reminder, week) == "It was answered or withdrawn."


def test_sent_again_it_holds_for_four_more_weeks(world: World) -> None:
    invitation = make_invitation(world)
    [first] = of_kind(INVITED)
    with pytest.raises(SentJustNow):
        send_again(invitation, by=world.actor("coordinator"), now=timezone.now())
    later = timezone.now() + timedelta(days=20)
    again = send_again(invitation, by=world.actor("coordinator"), now=later)
    assert again.is_open(later + timedelta(days=27))
    assert len(of_kind(INVITED)) == 2
    assert telling.why_not(first, later) == "It was sent again later."


@pytest.mark.parametrize(("says", "word"), [(True, "Accepted"), (False, "Declined")])
def test_whoever_invited_hears_the_answer(world: World, says: bool, word: str) -> None:
    invitation = make_invitation(world, "analyst")
    if says:
        say_yes(invitation, make_person("Nell New"))
    else:
        decline(invitation, by=Actor.guest(), now=timezone.now())
    [notice] = of_kind(ANSWERED)
    assert notice.contact.person == world.hats["chair"].person
    assert telling.told(notice).subject == f"{word}: Nell New, analyst, Ashdown Partnership"


def test_what_is_over_is_forgotten_after_thirty_days(world: World) -> None:
    made = NOW - timedelta(days=40)
    yes = make_invitation(world, email="nell.new@example.org", words="About the ward", now=made)
    by_code = make_invitation(world, "facilitator", email="", words="About Tom", now=made)
    say_yes(by_code, world.citizen, now=made)
    no = make_invitation(world, name="Neil No", email="neil.no@example.org", now=made)
    say_yes(yes, make_person("Nell New"), now=made)
    decline(no, by=Actor.guest(), now=made)
    assert forget_invitations(made + timedelta(days=29)) == 0
    assert forget_invitations(NOW) == 3
    assert forget_invitations(NOW) == 0
    yes.refresh_from_db()
    by_code.refresh_from_db()
    assert (yes.email, yes.contact, yes.words, by_code.words) == ("", None, "", "")
    record = Invitation.pgh_event_model.objects.all()  # type: ignore[attr-defined]
    assert not any("About" in str(event) for event in record.values())
    assert not Invitation.objects.filter(pk=no.pk).exists()
    assert not ContactPoint.objects.filter(person=None).exists()


# --- Pages ---------------------------------------------------------------------------------------


def page_of(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_the_name_that_the_owner_of_an_address_gave_is_shown_nowhere_before(
    world: World, client_as: Callable[..., Client]
) -> None:
    make_person("Eleanor Secret-Name", "nell.new@example.org")
    client = client_as("chair")
    answers = {
        "name": "Nell",
        "how": "email",
        "email": "nell.new@example.org",
        "capacity": "leader",
        "organisation": world.nhs.pk,
    }
    address = reverse("hat_create", args=[world.partnership.slug])
    assert "Secret" not in client.post(address, answers, follow=True).content.decode()
    invitation = Invitation.objects.get()
    for page in (
        page_of(client, "hat_list", world.partnership.slug),
        page_of(Client(), "invitation_open", invitation.token()),
        page_of(client, "partnership_history", world.partnership.slug),
    ):
        assert "Secret" not in page
    assert "Not accepted yet" in page_of(client, "hat_list", world.partnership.slug)


def test_set_up_says_who_has_not_accepted_yet(world: World) -> None:
    Partnership.objects.filter(pk=world.partnership.pk).update(stage="draft")
    Hat.objects.filter(pk=world.hats["safeguarding_lead"].pk).update(ends_at=LONG_AGO)
    make_invitation(world, "safeguarding_lead", name="Anna Reid")
    [safeguarding] = [
        task
        for task in tasks_of(world.partnership, on=timezone.localdate())
        if "Safeguarding" in task.title
    ]
    assert safeguarding.hint == (
        "Still needed: a safeguarding lead. Anna Reid has not accepted yet"
    )


def test_a_code_opens_the_invitation_and_guessing_is_stopped(world: World) -> None:
    invitation = make_invitation(world, "facilitator", email="")
    client = Client()
    address = reverse("invitation_find")
    typed = readable(invitation.code).lower().replace(" ", " - ")
    answer = client.post(address, {"code": typed})
    assert answer.headers["Location"] == reverse("invitation_open", args=[invitation.token()])
    for _ in range(20):
        assert client.post(address, {"code": new_code()}).status_code == 422
    for code in (new_code(), invitation.code):
        stopped = client.post(address, {"code": code})
        assert "Wait five minutes" in stopped.content.decode()
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert elsewhere.post(address, {"code": invitation.code}).status_code == 302
    cache.clear()


def test_guessing_from_everywhere_shuts_out_nobody_who_was_invited(world: World) -> None:
    invitation = make_invitation(world, "facilitator", email="")
    address = reverse("invitation_find")
    for number in range(200):
        guesser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        assert "No open" in guesser.post(address, {"code": new_code()}).content.decode()
    late = Client(REMOTE_ADDR="203.0.113.9")
    assert "Wait five minutes" in late.post(address, {"code": new_code()}).content.decode()
    assert late.post(address, {"code": invitation.code}).status_code == 302
    cache.clear()


def test_a_code_has_nothing_in_it_that_is_taken_for_something_else() -> None:
    assert not set(ALPHABET) & set("0O1IL5S8B2Z") - {"2"}
    assert len({new_code() for _ in range(1_000)}) == 1_000
    assert as_kept(" acd-ef ghj\tkm ") == "ACDEFGHJKM"


def test_a_coordinator_does_not_see_the_code_of_a_chairs_invitation(
    world: World, client_as: Callable[..., Client]
) -> None:
    invitation = make_invitation(world, "chair", email="")
    args = [world.partnership.slug, invitation.pk]
    assert client_as("coordinator").get(reverse("invitation_code", args=args)).status_code == 404
    assert readable(invitation.code) in page_of(client_as("chair"), "invitation_code", *args)


def test_the_list_takes_no_more_queries_with_many_invited(
    world: World, client_as: Callable[..., Client]
) -> None:
    client, address = client_as("chair"), reverse("hat_list", args=[world.partnership.slug])
    make_invitation(world)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(12):
        make_invitation(world, email=f"nell{number}@example.org")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 12


def test_decline_and_accept_by_the_pages(world: World) -> None:
    nell = make_person("Nell New")
    yes, no = make_invitation(world), make_invitation(world, "analyst", email="")
    client = Client()
    assert client.post(reverse("invitation_accept", args=[yes.token()])).status_code == 302
    assert not Hat.objects.filter(person=nell).exists()
    client.post(reverse("invitation_decline", args=[no.token()]))
    no.refresh_from_db()
    assert no.declined_at
    client.force_login(nell)
    done = client.post(reverse("invitation_accept", args=[yes.token()]), follow=True)
    assert "You act as Leader" in done.content.decode()
    assert as_person(nell).person_id == Hat.objects.get(came_by=yes).person_id


def test_whom_set_up_asks_for_is_chosen_already(
    world: World, client_as: Callable[[str], Client]
) -> None:
    client = client_as("chair")
    address = reverse("hat_create", args=[world.partnership.slug])
    page = client.get(f"{address}?as=safeguarding_deputy").content.decode()
    [chosen] = [
        one for one in page.split("<input") if 'name="capacity"' in one and "checked" in one
    ]
    assert 'value="safeguarding_deputy"' in chosen


def test_an_email_is_asked_only_of_whom_it_is_sent_to(
    world: World, client_as: Callable[[str], Client]
) -> None:
    page = client_as("chair").get(reverse("hat_create", args=[world.partnership.slug])).text
    radio = page[page.index('value="email"') :]
    assert 'data-opens="by-email"' in radio[: radio.index(">")]
    assert 'id="by-email"' in page and page.count("data-opens=") == 1
