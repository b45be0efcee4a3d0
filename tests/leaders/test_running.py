"""What is done with a role while it runs: hosts, money, duties, handovers, notices, joint acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from leaders.actions import joint_acts
from leaders.actions.duties import DutyLine, divide_duties
from leaders.actions.handing_over import WhatFollows, hand_over
from leaders.actions.holdings import step_down
from leaders.actions.joint_acts import (
    answer_act,
    complete_agreed_acts,
    propose_act,
    settled,
    withdraw_act,
)
from leaders.actions.resourcing import Money, change_funding, fund_role, host_role
from leaders.actions.role_notices import clear_notice, put_to_role
from leaders.attention import answers, money, roles
from leaders.errors import (
    ActIsOpenAlready,
    ActIsOver,
    ClearedAlready,
    ClosesTooSoon,
    ConsentsMissing,
    DutyTwice,
    EndsBeforeItStarts,
    FollowsThemselves,
    HostsAlready,
    NobodyNamed,
    NobodyToTell,
    NotAgreedYet,
    NotEndingYet,
    NotOfThisRole,
    ReasonMissing,
)
from leaders.models import (
    Consent,
    Duty,
    Handover,
    JointAct,
    LeadershipRole,
    RoleFunding,
    RoleHolding,
    RoleNotice,
)
from leaders.portrait import divided
from leaders.retention import forget_handover_notes
from leaders.role_reminders import ending_money, open_acts, open_notices
from leaders.telling import ACT_DONE, ACT_PROPOSED, PUT_TO_ROLE
from reminders.actions.owing import owe
from reminders.models import Notice
from tests.cast import World
from tests.leaders.factories import make_holding, make_proposal, make_role, make_shared_role
from tests.leaders.test_constraints import refused_as, sql
from tests.reminders import telling

As = Callable[..., Client]
TODAY = timezone.localdate()
NOW = timezone.now()
DAY = timedelta(days=1)


# --- Hosts and money ----------------------------------------------------------------------------


def paid(world: World, **others: Any) -> Money:
    fields = {
        "organisation": world.nhs,
        "pounds_a_year": 40_000,
        "starts_on": TODAY - 300 * DAY,
        "ends_on": TODAY + 60 * DAY,
        **others,
    }
    return Money(**fields)


def test_an_organisation_hosts_a_role_once_and_not_one_that_is_only_proposed(world: World) -> None:
    role, by = make_shared_role(world), world.actor("coordinator")
    host_role(role, by=by, organisation=world.nhs, ends_on=TODAY + DAY)
    with pytest.raises(HostsAlready):
        host_role(role, by=by, organisation=world.nhs)
    with pytest.raises(EndsBeforeItStarts):
        host_role(role, by=by, organisation=world.council, starts_on=TODAY, ends_on=TODAY - DAY)
    with pytest.raises(NotAgreedYet):
        host_role(make_proposal(world).role, by=by, organisation=world.nhs)
    with pytest.raises(NotAllowed):
        host_role(role, by=world.actor("leader"), organisation=world.council)
    with refused_as("organisation_hosts_a_role_once"):
        sql(
            "INSERT INTO leaders_rolehost (role_id, organisation_id) VALUES (%s, %s)",
            role.pk,
            world.nhs.pk,
        )


def test_money_is_a_pound_at_least_and_ends_after_it_starts(world: World) -> None:
    role = make_shared_role(world)
    funding = fund_role(role, by=world.actor("chair"), money=paid(world))
    with pytest.raises(EndsBeforeItStarts):
        fund_role(role, by=world.actor("chair"), money=paid(world, ends_on=date(2020, 1, 1)))
    with refused_as("rolefunding_is_a_pound_at_least"):
        sql("UPDATE leaders_rolefunding SET pounds_a_year = 0 WHERE id = %s", funding.pk)


def test_those_who_head_it_hear_that_money_ends_until_other_money_follows(world: World) -> None:
    role, by = make_shared_role(world), world.actor("chair")
    funding = fund_role(role, by=by, money=paid(world))
    owe(ending_money(NOW))
    owe(ending_money(NOW))
    (notice, *others) = Notice.objects.order_by("pk")
    assert len(others) == 2
    assert "Nothing is written down that follows it." in telling.told(notice).lines
    assert "£40,000 a year from Ashdown NHS Trust" in money(world.partnership, NOW)[0].words
    fund_role(
        role,
        by=by,
        money=paid(
            world,
            organisation=world.council,
            starts_on=funding.ends_on,
            ends_on=funding.ends_on + 400 * DAY,
        ),
    )
    assert telling.why_not(notice, NOW) == "Other money follows."
    assert money(world.partnership, NOW) == [] and list(ending_money(NOW)) == []
    change_funding(funding, by=by, money=paid(world, ends_on=TODAY + 30 * DAY))
    assert telling.why_not(notice, NOW) == "It is secured until another day now."


def test_what_a_role_costs_is_public_only_where_the_partnership_says_so(
    world: World, client_as: As
) -> None:
    role = make_shared_role(world)
    fund_role(role, by=world.actor("chair"), money=paid(world))
    address = reverse("role_detail", args=[world.partnership.slug, role.slug])
    for persona, seen in (("public", False), ("leader", False), ("chair", True)):
        assert ("£40,000" in client_as(persona).get(address).content.decode()) is seen
    world.partnership.shows_investment = True
    world.partnership.save()
    assert "£40,000 a year from Ashdown NHS Trust" in Client().get(address).content.decode()


# --- Duties -------------------------------------------------------------------------------------


def test_duties_are_divided_and_fall_to_all_when_their_holder_goes(world: World) -> None:
    role = make_shared_role(world)
    own = role.holdings.get(employer=world.nhs)
    by = world.actor("leader")
    lines = [DutyLine("Chair the table", own), DutyLine("Answer residents"), DutyLine("  ")]
    divide_duties(role, by=by, lines=lines)
    parts = {part.whose: list(part.what) for part in divided(role, TODAY)}
    assert parts == {
        "Asha Leader": ["Chair the table"],
        "All who hold it, together": ["Answer residents"],
    }
    step_down(own, by=by, ends_on=TODAY)
    (part,) = divided(type(role).objects.get(pk=role.pk), TODAY)
    assert "Chair the table (until somebody takes it over from Asha Leader)" in part.what


def test_a_line_without_words_goes_and_what_others_added_stays(world: World) -> None:
    role = make_shared_role(world)
    by = world.actor("leader")
    first, second = divide_duties(role, by=by, lines=[DutyLine("One"), DutyLine("Two")])
    third = Duty.objects.create(role=role, what="Somebody else’s", position=9)
    divide_duties(role, by=by, lines=[DutyLine("", None, first.pk), DutyLine("2", None, second.pk)])
    assert list(role.duties.order_by("position")) == [second, third]
    with pytest.raises(DutyTwice):
        divide_duties(role, by=by, lines=[DutyLine("Same"), DutyLine("Same")])
    with pytest.raises(NotAllowed):
        divide_duties(role, by=world.actor("representative"), lines=[])


def test_a_duty_falls_to_a_holder_of_its_own_role_only(world: World) -> None:
    role = make_shared_role(world)
    other = make_holding(make_role(world, "Other"), world.citizen, world.nhs)
    with pytest.raises(NotOfThisRole):
        divide_duties(role, by=world.actor("chair"), lines=[DutyLine("Lead", other)])
    duty = role.duties.create(what="Lead")
    with refused_as("duty_falls_to_a_holder_of_its_role"):
        Duty.objects.filter(pk=duty.pk).update(falls_to=other)
    with refused_as("duty_falls_to_a_holder_of_its_role"):
        sql("UPDATE leaders_duty SET falls_to_id = %s WHERE id = %s", other.pk, duty.pk)


# --- Handing over -------------------------------------------------------------------------------


@pytest.fixture
def ended(world: World) -> RoleHolding:
    """A share of the leader that ended ten days ago; the co-leader holds the role now."""
    role = make_role(world)
    make_holding(role, world.co_leader.person, world.council, starts_on=TODAY - 10 * DAY)
    return make_holding(role, world.hats["leader"].person, world.nhs, ends_on=TODAY - 10 * DAY)


def test_whoever_held_it_names_who_follows_and_leaves_a_note(
    world: World, ended: RoleHolding
) -> None:
    incoming = ended.role.holdings.get(person=world.co_leader.person)
    follows = WhatFollows(incoming=incoming, note="Ring Sheila on Mondays.")
    hand_over(ended, by=world.actor("leader"), follows=follows, now=NOW)
    handover = Handover.objects.get()
    assert (handover.incoming, handover.written_by) == (incoming, world.hats["leader"])
    event = Handover.pgh_event_model.objects.first()  # type: ignore[attr-defined]
    assert not hasattr(event, "note")


def test_a_handover_names_somebody_else_of_the_same_role_or_a_reason(
    world: World, ended: RoleHolding
) -> None:
    by = world.actor("coordinator")
    other = make_holding(make_role(world, "Other"), world.citizen, world.nhs)
    running = ended.role.holdings.get(person=world.co_leader.person)
    for follows, refusal in (
        (WhatFollows(), NobodyNamed),
        (WhatFollows(incoming=ended), FollowsThemselves),
        (WhatFollows(incoming=other), NotOfThisRole),
    ):
        with pytest.raises(refusal):
            hand_over(ended, by=by, follows=follows, now=NOW)
    with pytest.raises(NotEndingYet):
        hand_over(running, by=by, follows=WhatFollows(gap_because="So."), now=NOW)
    with pytest.raises(NotAllowed):
        hand_over(ended, by=world.actor("representative"), follows=WhatFollows(), now=NOW)
    insert = (
        "INSERT INTO leaders_handover (outgoing_id, incoming_id, gap_because, note, written_at)"
        " VALUES (%s, %s, %s, '', now())"
    )
    for incoming, because, name in (
        (None, "", "handover_names_who_follows_or_why_nobody"),
        (running.pk, "Both.", "handover_names_who_follows_or_why_nobody"),
        (ended.pk, "", "nobody_follows_themselves"),
        (other.pk, "", "handover_is_of_one_role"),
    ):
        with refused_as(name):
            sql(insert, ended.pk, incoming, because)


def test_a_share_that_nobody_handed_over_needs_the_chair_until_somebody_does(
    world: World, ended: RoleHolding
) -> None:
    def needs() -> list[str]:
        return [need.words for need in roles(world.partnership, NOW)]

    words = "Nobody has said who follows Asha Leader in “Place lead”"
    assert words in needs()
    gap = WhatFollows(gap_because="We look for somebody of the charity.")
    hand_over(ended, by=world.actor("chair"), follows=gap, now=NOW)
    assert words not in needs()


def test_the_note_is_read_by_holders_and_heads_and_nobody_else(
    world: World, ended: RoleHolding, client_as: As
) -> None:
    because, note = "The board agreed to wait.", "Ring Sheila on Mondays."
    follows = WhatFollows(gap_because=because, note=note)
    hand_over(ended, by=world.actor("leader"), follows=follows, now=NOW)
    names = [world.partnership.slug, ended.role.slug]
    page = reverse("role_detail", args=names)
    notes = reverse("handover_notes", args=names)
    public = Client().get(page).content.decode()
    assert because in public and "Nobody in their place" not in public
    for persona in ("public", "representative", "leader"):
        client = client_as(persona)
        assert note not in client.get(page).content.decode()
        assert client.get(notes).status_code != 200
    holder = Client()
    holder.force_login(world.co_leader.person)
    for client in (holder, client_as("chair"), client_as("coordinator")):
        assert note in client.get(notes).content.decode()


def test_history_says_for_how_long_nobody_followed(world: World) -> None:
    role = make_role(world)
    first = make_holding(role, world.citizen, world.nhs, ends_on=date(2025, 1, 1))
    make_holding(role, world.co_leader.person, world.council, starts_on=date(2025, 4, 1))
    Handover.objects.create(outgoing=first, gap_because="the money was late")
    page = Client().get(reverse("role_detail", args=[world.partnership.slug, role.slug]))
    text = page.content.decode()
    assert "Nobody in their place for 3 months, because: the money was late" in text


def test_whoever_steps_down_is_led_to_the_handover(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    own = role.holdings.get(employer=world.nhs)
    names = [world.partnership.slug, role.slug, own.pk]
    day = {"ends_on_day": "1", "ends_on_month": "12", "ends_on_year": "2098"}
    client = client_as("leader")
    response = client.post(reverse("holding_step_down", args=names), day)
    assert response["Location"] == reverse("handover_edit", args=names)
    assert "Hand over your share" in client.get(response["Location"]).content.decode()


def test_whoever_left_at_once_still_finds_the_way_to_the_handover(
    world: World, client_as: As
) -> None:
    role = make_shared_role(world)
    own = role.holdings.get(employer=world.nhs)
    step_down(own, by=world.actor("leader"), ends_on=timezone.localdate())
    address = reverse("role_detail", args=[world.partnership.slug, role.slug])
    way = reverse("handover_edit", args=[world.partnership.slug, role.slug, own.pk])
    assert way in client_as("leader").get(address).content.decode()
    assert way not in client_as("representative").get(address).content.decode()


# --- Put to a role ------------------------------------------------------------------------------


def put(world: World, **others: Any) -> RoleNotice:
    role = make_shared_role(world)
    fields = {"by": world.actor("representative"), "words": "Answer the board.", "now": NOW}
    return put_to_role(role, **{**fields, **others})


def test_a_notice_reaches_every_holder_and_the_first_to_act_clears_it(world: World) -> None:
    notice = put(world)
    told = list(Notice.objects.filter(kind=PUT_TO_ROLE))
    people = {one.contact.person for one in told}
    assert people == {world.hats["leader"].person, world.co_leader.person}
    assert [telling.why_not(one, NOW) for one in told] == ["", ""]
    clear_notice(notice, by=world.actor("leader"), done="Wrote to them.", now=NOW)
    assert [telling.why_not(one, NOW) for one in told] == ["Asha Leader has seen to it."] * 2
    with pytest.raises(ClearedAlready, match=r"Asha Leader saw to this on .*: Wrote to them\."):
        clear_notice(notice, by=world.co_leader.actor(), done="So did I.", now=NOW)
    notice.refresh_from_db()
    assert notice.done == "Wrote to them."
    with pytest.raises(NotAllowed):
        clear_notice(notice, by=world.actor("chair"), done="Mine.", now=NOW)


def test_whoever_is_slower_keeps_what_they_wrote(world: World, client_as: As) -> None:
    notice = put(world)
    client = client_as("leader")
    clear_notice(notice, by=world.co_leader.actor(), done="Wrote to them.", now=NOW)
    role = notice.role
    where = reverse("role_notice_detail", args=[role.partnership.slug, role.slug, notice.pk])
    answer = client.post(where, {"done": "I rang them."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "saw to this on" in page and "I rang them." in page


def test_nothing_is_put_to_a_role_that_nobody_holds(world: World) -> None:
    with pytest.raises(NobodyToTell):
        put_to_role(
            make_role(world, "Vacant lead"), by=world.actor("chair"), words="Hello?", now=NOW
        )
    with pytest.raises(NotAllowed):
        put(world, by=world.actor("resident"))


def test_holders_are_reminded_before_it_is_due_and_newcomers_hear_of_it(world: World) -> None:
    notice = put(world, due_on=TODAY + 20 * DAY)
    assert {one.kind for one in open_notices(NOW)} == {PUT_TO_ROLE}
    week, eve = NOW + timedelta(days=13), NOW + timedelta(days=19)
    assert [one.version for one in open_notices(week) if one.version] == [f"{notice.due_on} 7"] * 2
    assert [one.version for one in open_notices(eve) if one.version] == [f"{notice.due_on} 1"] * 2
    assert not any(one.version for one in open_notices(NOW + timedelta(days=21)))
    notice.role.holdings.filter(employer=world.nhs).update(ends_on=TODAY)
    make_holding(notice.role, world.hats["representative"].person, world.council, starts_on=TODAY)
    owe(open_notices(NOW))
    assert Notice.objects.filter(kind=PUT_TO_ROLE).count() == 3
    left = Notice.objects.get(kind=PUT_TO_ROLE, contact__person=world.hats["leader"].person)
    assert telling.why_not(left, NOW) == "They do not hold the role any more."


def test_a_cleared_notice_stays_as_it_was_cleared(world: World) -> None:
    notice = put(world)
    clear_notice(notice, by=world.actor("leader"), done="Done.", now=NOW)
    other = world.co_leader.person.pk
    with refused_as("role_notice_is_cleared_once"):
        RoleNotice.objects.filter(pk=notice.pk).update(cleared_by=other)
    with refused_as("role_notice_is_cleared_once"):
        sql("UPDATE leaders_rolenotice SET done = 'Mine' WHERE id = %s", notice.pk)
    with refused_as("cleared_role_notice_says_by_whom_and_how"):
        sql(
            "INSERT INTO leaders_rolenotice (role_id, words, sent_at, cleared_at, done)"
            " VALUES (%s, 'X', now(), now(), '')",
            notice.role_id,
        )


# --- Joint acts ---------------------------------------------------------------------------------


def objectives(world: World, **others: Any) -> JointAct:
    role = others.pop("role", None) or make_shared_role(world)
    fields = {
        "by": world.actor("leader"),
        "kind": JointAct.Kind.OBJECTIVES,
        "words": "Nobody waits a day to go home.",
        "now": NOW,
    }
    return propose_act(role, **{**fields, **others})


def test_a_joint_act_is_done_when_the_last_holder_agrees(world: World, client_as: As) -> None:
    act = objectives(world)
    assert act.is_open and act.consents.count() == 1
    (asked,) = Notice.objects.filter(kind=ACT_PROPOSED)
    assert asked.contact.person == world.co_leader.person
    address = reverse("joint_act_detail", args=[world.partnership.slug, act.role.slug, act.pk])
    assert "Has yet to agree" in client_as("leader").get(address).content.decode()
    role = reverse("role_detail", args=[world.partnership.slug, act.role.slug])
    other = act.role.holdings.exclude(person=world.person("leader")).get().person.name
    assert (
        f"You have agreed. Yet to agree: {other}" in client_as("leader").get(role).content.decode()
    )
    by = world.co_leader.actor()
    with pytest.raises(ReasonMissing):
        answer_act(act, by=by, agreed=False, now=NOW)
    assert answer_act(act, by=by, agreed=False, why_not="Which day?", now=NOW).is_open
    assert "Which day?" in client_as("chair").get(address).content.decode()
    assert telling.why_not(asked, NOW) == "They have answered."
    assert answer_act(act, by=by, agreed=True, now=NOW).done_at == NOW
    assert Notice.objects.filter(kind=ACT_DONE).count() == 4
    public = Client().get(reverse("role_detail", args=[world.partnership.slug, act.role.slug]))
    assert "Nobody waits a day to go home." in public.content.decode()
    with pytest.raises(ActIsOver):
        answer_act(act, by=by, agreed=True, now=NOW)
    with pytest.raises(ActIsOver):
        withdraw_act(act, by=world.actor("chair"), now=NOW)


def test_only_holders_and_a_chair_propose_and_only_holders_answer(world: World) -> None:
    for persona in ("representative", "coordinator"):
        with pytest.raises(NotAllowed):
            objectives(world, by=world.actor(persona), role=make_shared_role(world, persona))
    act = objectives(world, by=world.actor("chair"))
    assert not act.consents.exists()
    with pytest.raises(NotAllowed):
        answer_act(act, by=world.actor("chair"), agreed=True, now=NOW)
    with pytest.raises(ActIsOpenAlready):
        objectives(world, role=act.role)
    withdraw_act(act, by=world.actor("chair"), now=NOW)
    objectives(world, role=act.role)


def test_whoever_joins_meanwhile_must_agree_and_whoever_leaves_no_longer_counts(
    world: World,
) -> None:
    act = objectives(world)
    first = act.role.holdings.get(employer=world.nhs)
    RoleHolding.objects.filter(pk=first.pk).update(share=30)
    joined = make_holding(act.role, world.hats["representative"].person, world.council, 20, TODAY)
    assert answer_act(act, by=world.co_leader.actor(), agreed=True, now=NOW).is_open
    owe(open_acts(NOW))
    assert Notice.objects.filter(kind=ACT_PROPOSED, contact__person=joined.person).exists()
    assert complete_agreed_acts(NOW) == 0
    RoleHolding.objects.filter(pk=joined.pk).update(ends_on=TODAY)
    assert complete_agreed_acts(NOW) == 1
    assert complete_agreed_acts(NOW) == 0
    act.refresh_from_db()
    assert act.done_at == NOW


def test_one_act_that_fails_keeps_back_no_other_and_none_without_consent_is_looked_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = objectives(world)
    agreed = [objectives(world, role=make_shared_role(world, f"Role {one}")) for one in range(2)]
    for act in agreed:
        for holding in act.role.holdings.all():
            Consent.objects.update_or_create(
                act=act, person=holding.person, defaults={"agreed": True, "given_at": NOW}
            )
    looked: list[int] = []

    def once(act: JointAct, role: LeadershipRole, now: datetime) -> bool:
        looked.append(act.pk)
        if len(looked) == 1:
            raise ConsentsMissing
        return settled(act, role, now)

    monkeypatch.setattr(joint_acts, "settled", once)
    assert complete_agreed_acts(NOW) == 1
    assert set(looked) == {one.pk for one in agreed} and waits.pk not in looked


def test_who_has_not_answered_is_asked_again_every_two_weeks(world: World) -> None:
    objectives(world)
    versions = [
        [one.version for one in open_acts(NOW + timedelta(days=days))] for days in (0, 13, 14, 28)
    ]
    assert versions == [[""], [""], ["1"], ["2"]]


def test_closing_ends_the_role_on_its_day_and_never_before_tomorrow(world: World) -> None:
    role = make_shared_role(world)
    close: dict[str, Any] = {"kind": JointAct.Kind.CLOSE, "role": role}
    for day in (None, TODAY):
        with pytest.raises(ClosesTooSoon):
            objectives(world, takes_effect_on=day, **close)
    act = objectives(world, takes_effect_on=TODAY + 40 * DAY, **close)
    role.refresh_from_db()
    assert role.ends_on is None
    late = NOW + timedelta(days=50)
    answer_act(act, by=world.co_leader.actor(), agreed=True, now=late)
    role.refresh_from_db()
    assert role.ends_on == timezone.localdate(late) + DAY
    assert {one.ends_on for one in role.holdings.all()} == {role.ends_on}


def test_no_write_does_an_act_that_somebody_has_not_agreed_to(world: World) -> None:
    act = objectives(world)
    with refused_as("joint_act_has_every_consent"):
        JointAct.objects.filter(pk=act.pk).update(done_at=NOW)
    with refused_as("joint_act_has_every_consent"):
        sql("UPDATE leaders_jointact SET done_at = now() WHERE id = %s", act.pk)
    with refused_as("joint_act_has_every_consent"):
        sql(
            "INSERT INTO leaders_jointact (role_id, kind, words, proposed_at, done_at)"
            " VALUES (%s, 'renegotiate', 'X', now(), now())",
            act.role_id,
        )
    Consent.objects.create(act=act, person=world.co_leader.person, agreed=False, why_not="Not yet.")
    with refused_as("joint_act_has_every_consent"):
        sql("UPDATE leaders_jointact SET done_at = now() WHERE id = %s", act.pk)
    with refused_as("closing_a_role_has_a_day"):
        sql("UPDATE leaders_jointact SET kind = 'close' WHERE id = %s", act.pk)
    with refused_as("refused_consent_says_why"):
        sql("UPDATE leaders_consent SET why_not = '' WHERE NOT agreed")


def test_a_vacant_role_agrees_to_nothing(world: World) -> None:
    role = make_role(world)
    with pytest.raises(NobodyToTell):
        objectives(world, role=role, by=world.actor("chair"))
    with refused_as("joint_act_has_every_consent"):
        JointAct.objects.create(role=role, kind="objectives", words="X", done_at=NOW)


def test_consent_to_a_done_act_stays_as_it_was_given(world: World) -> None:
    act = objectives(world)
    answer_act(act, by=world.co_leader.actor(), agreed=True, now=NOW)
    with refused_as("consent_to_a_done_act_stays"):
        sql("UPDATE leaders_consent SET agreed = false, why_not = 'No' WHERE act_id = %s", act.pk)
    with refused_as("consent_to_a_done_act_stays"):
        sql("DELETE FROM leaders_consent WHERE act_id = %s", act.pk)


# --- What needs the chair, and how many queries -------------------------------------------------


def test_what_is_proposed_needs_the_chair(world: World) -> None:
    make_proposal(world)
    (need,) = answers(world.partnership, NOW)
    assert need.words == "Asha Leader proposes the role “Lead for growing older”"


def test_my_page_says_what_waits_in_my_roles(world: World, client_as: As) -> None:
    notice = put(world)
    objectives(world, role=notice.role, by=world.co_leader.actor())
    text = client_as("leader").get(reverse("my_page")).content.decode()
    assert "Answer the board." in text and "waits for your answer" in text


@pytest.mark.parametrize("view", ["role_list", "role_detail", "partnership_detail"])
@pytest.mark.parametrize("persona", ["public", "leader", "chair"])
def test_queries_are_flat_from_ten_to_many_of_everything(
    world: World,
    client_as: As,
    view: str,
    persona: str,
    django_assert_max_num_queries: Any,
) -> None:
    role = make_shared_role(world)
    client, names = client_as(persona), [world.partnership.slug]
    address = reverse(view, args=[*names, role.slug] if view == "role_detail" else names)
    fill(world, role, 10)
    client.get(address)
    most = 25 if view == "partnership_detail" else 12
    with django_assert_max_num_queries(most) as few:
        client.get(address)
    fill(world, role, 100)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def test_what_was_seen_to_hides_nothing_that_is_open(world: World, client_as: As) -> None:
    role = make_shared_role(world)
    for number in range(31):
        RoleNotice.objects.create(
            role=role,
            words=f"Old {number:02}",
            cleared_at=NOW - number * DAY,
            cleared_by=world.co_leader.person,
            done="Done.",
        )
    RoleNotice.objects.create(role=role, words="Still open")
    address = reverse("role_detail", args=[world.partnership.slug, role.slug])
    text = client_as("chair").get(address).content.decode()
    assert "Still open" in text
    assert text.index("Old 00") < text.index("Old 04") and "Old 05" not in text


def fill(world: World, role: Any, many: int) -> None:
    """So many roles, proposals, hosts, sums, duties, notices and done acts."""
    for number in range(many):
        name = f"{many} {number}"
        make_shared_role(world, f"Lead {name}")
        make_proposal(world, f"Proposed {name}")
        role.duties.create(what=f"Duty {name}")
        RoleNotice.objects.create(role=role, words=name)
        RoleFunding.objects.create(
            role=role,
            organisation=world.nhs,
            pounds_a_year=number + 1,
            starts_on=TODAY - DAY,
            ends_on=TODAY + 400 * DAY,
        )


# --- What is kept -------------------------------------------------------------------------------


def test_a_note_is_emptied_25_months_after_and_who_followed_stays(
    world: World, ended: RoleHolding
) -> None:
    follows = WhatFollows(gap_because="So.", note="Ring Sheila.")
    hand_over(ended, by=world.actor("leader"), follows=follows, now=NOW)
    assert forget_handover_notes(NOW) == 0
    assert forget_handover_notes(NOW + timedelta(days=762)) == 1
    handover = Handover.objects.get()
    assert (handover.note, handover.gap_because) == ("", "So.")


def test_the_record_tells_of_money_and_handovers_without_the_note(
    world: World, ended: RoleHolding, client_as: As
) -> None:
    fund_role(ended.role, by=world.actor("chair"), money=paid(world))
    follows = WhatFollows(gap_because="So.", note="Ring Sheila.")
    hand_over(ended, by=world.actor("leader"), follows=follows, now=NOW)
    address = reverse("partnership_history", args=[world.partnership.slug])
    text = client_as("chair").get(address).content.decode()
    assert "added money for a role" in text and "wrote a handover of a role" in text
    assert "Ring Sheila." not in text
