"""The log of leaders’ work: quick at first, details later; drafts, tables, search, corrections."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.errors import NotAllowed
from challenges.actions.drafting import forget_drafts, save_draft
from challenges.actions.logging import Work, correct_entry, log_table, log_work
from challenges.actions.practising import note_practice
from challenges.errors import NotYetHappened
from challenges.figures import lanes
from challenges.log_errors import NothingToLog, SkillNotedAlready
from challenges.models import (
    Challenge,
    ChallengeCohort,
    ChallengeRole,
    EntryPractice,
    EntryVersion,
    LogDraft,
    LogEntry,
)
from leaders.models import LeadershipRole, RoleHolding, SkillPractice
from tests.cast import World, make_hat, make_person
from tests.challenges.factories import make_challenge, make_entry
from tests.leaders.skills import make_place

ClientAs = Callable[..., Client]
NOW = timezone.now()
TODAY = timezone.localdate()


def at(name: str, challenge: Challenge, **more: Any) -> str:
    kwargs = {"partnership": challenge.partnership.slug, "challenge": challenge.slug, **more}
    return reverse(name, kwargs=kwargs)


def quick(world: World, **more: Any) -> dict[str, Any]:
    typed = {
        "hat": world.hats["leader"].pk,
        "did": "Rang the walk leaders.",
        "happened_on": TODAY.isoformat(),
        "kind": "meeting",
        "key": str(uuid4()),
        "page": "log",
    }
    return {**typed, **more}


# --- Who is in the team -------------------------------------------------------------------------


def private_seen_by(world: World, challenge: Challenge) -> bool:
    make_entry(challenge, world.hats["leader"], visibility="private")
    return LogEntry.objects.visible_to(world.co_leader.person).filter(challenge=challenge).exists()


def hold(world: World, challenge: Challenge, **dates: Any) -> None:
    role = LeadershipRole.objects.create(
        partnership=world.partnership, place=world.place, title="Lead", slug=uuid4().hex[:8],
        remit="All of it.", starts_on=TODAY - timedelta(days=400),
    )  # fmt: skip
    ChallengeRole.objects.create(challenge=challenge, role=role)
    given = {"starts_on": TODAY - timedelta(days=100), **dates}
    RoleHolding.objects.create(
        role=role, person=world.co_leader.person, employer=world.council, share=50, **given
    )


def test_a_leader_beside_the_team_reads_nothing_private(world: World) -> None:
    assert not private_seen_by(world, make_challenge(world))


def test_whoever_holds_a_role_of_the_team_reads_its_private_work(world: World) -> None:
    challenge = make_challenge(world)
    hold(world, challenge)
    assert private_seen_by(world, challenge)


def test_a_share_that_ended_or_is_to_come_opens_nothing(world: World) -> None:
    challenge = make_challenge(world)
    hold(world, challenge, ends_on=TODAY)
    hold(world, challenge, starts_on=TODAY + timedelta(days=1))
    assert not private_seen_by(world, challenge)


def test_a_holder_without_a_leaders_hat_reads_nothing_private(world: World) -> None:
    challenge = make_challenge(world)
    hold(world, challenge)
    type(world.co_leader).objects.filter(pk=world.co_leader.pk).update(capacity="representative")
    assert not private_seen_by(world, challenge)


def test_a_cohort_that_runs_is_in_the_team_and_whoever_left_it_is_not(world: World) -> None:
    challenge = make_challenge(world)
    place = make_place(world)
    type(place).objects.filter(pk=place.pk).update(person=world.co_leader.person)
    cohort = place.cohort
    cohorts = type(cohort).objects.filter(pk=cohort.pk)
    cohorts.update(starts_on=TODAY - timedelta(days=30), ends_on=TODAY + timedelta(days=30))
    ChallengeCohort.objects.create(challenge=challenge, cohort=cohort)
    assert private_seen_by(world, challenge)
    type(place).objects.filter(pk=place.pk).update(joined_on=TODAY - timedelta(days=9))
    type(place).objects.filter(pk=place.pk).update(left_on=TODAY)
    assert not private_seen_by(world, challenge)


# --- Quick, and quick again ---------------------------------------------------------------------


def test_three_fields_are_enough_and_stay_in_the_partnership(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    client_as("leader").post(at("entry_create", challenge), quick(world))
    entry = LogEntry.objects.get()
    assert (entry.kind, entry.visibility) == ("meeting", "restricted")


def test_the_same_as_last_time_takes_all_but_the_day(world: World, client_as: ClientAs) -> None:
    challenge, leader = make_challenge(world), client_as("leader")
    last = make_entry(challenge, world.hats["leader"], did="Visited the kitchen.", kind="visit")
    last.with_organisations.set([world.charity])
    strength = challenge.strengths.get()
    last.strengths.set([strength])
    make_entry(challenge, world.co_leader, did="Somebody else’s.", happened_on=TODAY)
    page = leader.get(at("entry_create", challenge) + "?like=last").content.decode()
    assert "Visited the kitchen." in page and f'name="like" value="{last.pk}"' in page
    leader.post(at("entry_create", challenge), quick(world, like=last.pk))
    made = LogEntry.objects.latest("pk")
    assert made.happened_on == TODAY and made.pk != last.pk
    assert [*made.with_organisations.all(), *made.strengths.all()] == [world.charity, strength]


def test_nobody_repeats_what_another_wrote(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    theirs = make_entry(challenge, world.co_leader, visibility="confidential", did="Secret words.")
    theirs.with_organisations.set([world.charity])
    for like in (theirs.pk, "last", "x", "9" * 30):
        page = client_as("leader").get(at("entry_create", challenge) + f"?like={like}")
        assert page.status_code == 200 and "Secret words." not in page.content.decode()
    client_as("leader").post(at("entry_create", challenge), quick(world, like=theirs.pk))
    assert not LogEntry.objects.latest("pk").with_organisations.exists()


# --- Drafts -------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_shown_and_gone_once_logged(
    world: World, client_as: ClientAs
) -> None:
    challenge, leader = make_challenge(world), client_as("leader")
    typed = quick(world, did="Half a sen", page="challenge")
    kept = leader.post(at("entry_draft", challenge), typed, headers={"HX-Request": "true"})
    assert "Your draft was kept" in kept.content.decode()
    draft = LogDraft.objects.get()
    assert draft.hat == world.hats["leader"] and draft.answers["did"] == "Half a sen"
    for name in ("entry_create", "challenge_detail"):
        page = leader.get(at(name, challenge)).content.decode()
        assert "Half a sen" in page and f'value="{typed["key"]}"' in page
    assert "finish it" in leader.get(reverse("my_page")).content.decode()
    leader.post(at("entry_create", challenge), {**typed, "did": "Half a sentence, and whole."})
    assert not LogDraft.objects.exists() and LogEntry.objects.count() == 1
    late = leader.post(at("entry_draft", challenge), typed, headers={"HX-Request": "true"})
    assert late.status_code == 200 and not LogDraft.objects.exists(), "late typing revives nothing"


def test_without_scripts_a_draft_waits_on_ones_own_page(world: World, client_as: ClientAs) -> None:
    challenge, leader = make_challenge(world), client_as("leader")
    address = at("entry_create", challenge)
    page = leader.post(address, quick(world, did="Later.", later="1"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("my_page")
    swapped = leader.post(
        address, quick(world, did="Later.", later="1"), headers={"HX-Request": "true"}
    )
    assert swapped.headers["HX-Redirect"] == reverse("my_page")
    refused = leader.post(address, quick(world, did="Long. " * 2_000, later="1"))
    assert refused.status_code == 422 and "Long. Long." in refused.content.decode()
    assert not LogEntry.objects.exists()
    leader.post(address, {"drop": "1"})
    assert not LogDraft.objects.exists()


def test_a_draft_is_read_by_nobody_else_and_forgotten_after_90_days(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    answers = {"did": "Canary draft", "key": str(uuid4())}
    for actor in (world.actor("leader"),) * 2:
        save_draft(challenge, by=actor, answers=answers, key=None, now=NOW)
    assert LogDraft.objects.count() == 1
    colin = Client()
    from tests.signing_in import sign_in_client

    sign_in_client(colin, world.co_leader.person)
    for client in (colin, client_as("chair"), client_as("public")):
        page = client.get(at("challenge_detail", challenge)).content.decode()
        assert "Canary draft" not in page
    assert forget_drafts(NOW + timedelta(days=89)) == 0
    assert forget_drafts(NOW + timedelta(days=90)) == 1


def test_while_a_draft_waits_nothing_is_written_over_it(world: World, client_as: ClientAs) -> None:
    challenge, leader = make_challenge(world), client_as("leader")
    make_entry(challenge, world.hats["leader"], did="The last one.")
    answers = {"did": "Begun.", "key": str(uuid4())}
    save_draft(challenge, by=world.actor("leader"), answers=answers, key=None, now=NOW)
    page = leader.get(at("entry_create", challenge) + "?like=last").content.decode()
    assert ">\nBegun.</textarea>" in page
    leader.post(at("entry_create", challenge), quick(world))
    assert LogDraft.objects.exists(), "another form was sent: the draft is still to be finished"


def test_only_who_may_log_keeps_a_draft(world: World) -> None:
    with pytest.raises(NotAllowed):
        save_draft(make_challenge(world), by=world.actor("chair"), answers={}, key=None, now=NOW)


def test_a_hat_has_one_draft_of_a_challenge(world: World) -> None:
    challenge = make_challenge(world)
    for broken in (False, True):
        try:
            with transaction.atomic():
                LogDraft.objects.create(hat=world.hats["leader"], challenge=challenge, saved_at=NOW)
        except IntegrityError:
            assert broken
        else:
            assert not broken


# --- A month in a table -------------------------------------------------------------------------


def table(world: World, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The table as a browser sends it, with ten rows."""
    data: dict[str, Any] = {
        "hat": world.hats["leader"].pk,
        "key": str(uuid4()),
        "row-TOTAL_FORMS": "10",
        "row-INITIAL_FORMS": "0",
        **more,
    }
    for number in range(10):
        empty = {"happened_on": "", "did": "", "hours": ""}
        always = {"kind": "conversation", "visibility": "restricted"}
        filled = rows[number] if number < len(rows) else {}
        for name, value in {**empty, **always, **filled}.items():
            data[f"row-{number}-{name}"] = value
    return data


def row(number: int = 1, **more: Any) -> dict[str, Any]:
    day = (TODAY - timedelta(days=number)).isoformat()
    return {"happened_on": day, "did": f"Work {number}.", **more}


def test_a_month_is_logged_at_once_and_only_once(world: World, client_as: ClientAs) -> None:
    challenge, leader = make_challenge(world), client_as("leader")
    sent = table(world, row(1, hours="1.5"), {}, row(2, kind="visit"))
    for _ in range(2):
        page = leader.post(at("entry_table", challenge), sent, follow=True)
        assert "2 pieces of work are logged" in page.content.decode()
    assert list(LogEntry.objects.values_list("did", "kind")) == [
        ("Work 1.", "conversation"),
        ("Work 2.", "visit"),
    ]


def test_one_wrong_row_stops_all_and_nothing_typed_is_lost(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    wrong = table(world, row(1), row(2, happened_on=tomorrow), row(3, did=""), row(4, hours="25"))
    response = client_as("leader").post(at("entry_table", challenge), wrong)
    page = response.content.decode()
    assert response.status_code == 422 and not LogEntry.objects.exists()
    assert "Row 2: This day is still to come" in page and "Row 3: Say what you did" in page
    assert "Row 4: Enter 24 hours or fewer" in page
    for kept in ("Work 1.", "Work 2.", "Work 4.", tomorrow, 'value="25"'):
        assert kept in page
    nothing = client_as("leader").post(at("entry_table", challenge), table(world))
    assert nothing.status_code == 422 and "at least one piece" in nothing.content.decode()


def test_ten_more_rows_without_scripts_and_nothing_called_wrong(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    half = table(world, row(1, did=""), more="1")
    page = client_as("leader").post(at("entry_table", challenge), half).content.decode()
    assert "Row 20" in page and "There is a problem" not in page and not LogEntry.objects.exists()
    for visibility, rows in (("restricted", 20), ("open", 0)):
        chosen = re.findall(rf'value="{visibility}"\s+selected', page)
        assert len(chosen) == rows, "no new row is open by itself"


def test_rows_from_a_spreadsheet_fill_the_first_empty_rows(
    world: World, client_as: ClientAs
) -> None:
    challenge, leader = make_challenge(world), client_as("leader")
    pasted = (
        "Date\tWhat\tKind\tHours\r\n3/11/2026\tMet “them”,\tMeeting\t2\r\n"
        '2026-11-04\t"Two\nlines"\tnonsense\r\n=1+1\t<script>alert(1)</script>\r\n'
    )
    page = leader.post(
        at("entry_table", challenge), table(world, row(1), paste="1", pasted=pasted)
    ).content.decode()
    assert 'name="row-0-did"' in page and "Work 1." in page
    assert 'value="2026-11-03"' in page and "Met “them”," in page and "Two\nlines" in page
    assert "<script>alert" not in page and not LogEntry.objects.exists()
    many = "\n".join(f"1/11/2026\tRow {number}" for number in range(300))
    page = leader.post(
        at("entry_table", challenge), table(world, paste="1", pasted=many)
    ).content.decode()
    assert "Row 99" in page and 'name="row-100-did"' not in page


def test_a_table_of_nothing_or_of_tomorrow_is_refused_by_the_action(world: World) -> None:
    challenge, by = make_challenge(world), world.actor("leader")
    with pytest.raises(NothingToLog):
        log_table(challenge, by=by, works=[], now=NOW, key=uuid4())
    works = [Work("Fine.", TODAY), Work("Not yet.", TODAY + timedelta(days=2))]
    with pytest.raises(NotYetHappened):
        log_table(challenge, by=by, works=works, now=NOW, key=uuid4())
    with pytest.raises(NotAllowed):
        log_table(challenge, by=world.actor("chair"), works=works[:1], now=NOW, key=uuid4())
    assert not LogEntry.objects.exists()


# --- Corrections that show ----------------------------------------------------------------------


def corrected(entry: LogEntry, world: World, **said: Any) -> LogEntry:
    work = Work(**{"did": entry.did, "happened_on": entry.happened_on, **said})
    by = world.actor("leader")
    return correct_entry(entry, by=by, version=entry.version, work=work, now=NOW)


def test_a_correction_says_in_plain_words_what_was_said_before(
    world: World, client_as: ClientAs
) -> None:
    entry = make_entry(make_challenge(world), world.hats["leader"], did="Met nine people.")
    entry.with_organisations.set([world.charity])
    corrected(entry, world, did="Met ten people.", visibility="open", kind="meeting")
    page = client_as("public").get(entry.get_absolute_url()).content.decode()
    assert "Asha Leader corrected it." in page
    for words in ("from “Met nine people.” to “Met ten people.”", "from “Conversation” to", "took"):
        assert words in page


def test_what_was_private_before_stays_with_those_who_could_read_it(
    world: World, client_as: ClientAs
) -> None:
    entry = make_entry(
        make_challenge(world), world.hats["leader"], did="Names, in private.", visibility="private"
    )
    corrected(entry, world, did="Without names.", visibility="open")
    for persona in ("public", "chair", "citizen", "representative"):
        page = client_as(persona).get(entry.get_absolute_url()).content.decode()
        assert "Without names." in page and "Names, in private." not in page
        assert "What it said before" not in page
    assert (
        "Names, in private." in client_as("leader").get(entry.get_absolute_url()).content.decode()
    )
    assert not EntryVersion.objects.visible_to(world.hats["chair"].person).exists()


def test_a_version_is_kept_once(world: World) -> None:
    entry = make_entry(make_challenge(world), world.hats["leader"])
    corrected(entry, world, did="Again.")
    kept = entry.versions.get()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO challenges_entryversion (entry_id, version, kind, did, happened_on,"
            " learned, visibility, together_with, replaced_at)"
            " SELECT entry_id, version, kind, did, happened_on, learned, visibility, '', now()"
            " FROM challenges_entryversion WHERE id = %s",
            [kept.pk],
        )


def test_no_entry_takes_more_than_a_day(world: World) -> None:
    challenge = make_challenge(world)
    for hours in (0, -1, 25):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_entry(challenge, world.hats["leader"], hours=hours)


# --- Skills practised ---------------------------------------------------------------------------


def test_a_skill_is_noted_in_ones_own_record_and_can_be_confirmed(
    world: World, client_as: ClientAs
) -> None:
    challenge, leader = make_challenge(world), client_as("leader")
    entry = make_entry(challenge, world.hats["leader"])
    answer = leader.post(
        at("entry_practise", challenge, entry=entry.pk),
        {"skill": "negotiation", "learned": "Listen first."},
    )
    practice = SkillPractice.objects.get()
    assert answer.headers["Location"] == reverse("practice_ask", args=[practice.pk])
    assert (practice.person, practice.employer) == (world.hats["leader"].person, world.nhs)
    page = leader.get(entry.get_absolute_url()).content.decode()
    assert "Negotiating and sharing power" in page and "Not confirmed yet" in page
    again = {"by": world.actor("leader"), "skill": "negotiation", "learned": "Twice.", "now": NOW}
    with pytest.raises(SkillNotedAlready):
        note_practice(entry, **again)
    with pytest.raises(NotAllowed):
        note_practice(entry, **{**again, "by": world.co_leader.actor()})


def test_a_skill_is_private_unless_shared_in_pages_and_in_filters(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    entry = make_entry(challenge, world.hats["leader"], did="Practised aloud.")
    by = world.actor("leader")
    note_practice(entry, by=by, skill="negotiation", learned="Listen.", now=NOW)

    def shown(persona: str) -> list[bool]:
        client = client_as(persona)
        listed = client.get(at("entry_list", challenge) + "?skill=negotiation").content.decode()
        page = client.get(entry.get_absolute_url()).content.decode()
        return ["Practised aloud." in listed, "<li>Negotiating" in page]

    assert shown("leader") == [True, True]
    assert shown("chair") == [False, False]
    SkillPractice.objects.update(shared=True)
    assert shown("chair") == [True, True]
    assert shown("public")[1] is False and shown("citizen")[1] is False
    assert EntryPractice.objects.visible_to(world.citizen).count() == 0


# --- Search, filters, table, timeline -----------------------------------------------------------


def words_of(world: World) -> Challenge:
    challenge = make_challenge(world)
    for number, did in enumerate(
        ("Cooked with families in the kitchen.", "Walked to the pool.", "Diabetes evening.")
    ):
        make_entry(challenge, world.co_leader, did=did, happened_on=TODAY - timedelta(days=number))
    return challenge


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cooking", "Cooked with"),
        ("family kitchen", "Cooked with"),
        ("kichen", "Cooked with"),
        ("diabetis", "Diabetes evening"),
        ("evning diabetes", "Diabetes evening"),
        ('"to the pool"', "Walked to"),
        ("pool -evening", "Walked to"),
    ],
)
def test_words_are_found_and_a_misspelling_does_no_harm(
    world: World, client_as: ClientAs, typed: str, found: str
) -> None:
    challenge = words_of(world)
    for address in (at("entry_list", challenge), reverse("log_list", args=["ashdown-partnership"])):
        page = client_as("public").get(address, {"q": typed}).content.decode()
        others = {"Cooked with", "Diabetes evening", "Walked to"} - {found}
        assert found in page and not any(other in page for other in others)


@pytest.mark.parametrize(
    "typed", ["", "\0", "'; --", "%%", "x" * 5000, "“", "& | !", "<b>", "ﷺ" * 40]
)
def test_whatever_is_searched_is_answered(world: World, client_as: ClientAs, typed: str) -> None:
    address = at("entry_list", words_of(world))
    assert client_as("public").get(address, {"q": typed}).status_code == 200


def test_a_spelling_is_not_corrected_by_what_one_may_not_read(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    make_entry(challenge, world.co_leader, did="Xylophones.", visibility="confidential")
    page = client_as("leader").get(at("entry_list", challenge), {"q": "xylofones"}).content.decode()
    assert "Nothing found" in page and "xylophones" not in page


def test_each_choice_in_the_address_narrows_the_log(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    other = make_challenge(world, "Cold homes")
    strength = challenge.strengths.get()
    mine = make_entry(challenge, world.hats["leader"], did="Mine.", kind="visit", happened_on=TODAY)
    mine.with_organisations.set([world.charity])
    mine.strengths.set([strength])
    make_entry(other, world.co_leader, did="Theirs.", visibility="restricted")
    address = reverse("log_list", args=[world.partnership.slug])
    whole = client_as("leader").get(address).content.decode()
    assert "Mine." in whole and "Theirs." in whole
    narrow = (
        {"challenge": challenge.pk}, {"kind": "visit"}, {"organisation": world.charity.pk},
        {"organisation": world.nhs.pk}, {"person": world.hats["leader"].person_id},
        {"since": TODAY.isoformat()}, {"seen_by": "open"}, {"strength": strength.pk},
        {"sector": "voluntary"},
    )  # fmt: skip
    for chosen in narrow:
        page = client_as("leader").get(address, chosen).content.decode()
        assert "Mine." in page and "Theirs." not in page, chosen
        assert page.count("Mine.") == 1, "an entry is there once"
    until = {"until": (TODAY - timedelta(days=1)).isoformat()}
    page = client_as("leader").get(address, until).content.decode()
    assert "Theirs." in page and "Mine." not in page


def test_a_public_reader_is_offered_nobody_who_wrote_nothing_open(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    make_entry(challenge, world.hats["leader"])
    make_entry(challenge, world.co_leader, visibility="restricted")
    page = client_as("public").get(at("entry_list", challenge)).content.decode()
    assert "Asha Leader" in page and "Colin Leader" not in page and "seen_by" not in page


def test_a_table_to_take_away_says_what_the_list_says_and_runs_nothing(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    entry = make_entry(challenge, world.co_leader, did='=HYPERLINK("x")', hours="1.5")
    entry.with_organisations.set([world.nhs])
    make_entry(challenge, world.co_leader, did="Left out.", kind="visit")
    for name, kwargs in (("entry_download", {"challenge": challenge.slug}), ("log_download", {})):
        address = {
            form: reverse(
                name, kwargs={"partnership": world.partnership.slug, "form": form, **kwargs}
            )
            for form in ("csv", "xlsx")
        }
        client = client_as("public")
        text = client.get(address["csv"], {"kind": "conversation"}).content.decode("utf-8-sig")
        assert "'=HYPERLINK" in text and "Left out." not in text and "Ashdown NHS Trust" in text
        book = client.get(address["xlsx"], {"kind": "conversation"}).content
        sheet = load_workbook(BytesIO(book)).active
        assert sheet is not None
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows) == 2 and str(rows[1][6]).startswith("'=HYPERLINK") and rows[1][10] == 1.5


def test_the_timeline_says_what_crosses_sectors(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    make_entry(challenge, world.hats["leader"]).with_organisations.set([world.council])
    make_entry(challenge, world.hats["leader"], kind="visit")
    for name, kwargs in (("entry_timeline", {"challenge": challenge.slug}), ("log_timeline", {})):
        address = reverse(name, kwargs={"partnership": world.partnership.slug, **kwargs})
        page = client_as("public").get(address).content.decode()
        assert "2 pieces of work in the last twelve months, 1 of them across sectors." in page
        page = client_as("public").get(address, {"kind": "visit"}).content.decode()
        assert "1 piece of work in the last twelve months, 0 of them" in page


def test_what_is_too_much_to_draw_says_so(world: World) -> None:
    challenge = make_challenge(world)
    days = [TODAY - timedelta(days=number) for number in range(4)]
    entries = [make_entry(challenge, world.hats["leader"], happened_on=day) for day in days]
    picture = lanes(entries, [world.nhs], TODAY, at_most=3)
    assert picture["title"].startswith("The latest 3 pieces of work, since ")
    assert len(picture["rows"]) == 3


# --- Queries do not grow with rows --------------------------------------------------------------


def fill(world: World, challenge: Challenge, rows: int) -> None:
    made = LogEntry.objects.bulk_create(
        LogEntry(
            challenge=challenge,
            hat=world.co_leader if number % 2 else world.hats["leader"],
            did=f"Walked with people, number {number}.",
            happened_on=TODAY - timedelta(days=number % 300),
            visibility=("open", "restricted", "private")[number % 3],
        )
        for number in range(rows)
    )
    for entry in made[:12]:
        entry.with_organisations.set([world.nhs, world.charity])


@pytest.mark.parametrize("persona", ["public", "leader"])
@pytest.mark.parametrize("query", ["", "?q=walking", "?q=wolked", "?kind=conversation&sector=nhs"])
@pytest.mark.parametrize("name", ["entry_list", "log_list", "entry_timeline", "log_timeline"])
def test_queries_do_not_grow_with_rows(
    world: World, client_as: ClientAs, name: str, query: str, persona: str
) -> None:
    challenge = make_challenge(world)
    fill(world, challenge, 10)
    client = client_as(persona)
    more = {} if name.startswith("log") else {"challenge": challenge.slug}
    address = reverse(name, kwargs={"partnership": world.partnership.slug, **more}) + query
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    fill(world, challenge, 230)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    assert "Walked with people" in page
    assert len(many) == len(few)
    assert len(many) <= 12, [query["sql"][:150] for query in many]


@pytest.mark.parametrize("name", ["entry_detail", "entry_edit", "entry_table", "entry_create"])
def test_pages_of_an_entry_ask_few_questions(
    world: World, client_as: ClientAs, django_assert_max_num_queries: Any, name: str
) -> None:
    challenge = make_challenge(world)
    entry = make_entry(challenge, world.hats["leader"])
    for number in range(12):
        entry = corrected(entry, world, did=f"Text {number}.")
    note_practice(entry, by=world.actor("leader"), skill="negotiation", learned="Listen.", now=NOW)
    more = {} if name in ("entry_table", "entry_create") else {"entry": entry.pk}
    client = client_as("leader")
    client.get(at(name, challenge, **more))
    with django_assert_max_num_queries(12):
        client.get(at(name, challenge, **more))


def test_a_log_in_which_somebody_reads_all_counts_no_further_than_a_thousand(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    fill(world, challenge, 3_100)
    page = client_as("public").get(at("entry_list", challenge)).content.decode()
    assert "The newest 1000." in page and "Page 1 of 50" in page
    last = client_as("public").get(at("entry_list", challenge), {"page": "999999"})
    assert "Page 50 of 50" in last.content.decode()


def test_only_ones_own_hat_logs(world: World, client_as: ClientAs) -> None:
    challenge = make_challenge(world)
    stranger = make_hat(make_person("Stella"), world.partnership, "leader", world.charity)
    response = client_as("leader").post(
        at("entry_create", challenge), quick(world, hat=stranger.pk)
    )
    assert response.status_code == 422 and not LogEntry.objects.exists()
    with pytest.raises(NotAllowed):
        log_work(challenge, by=world.actor("chair"), work=Work("No.", TODAY), now=NOW)
