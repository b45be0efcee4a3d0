from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.errors import NotAllowed
from challenges.actions.challenge import (
    activate,
    add_organisation,
    choose_organisations,
    join_team,
    leave_team,
    raise_challenge,
    remove_organisation,
    revise,
)
from challenges.actions.commitments import drop_commitment, keep_commitment, make_commitment
from challenges.actions.judging import close
from challenges.actions.logging import Work, correct_entry, log_work
from challenges.actions.strengths import (
    build_on,
    confirm_strength,
    name_strength,
    publish_strength,
    stop_building_on,
)
from challenges.errors import (
    ChangedMeanwhile,
    DueInThePast,
    NeedsAStrength,
    NeedsTwoSectors,
    NotADraft,
    NotAPartner,
    NotOpen,
    NotYetHappened,
    StrengthNamedAlready,
    TitleTaken,
    WithoutEvidence,
    WithoutReason,
    WitnessIsTheSame,
)
from challenges.models import Challenge, ChallengeMember, Commitment, LogEntry
from tests.cast import World, make_organisation
from tests.challenges.factories import make_challenge, make_draft, make_entry, make_strength

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def raised(world: World, title: str = "Cold homes") -> Challenge:
    return raise_challenge(
        world.partnership,
        by=world.actor("leader"),
        title=title,
        question="How can every home here be warm?",
        population="Tenants",
    )


# --- A challenge -------------------------------------------------------------------------------


def test_a_challenge_begins_as_a_draft_with_its_leader_in_the_team(world: World) -> None:
    challenge = raised(world)
    assert challenge.state == Challenge.State.DRAFT
    assert challenge.slug == "cold-homes"
    assert challenge.members.get().hat == world.hats["leader"]


def test_a_title_is_given_once_in_a_partnership(world: World) -> None:
    raised(world)
    with pytest.raises(TitleTaken):
        raised(world)


@pytest.mark.parametrize("title", ["New", "???"])
def test_a_title_cannot_take_the_address_of_another_page(world: World, title: str) -> None:
    assert raised(world, title).slug not in ("", "new")


def test_a_draft_without_organisations_is_not_activated(world: World) -> None:
    with pytest.raises(NeedsTwoSectors):
        activate(raised(world), by=world.actor("chair"), now=NOW)


def test_two_organisations_of_one_sector_are_not_enough(world: World) -> None:
    challenge = raised(world)
    partner = world.partnership.partners
    other = make_organisation("Ashdown Mental Health Trust", "nhs")
    partner.create(organisation=other, starts_on=date(2024, 1, 1))
    by = world.actor("chair")
    choose_organisations(challenge, by=by, organisations=[world.nhs, other])
    build_on(challenge, by=by, strength=make_strength(world))
    with pytest.raises(NeedsTwoSectors):
        activate(challenge, by=by, now=NOW)


def test_a_challenge_without_a_strength_is_not_activated(world: World) -> None:
    challenge = raised(world)
    by = world.actor("chair")
    choose_organisations(challenge, by=by, organisations=[world.nhs, world.council])
    with pytest.raises(NeedsAStrength):
        activate(challenge, by=by, now=NOW)
    challenge.refresh_from_db()
    assert challenge.state == Challenge.State.DRAFT


def test_two_sectors_and_a_strength_make_a_challenge_active(world: World) -> None:
    challenge = raised(world)
    by = world.actor("coordinator")
    add_organisation(challenge, by=by, organisation=world.nhs)
    add_organisation(challenge, by=by, organisation=world.charity)
    name_strength(
        world.partnership,
        by=by,
        name="Warm room",
        what_it_offers="Soup",
        today=TODAY,
        challenge=challenge,
    )
    assert activate(challenge, by=by, now=NOW).active_since == NOW
    with pytest.raises(NotADraft):
        activate(challenge, by=by, now=NOW)


def test_a_leader_does_not_activate(world: World) -> None:
    with pytest.raises(NotAllowed):
        activate(raised(world), by=world.actor("leader"), now=NOW)


def test_only_a_partner_works_on_a_challenge(world: World) -> None:
    stranger = make_organisation("Farcombe Trust", "nhs")
    with pytest.raises(NotAPartner):
        add_organisation(raised(world), by=world.actor("chair"), organisation=stranger)
    with pytest.raises(NotAPartner):
        choose_organisations(
            Challenge.objects.get(), by=world.actor("chair"), organisations=[stranger]
        )


def test_an_active_challenge_keeps_two_sectors_and_a_strength(world: World) -> None:
    challenge = make_challenge(world)
    by = world.actor("chair")
    remove_organisation(challenge, by=by, organisation=world.charity)
    with pytest.raises(NeedsTwoSectors):
        remove_organisation(challenge, by=by, organisation=world.council)
    with pytest.raises(NeedsTwoSectors):
        choose_organisations(challenge, by=by, organisations=[world.nhs])
    with pytest.raises(NeedsAStrength):
        stop_building_on(challenge, by=by, strength=challenge.strengths.get())
    assert challenge.involved.count() == 2


def test_a_revised_challenge_keeps_its_address(world: World) -> None:
    challenge = make_challenge(world)
    revise(
        challenge,
        by=world.actor("leader"),
        title="Nobody alone",
        population="Everybody",
        why_shared="",
    )
    challenge.refresh_from_db()
    assert (challenge.title, challenge.population) == ("Nobody alone", "Everybody")
    assert challenge.slug == "lonely-winters"


def test_a_closed_challenge_takes_no_more_work(world: World) -> None:
    by, seen = world.actor("chair"), {"verdict": "better", "evidence": "Seen."}
    challenge = close(make_challenge(world), by=by, now=NOW, **seen)
    assert challenge.closed_at == NOW
    with pytest.raises(NotAllowed):
        log_work(challenge, by=world.actor("leader"), work=Work("Met.", TODAY), now=NOW)
    with pytest.raises(NotAllowed):
        close(challenge, by=by, now=NOW, **seen)


def test_a_leader_joins_and_leaves_the_team(world: World) -> None:
    challenge = make_challenge(world)
    by = world.co_leader.actor()
    join_team(challenge, by=by)
    join_team(challenge, by=by)
    assert ChallengeMember.objects.filter(hat=world.co_leader).count() == 1
    leave_team(challenge, by=by)
    assert not ChallengeMember.objects.filter(hat=world.co_leader).exists()


# --- Strengths ---------------------------------------------------------------------------------


def test_a_resident_names_a_strength_and_another_confirms_it(world: World) -> None:
    strength = name_strength(
        world.partnership,
        by=world.actor("resident"),
        name="Hilda’s bench",
        what_it_offers="Somebody always sits there.",
        today=TODAY,
    )
    assert strength.is_confirmed(TODAY + timedelta(days=364))
    assert not strength.is_confirmed(TODAY + timedelta(days=365))
    later = TODAY + timedelta(days=400)
    with pytest.raises(NotAllowed):  # nobody has looked at it yet
        confirm_strength(strength, by=world.actor("leader"), today=later)
    strength = publish_strength(strength, by=world.actor("coordinator"))
    assert confirm_strength(strength, by=world.actor("leader"), today=later).confirmed_on == later


def test_a_strength_is_named_once(world: World) -> None:
    make_strength(world, "The choir")
    with pytest.raises(StrengthNamedAlready):
        name_strength(
            world.partnership,
            by=world.actor("leader"),
            name="The choir",
            what_it_offers="",
            today=TODAY,
        )


# --- The log -----------------------------------------------------------------------------------


def logged(world: World, **fields: object) -> LogEntry:
    challenge = Challenge.objects.first() or make_challenge(world)
    work = Work("Met the walk leaders.", TODAY)
    return log_work(challenge, by=world.actor("leader"), work=work, now=NOW, **fields)  # type: ignore[arg-type]


def test_work_is_logged_in_the_hat_of_the_leader(world: World) -> None:
    entry = logged(world)
    assert entry.hat == world.hats["leader"]
    assert entry.visibility == LogEntry.Visibility.RESTRICTED
    assert entry.version == 1


def test_the_record_says_who_logged_in_which_hat(world: World) -> None:
    entry = logged(world)
    event = LogEntry.pgh_event_model.objects.get(pgh_obj_id=entry.pk)  # type: ignore[attr-defined]
    assert event.pgh_context["hat"] == world.hats["leader"].pk
    assert event.pgh_context["action"] == "logged work on the challenge"


def test_a_form_sent_twice_logs_once(world: World) -> None:
    key = uuid4()
    assert logged(world, key=key) == logged(world, key=key)
    assert LogEntry.objects.count() == 1


def test_nobody_logs_what_is_still_to_come(world: World) -> None:
    tomorrow = Work("Will meet.", TODAY + timedelta(days=1))
    with pytest.raises(NotYetHappened):
        log_work(make_challenge(world), by=world.actor("leader"), work=tomorrow, now=NOW)


def test_the_day_is_that_of_england_and_not_of_utc(world: World) -> None:
    just_past_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    work = Work("Late shift.", date(2026, 7, 2))
    log_work(make_challenge(world), by=world.actor("leader"), work=work, now=just_past_midnight)


def test_a_correction_shows(world: World) -> None:
    entry = logged(world)
    later = NOW + timedelta(days=2)
    work = Work("Met five walk leaders.", TODAY, "open", "They want tea.", [world.council])
    corrected = correct_entry(entry, by=world.actor("leader"), version=1, work=work, now=later)
    assert (corrected.did, corrected.version, corrected.corrected_at) == (
        "Met five walk leaders.",
        2,
        later,
    )
    assert list(corrected.with_organisations.all()) == [world.council]


def test_the_second_of_two_corrections_is_given_the_first(world: World) -> None:
    entry = logged(world)
    by = world.actor("leader")
    correct_entry(entry, by=by, version=1, work=Work("The first.", TODAY), now=NOW)
    with pytest.raises(ChangedMeanwhile) as changed:
        correct_entry(entry, by=by, version=1, work=Work("The second.", TODAY), now=NOW)
    assert changed.value.stored.did == "The first."
    assert changed.value.stored.version == 2
    entry.refresh_from_db()
    assert entry.did == "The first."


def test_nobody_corrects_the_entry_of_another(world: World) -> None:
    entry = logged(world)
    for by in (world.co_leader.actor(), world.actor("chair"), world.elsewhere["leader"].actor()):
        with pytest.raises(NotAllowed):
            correct_entry(entry, by=by, version=1, work=Work("Mine.", TODAY), now=NOW)


# --- Commitments -------------------------------------------------------------------------------


def promised(world: World) -> Commitment:
    return make_commitment(
        Challenge.objects.first() or make_challenge(world),
        by=world.actor("leader"),
        organisation=world.nhs,
        will_do="Open the hall on Sundays",
        due_on=TODAY + timedelta(days=10),
        now=NOW,
    )


def test_an_organisation_promises_for_itself_only(world: World) -> None:
    assert promised(world).state == Commitment.State.OPEN
    with pytest.raises(NotAllowed):
        make_commitment(
            Challenge.objects.get(),
            by=world.actor("leader"),
            organisation=world.council,
            will_do="Pay for it",
            due_on=TODAY,
            now=NOW,
        )


def test_a_promise_is_for_a_day_to_come(world: World) -> None:
    with pytest.raises(DueInThePast):
        make_commitment(
            make_challenge(world),
            by=world.actor("leader"),
            organisation=world.nhs,
            will_do="Have done it",
            due_on=TODAY - timedelta(days=1),
            now=NOW,
        )


def test_a_promise_is_kept_when_another_organisation_has_seen_it(world: World) -> None:
    promise = promised(world)
    kept = keep_commitment(promise, by=world.co_leader.actor(), evidence="I was there.", now=NOW)
    assert (kept.state, kept.witness, kept.kept_at) == ("kept", world.council, NOW)
    with pytest.raises(NotAllowed):
        keep_commitment(kept, by=world.co_leader.actor(), evidence="Again.", now=NOW)


def test_nobody_witnesses_the_promise_of_their_own_organisation(world: World) -> None:
    with pytest.raises(WitnessIsTheSame):
        keep_commitment(promised(world), by=world.actor("leader"), evidence="Trust me.", now=NOW)


def test_a_witness_says_what_they_saw(world: World) -> None:
    with pytest.raises(WithoutEvidence):
        keep_commitment(promised(world), by=world.co_leader.actor(), evidence="  ", now=NOW)


def test_a_promise_is_dropped_with_a_reason_only(world: World) -> None:
    promise = promised(world)
    with pytest.raises(WithoutReason):
        drop_commitment(promise, by=world.actor("leader"), because=" ")
    dropped = drop_commitment(promise, by=world.actor("leader"), because="No hall.")
    assert dropped.state == Commitment.State.DROPPED


def test_a_promise_that_was_settled_meanwhile_is_not_settled_again(world: World) -> None:
    promise = promised(world)
    stale = Commitment.objects.get(pk=promise.pk)
    drop_commitment(promise, by=world.actor("leader"), because="No hall.")
    with pytest.raises(NotOpen):
        keep_commitment(stale, by=world.co_leader.actor(), evidence="I was there.", now=NOW)


def test_a_promise_is_late_from_the_day_after(world: World) -> None:
    promise = promised(world)
    assert not promise.is_late(promise.due_on)
    assert promise.is_late(promise.due_on + timedelta(days=1))
    assert list(Commitment.objects.late(promise.due_on + timedelta(days=1))) == [promise]


def test_an_entry_of_a_draft_is_seen_by_nobody_outside(world: World) -> None:
    entry = make_entry(make_draft(world), world.hats["leader"], did="Prepared.")
    assert not LogEntry.objects.visible_to(world.citizen).exists()
    assert LogEntry.objects.visible_to(world.hats["leader"].person).get() == entry
    assert timezone.localdate(entry.logged_at)
