"""What becomes of rows: matched, added once, whoever dies, and forgotten in the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from config.local.folder import CHECKOUT
from partnership.actions.hats import end_hat
from partnership.actions.importing import bring, choose_columns, confirm, forget_uploads, stop
from partnership.actions.taking_in import take_in_due, take_in_next
from partnership.imports.checking import check
from partnership.imports.people import Roll
from partnership.imports.reading import read_paste
from partnership.imports.verdict import Said
from partnership.models import (
    Hat,
    Invitation,
    Organisation,
    OrganisationSuccession,
    Partner,
    Upload,
    UploadRow,
)
from tests.cast import World, make_organisation
from tests.races import at_once
from tests.template import database_url

NEW = "Brook Lane Residents"


def table(*rows: Sequence[str], headings: str = "Name,Code,Sector,Since,Brings") -> str:
    return "\n".join([headings, *(",".join(row) for row in rows)])


def brought(world: World, text: str, kind: str = "organisations", by: str = "chair") -> Upload:
    return bring(
        world.partnership,
        by=world.actor(by),
        kind=kind,
        table=read_paste(text),
        file_name="",
        now=timezone.now(),
    )


def taken_in(world: World, text: str, kind: str = "organisations", by: str = "chair") -> Upload:
    upload = brought(world, text, kind, by)
    confirm(upload, by=world.actor(by), now=timezone.now())
    take_in_due(clock=timezone.now)
    upload.refresh_from_db()
    return upload


def became(upload: Upload) -> list[str]:
    return list(upload.rows.order_by("number").values_list("state", flat=True))


def why(upload: Upload) -> str:
    return " ".join(upload.rows.order_by("number").values_list("says", flat=True))


@pytest.mark.django_db
def test_organisations_are_matched_by_code_then_by_name_or_are_new(world: World) -> None:
    coded = make_organisation("Hillside NHS Trust", "nhs")
    Organisation.objects.filter(pk=coded.pk).update(ods_code="RZ1")
    named = make_organisation("Vale Borough Council", "local_government")
    upload = taken_in(
        world,
        table(
            ["Hillside", "rz1", "", "01/04/2025", "Nurses"],
            ["VALE borough council", "", "", "", ""],
            [NEW, "", "PPG", "2025-05-01", "A hall"],
        ),
    )
    assert upload.state == "done" and became(upload) == ["added"] * 3, why(upload)
    partners = {one.organisation_id: one for one in world.partnership.partners.all()}
    assert partners[coded.pk].starts_on == date(2025, 4, 1)
    assert partners[coded.pk].brings == "Nurses"
    assert partners[named.pk].starts_on == timezone.localdate()
    new = Organisation.objects.get(name=NEW)
    assert new.sector == "residents" and partners[new.pk].brings == "A hall"


@pytest.mark.django_db
def test_the_same_table_twice_adds_nothing(world: World) -> None:
    organisations = table([NEW, "", "Other", "", ""], ["Old Town Homes", "", "Housing", "", ""])
    people = table(
        ["Ivy Moss", "ivy@example.org", "Leader", world.nhs.name, ""],
        ["Ned Stone", "", "Resident", "", ""],
        headings="Name,Email,Role,Organisation,Until",
    )
    for text, kind in ((organisations, "organisations"), (people, "people")):
        assert became(taken_in(world, text, kind)) == ["added", "added"]
        counts = (Partner.objects.count(), Organisation.objects.count(), Invitation.objects.count())
        assert became(taken_in(world, text, kind)) == ["known", "known"]
        assert counts == (
            Partner.objects.count(), Organisation.objects.count(), Invitation.objects.count()
        )  # fmt: skip


@pytest.mark.django_db
def test_two_rows_of_one_table_that_say_the_same_add_one(world: World) -> None:
    upload = taken_in(
        world, table([NEW, "", "Other", "", ""], [f" {NEW.upper()} ", "", "Other", "", ""])
    )
    assert became(upload) == ["added", "known"]


@pytest.mark.django_db
def test_a_former_name_leads_to_who_took_over(world: World) -> None:
    old = make_organisation("Ashdown CCG", "nhs")
    Organisation.objects.filter(pk=old.pk).update(ends_on=date(2022, 7, 1))
    OrganisationSuccession.objects.create(
        predecessor=old, successor=world.nhs, on=date(2022, 7, 1), kind="merger"
    )
    upload = taken_in(world, table(["Ashdown CCG", "", "", "01/04/2020", ""]))
    assert became(upload) == ["refused"]
    assert "“Ashdown NHS Trust” took over from it: write that name instead" in why(upload)
    person = table(
        ["Ivy Moss", "", "Leader", "Ashdown CCG"], headings="Name,Email,Role,Organisation"
    )
    assert "took over from it" in why(taken_in(world, person, "people"))


@pytest.mark.django_db
def test_of_several_that_are_called_so_none_is_guessed(world: World) -> None:
    for number in (1, 2):
        Organisation.objects.create(
            name="St Mary’s", slug=f"st-marys-{number}", sector="education", ods_code=f"S{number}"
        )
    assert "Several are called so" in why(taken_in(world, table(["ST MARY’S", "", "", "", ""])))
    assert became(taken_in(world, table(["St Mary’s", "s2", "", "", ""]))) == ["added"]


@pytest.mark.django_db
def test_people_are_invited_and_given_no_right(world: World) -> None:
    before = Hat.objects.count()
    upload = taken_in(
        world,
        table(
            ["Ivy Moss", "IVY@example.org", "Rep", world.council.name, "31/03/2030"],
            ["Ned Stone", "", "Citizen", "", ""],
            headings="Name,Email,Role,Organisation,Until",
        ),
        "people",
    )
    assert became(upload) == ["added", "added"], why(upload)
    ivy = Invitation.objects.get(email="ivy@example.org")
    assert ivy.capacity == "representative" and ivy.organisation == world.council
    assert (
        ivy.until is not None
        and timezone.localtime(ivy.until).isoformat()[:16] == "2030-04-01T00:00"
    )
    assert ivy.invited_by == world.hats["chair"]
    assert Hat.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["Ivy Moss", "ivy at example.org", "Leader", "Ashdown NHS Trust", ""], "not an email"),
        (["Ivy Moss", "a@b.c\\nBcc: a@b.c", "Rep", "Ashdown NHS Trust", ""], "not an email"),
        (["", "ivy@example.org", "Leader", "Ashdown NHS Trust", ""], "no name"),
        (["Ivy Moss", "", "", "Ashdown NHS Trust", ""], "Write one of: Chair"),
        (["Ivy Moss", "", "Wizard", "Ashdown NHS Trust", ""], "nobody who is “Wizard”"),
        (["Ivy Moss", "", "Leader", "", ""], "For which partner?"),
        (["Ivy Moss", "", "Leader", "Elsewhere NHS Trust", ""], "is no partner"),
        (["Ivy Moss", "", "Resident", "", "01/01/2020"], "has passed"),
    ],
)  # fmt: skip
def test_a_person_who_cannot_be_invited_is_refused_in_words(
    cells: list[str], words: str, world: World
) -> None:
    upload = taken_in(world, table(cells, headings="Name,Email,Role,Organisation,Until"), "people")
    assert became(upload) == ["refused"] and words in why(upload), why(upload)
    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_a_coordinator_invites_no_chair(world: World) -> None:
    chair = table(
        ["Ivy Moss", "", "Chair", world.nhs.name], headings="Name,Email,Role,Organisation"
    )
    upload = taken_in(world, chair, "people", by="coordinator")
    assert became(upload) == ["refused"] and "Only a chair" in why(upload)
    assert became(taken_in(world, chair, "people")) == ["added"]


@pytest.mark.django_db
@pytest.mark.parametrize("persona", ["leader", "facilitator", "analyst", "resident"])
def test_nobody_else_brings_confirms_or_stops(persona: str, world: World) -> None:
    by, upload, now = (
        world.actor(persona),
        brought(world, table([NEW, "", "Other"])),
        timezone.now(),
    )
    for act in (
        lambda: bring(
            world.partnership, by=by, kind="people", table=read_paste("A\nb"), file_name="", now=now
        ),
        lambda: choose_columns(upload, by=by, columns={}),
        lambda: confirm(upload, by=by, now=now),
        lambda: stop(upload, by=by, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.django_db
def test_what_is_added_is_recorded_in_the_hat_that_confirmed(world: World) -> None:
    upload = brought(world, table([NEW, "", "Other", "", ""]), by="coordinator")
    confirm(upload, by=world.actor("chair"), now=timezone.now())
    take_in_due(clock=timezone.now)
    event = Partner.pgh_event_model.objects.get(organisation__name=NEW)  # type: ignore[attr-defined]
    assert event.pgh_context["hat"] == world.hats["chair"].pk
    assert event.pgh_context["person"] == world.hats["chair"].person_id


@pytest.mark.django_db
def test_a_hat_that_ended_takes_nothing_more_in(world: World) -> None:
    upload = brought(world, table([NEW, "", "Other", "", ""]), by="coordinator")
    confirm(upload, by=world.actor("coordinator"), now=timezone.now())
    end_hat(world.hats["coordinator"], by=world.actor("chair"), now=timezone.now())
    take_in_due(clock=timezone.now)
    upload.refresh_from_db()
    assert upload.state == "stopped" and became(upload) == ["waiting"]
    assert not Organisation.objects.filter(name=NEW).exists()


@pytest.mark.django_db
def test_stopping_keeps_what_is_in_and_takes_in_no_more(world: World) -> None:
    upload = brought(world, table([NEW, "", "Other"], ["Old Town Homes", "", "Housing"]))
    confirm(upload, by=world.actor("chair"), now=timezone.now())
    assert take_in_next(upload.pk, now=timezone.now())
    stop(upload, by=world.actor("coordinator"), now=timezone.now())
    take_in_due(clock=timezone.now)
    assert became(upload) == ["added", "waiting"]
    confirm(upload, by=world.actor("chair"), now=timezone.now())
    upload.refresh_from_db()
    assert upload.state == "stopped"


@pytest.mark.django_db
def test_columns_stay_as_they_were_confirmed(world: World) -> None:
    upload = brought(world, table([NEW, "", "Other", "", ""]))
    confirm(upload, by=world.actor("chair"), now=timezone.now())
    held = choose_columns(upload, by=world.actor("chair"), columns={"name": 4})
    assert held.columns["name"] == 0


@pytest.mark.django_db
def test_what_breaks_one_row_costs_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from partnership.imports import checking

    take_in = checking.take_in

    def breaks(upload: Upload, verdict: object, **how: object) -> None:
        take_in(upload, verdict, **how)  # type: ignore[arg-type]
        if verdict.name == NEW:  # type: ignore[attr-defined]
            raise IntegrityError("broken")

    monkeypatch.setattr(checking, "take_in", breaks)
    upload = taken_in(world, table([NEW, "", "Other"], ["Old Town Homes", "", "Housing"]))
    assert became(upload) == ["refused", "added"] and upload.state == "done"
    assert "Add it by hand" in why(upload)
    assert not Organisation.objects.filter(name=NEW).exists()


@pytest.mark.django_db
def test_rows_are_forgotten_and_what_they_added_stays(world: World) -> None:
    done = taken_in(world, table([NEW, "", "Other", "", ""]))
    left = brought(world, table(["Old Town Homes", "", "Housing"]))
    soon = timezone.now() + timedelta(days=29)
    assert forget_uploads(soon) == 0
    assert forget_uploads(soon + timedelta(days=2)) == 2
    assert not UploadRow.objects.filter(upload__in=[done.pk, left.pk]).exists()
    assert world.partnership.partners.filter(organisation__name=NEW).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        {"state": "running"},
        {"state": "done", "confirmed_at": "now", "confirmed_by": "chair"},
        {"confirmed_at": "now"},
        {"state": "stopped"},
    ],
)
def test_the_database_holds_how_an_upload_goes(broken: dict[str, str], world: World) -> None:
    upload = brought(world, table([NEW, "", "Other"]))
    said = {"now": timezone.now(), "chair": world.hats["chair"]}
    values = {name: said.get(value, value) for name, value in broken.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        UploadRow.objects.create(upload=upload, number=2)


MANY = [[f"Group {number}", "", "Other", "", ""] for number in range(20)]


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_and_workers_side_by_side_take_each_row_in_once(world: World) -> None:
    upload = brought(world, table(*MANY, *MANY))
    chair, coordinator = world.actor("chair"), world.actor("coordinator")
    both = iter([chair, coordinator, chair, coordinator])
    at_once(4, lambda: confirm(upload, by=next(both), now=timezone.now()))
    at_once(3, lambda: take_in_due(clock=timezone.now))
    take_in_due(clock=timezone.now)  # what was left when the last of them looked away
    assert sorted(became(upload)) == ["added"] * 20 + ["known"] * 20
    assert Organisation.objects.filter(name__startswith="Group ").count() == 20
    upload.refresh_from_db()
    assert upload.state == "done"


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_workers_would_hold_the_same_row(world: World) -> None:
    """The control: two who look before either writes take up one and the same."""
    upload = brought(world, table(*MANY))
    confirm(upload, by=world.actor("chair"), now=timezone.now())
    both, held = threading.Barrier(2), []

    def careless() -> None:
        row = upload.rows.filter(state="waiting").order_by("number").first()
        both.wait(20)
        held.append(row)

    at_once(2, careless)
    assert held[0] == held[1]
    with transaction.atomic():
        Upload.objects.select_for_update().get(pk=upload.pk)
        passed_over: list[bool] = []
        at_once(1, lambda: passed_over.append(take_in_next(upload.pk, now=timezone.now())))
    assert passed_over == [False] and set(became(upload)) == {"waiting"}


DIES_IN_THE_MIDDLE = """
import os, signal
from django.utils import timezone
from partnership.actions import taking_in
from partnership.imports import checking
take_in, rows = checking.take_in, []
def dies(*what, **how):
    take_in(*what, **how)
    rows.append(what)
    if len(rows) == 5:
        os.kill(os.getpid(), signal.SIGKILL)
checking.take_in = dies
taking_in.take_in_due(clock=timezone.now)
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_in_the_middle_costs_nothing(world: World) -> None:
    """Killed after a row was added and before that was written down: both are undone together."""
    upload = brought(world, table(*MANY))
    confirm(upload, by=world.actor("chair"), now=timezone.now())
    known = connection.settings_dict
    for killed in (1, 2):
        dying = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{DIES_IN_THE_MIDDLE}"],
            cwd=CHECKOUT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "DATABASE_URL": database_url(known, known["NAME"]),
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert dying.returncode == -signal.SIGKILL, dying.stderr
        assert became(upload).count("added") == 4 * killed
        assert Partner.objects.filter(organisation__name__startswith="Group").count() == 4 * killed
    take_in_due(clock=timezone.now)
    upload.refresh_from_db()
    assert upload.state == "done" and became(upload) == ["added"] * 20
    assert Partner.objects.filter(organisation__name__startswith="Group").count() == 20


@pytest.mark.django_db
def test_a_table_that_waited_is_taken_in_by_the_clock(world: World) -> None:
    from config.schedule import BEAT_SCHEDULE
    from partnership.tasks import take_in_tables

    assert any(one["task"] == take_in_tables.name for one in BEAT_SCHEDULE.values())
    upload = brought(world, table([NEW, "", "Other"]))
    Upload.objects.filter(pk=upload.pk).update(
        state="running", confirmed_at=timezone.now(), confirmed_by=world.hats["chair"]
    )
    for _ in range(3):
        take_in_tables()
    assert became(upload) == ["added"]


@pytest.mark.django_db
def test_looking_at_rows_writes_nothing(world: World) -> None:
    upload = brought(world, table([NEW, "", "Other"]))
    known = Organisation.objects.count()
    check(upload, by=world.actor("chair"), now=timezone.now())
    assert Organisation.objects.count() == known
    assert became(upload) == ["waiting"]


@pytest.mark.django_db
def test_names_like_known_ones_are_asked_about_before_anything_is_added(
    world: World, client_as: Callable[..., Client]
) -> None:
    typed = f"{world.council.name[:-1]}z"
    upload = brought(world, table([typed, "", "Other"], ["", "", "Other"]))
    address = reverse("upload_confirm", args=[world.partnership.slug, upload.pk])
    page = client_as("chair").get(address).content.decode()
    assert f"“{typed}” is much like “{world.council.name}”" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["upload_list", "upload_preview", "upload_confirm", "upload_detail"]
)
@pytest.mark.parametrize("kind", Upload.Kind.values)
def test_queries_of_pages_do_not_grow_with_rows(
    name: str, kind: str, world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("chair")
    headings = "Name,Role,Organisation" if kind == "people" else "Name,Type,Notes"
    asked = []
    for count in (1, 60):
        said = "Leader,Elsewhere" if kind == "people" else "Other,"
        rows = [[f"Somebody {number}", said] for number in range(count)]
        upload = brought(world, table(*rows, headings=headings), kind)
        if name == "upload_detail":
            confirm(upload, by=world.actor("chair"), now=timezone.now())
        pk = [] if name == "upload_list" else [upload.pk]
        address = reverse(name, args=[world.partnership.slug, *pk])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[1] <= asked[0] <= 12, asked


@pytest.mark.django_db
def test_a_day_is_shown_as_it_was_understood(
    world: World, client_as: Callable[..., Client]
) -> None:
    upload = brought(world, table([NEW, "", "Other", "03/04/25", ""]))
    address = reverse("upload_preview", args=[world.partnership.slug, upload.pk])
    assert "3 April 2025" in client_as("chair").get(address).content.decode()


@pytest.mark.django_db
def test_the_file_of_what_became_of_rows_runs_nothing(
    world: World, client_as: Callable[..., Client]
) -> None:
    upload = taken_in(world, table(["=1+1", "", "Other", "", ""], [NEW, "", "Other", "", "-1"]))
    address = reverse("upload_download", args=[world.partnership.slug, upload.pk, "csv"])
    said = client_as("chair").get(address).content.decode("utf-8-sig")
    assert "\r\n'=1+1,,Other,,,2,Not taken in," in said
    assert ",'-1,3,Added," in said


@pytest.mark.django_db
def test_what_is_over_leads_to_what_became_of_it(
    world: World, client_as: Callable[..., Client]
) -> None:
    upload, client = taken_in(world, table([NEW, "", "Other", "", ""])), client_as("chair")
    where = [world.partnership.slug, upload.pk]
    for name in ("upload_columns", "upload_preview", "upload_confirm"):
        answer = client.get(reverse(name, args=where), follow=True)
        assert "1 added" in answer.content.decode(), name
    part = client.get(reverse("upload_detail", args=where), headers={"HX-Request": "true"})
    said = part.content.decode()
    assert 'id="upload-progress"' in said and "hx-trigger" not in said and "<html" not in said


@pytest.mark.django_db
def test_rows_without_headings_are_not_taken_for_them_in_silence(
    world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("chair")
    address = reverse("upload_create", args=[world.partnership.slug, "people"])
    pasted = {"paste": "Ivy Moss\tivy@example.org\tLeader\nNed Stone\t\tLeader"}
    page = client.post(address, pasted, follow=True).content.decode()
    assert "Which column is what?" in page and "We know none of the headings" in page


@pytest.mark.django_db
def test_for_one_row_only_what_it_mentions_is_asked(world: World) -> None:
    now = timezone.now()
    rows = [
        ["Ján Novak", "jan@example.org"],
        *([f"Guest {number}", f"guest{number}@example.org"] for number in range(20)),
    ]
    people = "\n".join(["Name,Email,Role", *(f"{name},{email},Resident" for name, email in rows)])
    assert became(taken_in(world, people, "people")) == ["added"] * 21
    row = Said({"name": "JAN  Nová-k", "capacity": "Resident"})
    roll = Roll(world.partnership, [row], now)
    assert {name for name, _capacity, _place in roll.named} == {"jannovak"}
    assert roll.partners == {}
    row = Said({"name": "New", "email": "guest3@example.org", "organisation": "ashdown nhs trust"})
    roll = Roll(world.partnership, [row], now)
    assert roll.invited == {("guest3@example.org", "resident")}
    assert dict(roll.partners) == {"ashdownnhstrust": [world.nhs]}
    # What is said of one row is what was said of it among many.
    again = check(brought(world, people, "people"), by=world.actor("chair"), now=now)
    alone = check(
        again.rows[0][0].upload, by=world.actor("chair"), now=now, rows=[again.rows[0][0]]
    )
    assert alone.rows[0][1].becomes == again.rows[0][1].becomes == "known"


@pytest.mark.django_db
def test_partnerships_take_turns(world: World) -> None:
    long = brought(world, table(*([f"Group {one}", "", "Other", "", ""] for one in range(9))))
    short = bring(
        world.neighbour,
        by=world.elsewhere["chair"].actor(),
        kind="organisations",
        table=read_paste(table([NEW, "", "Other", "", ""])),
        file_name="",
        now=timezone.now(),
    )
    confirm(long, by=world.actor("chair"), now=timezone.now())
    confirm(short, by=world.elsewhere["chair"].actor(), now=timezone.now())
    began, looked = timezone.now(), iter(range(99))

    def clock() -> datetime:
        """Time for three rows: it is read once at first, and twice for each."""
        return began + timedelta(seconds=150 * (next(looked) > 6))

    assert take_in_due(clock=clock) == 3
    assert became(long).count("added") == 2 and became(short) == ["added"]
