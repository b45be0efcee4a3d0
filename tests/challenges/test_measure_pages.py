"""Pages of measures: what they show, to whom, at what cost; readings typed, pasted and brought."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from challenges.models import Measure, Reading, ReferenceSeries
from challenges.periods import after, first_day
from tests.cast import World
from tests.challenges.factories import make_challenge
from tests.challenges.measured import make_link, make_measure, make_readings, make_series

ClientAs = Callable[..., Client]


def at(name: str, measure: Measure, **more: Any) -> str:
    kwargs = {"partnership": measure.partnership.slug, "measure": measure.slug, **more}
    return reverse(name, kwargs=kwargs)


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert client.get(address).status_code == 200
    return len(told)


# --- What they cost -----------------------------------------------------------------------------


@pytest.mark.parametrize("persona", ["public", "leader"])
def test_queries_do_not_grow_with_measures(world: World, client_as: ClientAs, persona: str) -> None:
    challenge = make_challenge(world)
    client = client_as(persona)
    for number in range(10):
        measure = make_measure(world, f"Measure {number}")
        make_readings(measure, [1, 2, 3])
        make_link(challenge, measure, leads=number == 0)
    pages = [
        reverse("measure_list", args=[world.partnership.slug]),
        reverse("challenge_measures", args=[world.partnership.slug, challenge.slug]),
    ]
    few = [cost(client, page) for page in pages]
    for number in range(10, 210):
        make_link(challenge, make_measure(world, f"Measure {number}"))
    assert [cost(client, page) for page in pages] == few
    assert max(few) <= 12


@pytest.mark.parametrize("persona", ["public", "leader"])
def test_queries_do_not_grow_with_readings(world: World, client_as: ClientAs, persona: str) -> None:
    measure = make_measure(world)
    make_readings(measure, range(10))  # type: ignore[arg-type]
    client = client_as(persona)
    names = ["measure_detail"]
    if persona == "leader":
        names += ["measure_readings", "measure_history", "rebase_create"]
    few = [cost(client, at(name, measure)) for name in names]
    make_readings(measure, list(range(200)), first=date(2000, 1, 1))
    assert [cost(client, at(name, measure)) for name in names] == few
    assert max(few) <= 12


# --- What they show -----------------------------------------------------------------------------


def test_the_page_of_a_measure_says_what_it_is(world: World, client_as: ClientAs) -> None:
    measure = make_measure(world, unit="%", target=Decimal(30), decimals=1)
    make_readings(measure, [31.25, 33])
    said = client_as("public").get(measure.get_absolute_url()).content.decode()
    for words in ("too few points", "Target", "30.0%", "Lower is better", "31.2"):
        assert words in said
    assert "Enter readings" not in said
    assert "Enter readings" in client_as("leader").get(measure.get_absolute_url()).content.decode()


def test_a_challenge_measured_in_organisations_only_says_so(
    world: World, client_as: ClientAs
) -> None:
    challenge = make_challenge(world)
    beds = make_measure(world, "Beds in use", organisation=world.nhs)
    make_link(challenge, beds, kind="process")
    public = client_as("public").get(challenge.get_absolute_url()).content.decode()
    assert "No measure of the place yet" in public
    assert "Beds in use" not in public
    assert "Beds in use" in client_as("leader").get(challenge.get_absolute_url()).content.decode()
    make_link(challenge, make_measure(world), leads=True)
    said = client_as("public").get(challenge.get_absolute_url()).content.decode()
    assert "No measure of the place yet" not in said
    assert "Falls at home" in said


def test_readings_are_taken_away_with_their_attribution(world: World, client_as: ClientAs) -> None:
    series = make_series(world, [31.6, 33])
    leader = client_as("leader")
    address = reverse("measure_published", args=[world.partnership.slug])
    made = leader.post(address, {"series": series.pk, "place": world.place.pk})
    measure = Measure.objects.get()
    assert made.headers["Location"] == measure.get_absolute_url()
    page = leader.get(measure.get_absolute_url()).content.decode()
    assert "The publisher, licensed openly. 2006/07 on." in page
    csv = client_as("public").get(at("measure_download", measure, form="csv")).content.decode()
    assert '2006/07,2006-04-01,31.6,% of children,,,,,"The publisher, licensed openly."' in csv
    book = client_as("public").get(at("measure_download", measure, form="xlsx"))
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert sheet["C2"].value == 31.6


def test_an_area_without_figures_says_why(world: World, client_as: ClientAs) -> None:
    make_series(world, [])
    address = reverse("measure_published", args=[world.partnership.slug])
    said = client_as("leader").post(
        address, {"series": ReferenceSeries.objects.get().pk, "place": world.place.pk}
    )
    assert said.status_code == 422
    assert "merged" in said.content.decode()


def test_a_measure_is_set_up_of_one_thing(world: World, client_as: ClientAs) -> None:
    given = {
        "name": "Walks", "of": f"place-{world.place.pk}", "unit": "people", "improves": "increase",
        "frequency": "month", "source": "Walk leaders", "decimals": "0", "target": "1,200",
    }  # fmt: skip
    leader, address = client_as("leader"), reverse("measure_create", args=[world.partnership.slug])
    assert leader.post(address, {**given, "of": ""}).status_code == 422
    assert leader.post(address, {**given, "of": "place-999999"}).status_code == 422
    assert leader.post(address, {**given, "target": "many"}).status_code == 422
    assert leader.post(address, given).status_code == 302
    assert Measure.objects.get().target == 1_200
    again = leader.post(address, given)
    assert "a measure of this name already" in again.content.decode()


# --- Readings in a table ------------------------------------------------------------------------


def test_readings_are_entered_corrected_and_left_in_one_table(
    world: World, client_as: ClientAs
) -> None:
    measure = make_measure(world, denominator="All homes", unit="%")
    this = first_day(timezone.localdate(), "month")
    last, before = after(this, "month", -1), after(this, "month", -2)
    make_readings(measure, [10, 20], first=before)
    leader, address = client_as("leader"), at("measure_readings", measure)
    said = leader.get(address).content.decode()
    assert f'name="was-{last}" value="20.0000"' in said
    typed = {
        f"value-{before}": "10", f"was-{before}": "10.0000",
        f"value-{last}": "21,5 %", f"was-{last}": "20.0000",
        f"numerator-{this}": "1", f"denominator-{this}": "3",
    }  # fmt: skip
    assert leader.post(address, {**typed, f"value-{last}": "lots"}).status_code == 422
    assert leader.post(address, {**typed, f"value-{last}": ""}).status_code == 422
    assert measure.readings.count() == 2
    assert leader.post(address, typed).status_code == 302
    assert [str(one.value) for one in measure.readings.all()] == ["10.0000", "21.5000", "33.3333"]
    stale = leader.post(address, typed)
    assert stale.status_code == 422
    assert "while you were writing" in stale.content.decode()
    history = leader.get(at("measure_history", measure)).content.decode()
    assert "from 20 to 21.5" in history
    assert "Asha Leader" in history


def test_a_reading_is_entered_corrected_and_removed(world: World, client_as: ClientAs) -> None:
    measure = make_measure(world)
    leader = client_as("leader")
    address = at("reading_create", measure)
    assert leader.post(address, {"period": "2018/19", "value": "3"}).status_code == 422
    assert leader.post(address, {"period": "Apr-24", "value": ""}).status_code == 422
    assert leader.post(address, {"period": "Apr-24", "value": "3"}).status_code == 302
    assert leader.post(address, {"period": "30/04/2024", "value": "4"}).status_code == 422
    (reading,) = measure.readings.all()
    edit = at("reading_edit", measure, reading=reading.pk)
    assert 'value="3"' in leader.get(edit).content.decode()
    assert leader.post(edit, {"value": "5", "note": "Late slip"}).status_code == 302
    assert measure.readings.get().value == 5
    assert leader.post(at("reading_remove", measure, reading=reading.pk)).status_code == 302
    assert not Reading.objects.exists()


# --- Readings from a paste or a file ------------------------------------------------------------


def bring(client: Client, measure: Measure, **given: Any) -> Any:
    return client.post(at("measure_import", measure), given)


def confirm(client: Client, measure: Measure, shown: Any) -> Any:
    """Press the button of the preview."""
    context = shown.context
    return client.post(
        at("measure_take_in", measure),
        {"rows": context["rows"], "fingerprint": context["seen"].fingerprint},
    )


PASTE = (
    "Month\tResult\tComment\nApr-24\t12,5\t\n01/05/2024\t13%\t=cmd\nJune 2024\tn/a\t\n2024-07\t14\t"
)


def test_a_paste_is_looked_at_and_then_entered_whole(world: World, client_as: ClientAs) -> None:
    measure, leader = make_measure(world, unit="%"), client_as("leader")
    shown = bring(leader, measure, paste=PASTE)
    said = shown.content.decode()
    assert not Reading.objects.exists()
    for words in ("2 readings would be entered", "Row 3", "column C", "Row 4", "column B"):
        assert words in said
    assert confirm(leader, measure, shown).status_code == 302
    assert [str(one.value) for one in measure.readings.all()] == ["12.5000", "14.0000"]
    again = bring(leader, measure, paste=PASTE)
    assert "Nothing would be entered" in again.content.decode()
    assert "2 stand there just so" in again.content.decode()
    events: Any = Reading.pgh_event_model.objects  # type: ignore[attr-defined]
    assert events.count() == 2
    assert confirm(leader, measure, shown).status_code == 422  # the page before is out of date
    assert events.count() == 2


def test_what_changed_meanwhile_is_shown_again(world: World, client_as: ClientAs) -> None:
    measure, leader = make_measure(world), client_as("leader")
    shown = bring(leader, measure, paste="Period,Value\n2024-04,12\n2024-05,13\n")
    make_readings(measure, [11], first=date(2024, 4, 1))
    again = confirm(leader, measure, shown)
    assert again.status_code == 422
    assert "Corrects 11" in again.content.decode()
    assert measure.readings.get().value == 11
    assert confirm(leader, measure, again).status_code == 302
    assert [one.value for one in measure.readings.all()] == [12, 13]


def test_a_workbook_of_counts(world: World, client_as: ClientAs) -> None:
    measure, leader = make_measure(world, unit="%", denominator="Homes"), client_as("leader")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Falls in our homes"], ["Month", "Cases", "Out of", "Value"],
        [date(2024, 4, 1), 1, 4, None], [date(2024, 5, 31), 3, 4, 99], [date(2024, 6, 1), 3, 0, 1],
        [date(2024, 7, 1), 3, None, None],
    ):  # fmt: skip
        sheet.append(row)
    whole = io.BytesIO()
    book.save(whole)
    file = SimpleUploadedFile("ours.xlsx", whole.getvalue())
    shown = bring(leader, measure, file=file)
    said = shown.content.decode()
    assert "2 readings would be entered" in said
    assert "The denominator is above 0." in said
    assert confirm(leader, measure, shown).status_code == 302
    assert [one.value for one in measure.readings.all()] == [25, 75]


@pytest.mark.parametrize(
    ("frequency", "paste", "words"),
    [
        ("month", "2024-04\t3\n2024-05\t4", "2 readings would be entered"),
        ("month", "When,Number\n2024-04,3", "1 reading would be entered"),
        ("month", "Period;Value\n2024-04;3,5", "1 reading would be entered"),
        ("year", "Year\tRate\n2017/18\t31.2\n2018/19\t30", "2 readings would be entered"),
        ("quarter", "Quarter\tValue\nQ1 2024\t3\nQ4 2023/24\t4", "March 2024 as well"),
        ("month", "Period,Value\n2018/19,3", "is a year"),
        ("month", "Period,Value\nQ1 2024,3", "is a quarter"),
        ("month", "Period,Value\n04/25/2024,3", "There is no month 25"),
        ("month", "Period,Value\n31/02/2024,3", "is not in the calendar"),
        ("month", "Period,Value\nlast spring,3", "We cannot tell when"),
        ("month", "Period,Value\nTotal,3", "We cannot tell when"),
        ("month", "Period,Value\n2124-04,3", "is not between"),
        ("month", "Period,Value\n2090-04,3", "has not begun"),
        ("month", "Period,Value\n2024-04,<5", "hides a small number"),
        ("month", "Period,Value\n2024-04,*", "hides a small number"),
        ("month", "Period,Value\n2024-04,", "There is no number here"),
        ("month", "Period,Value\n2024-04,twelve", "is not a number"),
        ("month", "Period,Value\n2024-04,=1+1", "is not a number"),
        ("month", "Period,Value\n2024-04,NaN", "is not a number"),
        ("month", "Period,Value\n2024-04,1e99", "too large"),
        ("month", "Period,Value\n2024-04,12345678901", "too large"),
        ("month", "Period,Value\n2024-04,3\n01/04/2024,3", "Keep one of them"),
        ("month", "Period,Value,Notes\n2024-04,3," + 301 * "x", "longer than 300"),
        ("week", "Week,Value\nApr 2024,3", "is a month"),
        ("week", "Week,Value\nw/c 01/04/2024,3\n2024-W15,4", "2 readings would be entered"),
        ("month", "Name,Amount spent\nAnna,3", "which column is the period"),
        ("month", "Period,Colour\n2024-04,red", "which column has the number"),
        ("month", "Ward,Apr 2024,May 2024,Jun 2024\nOne,1,2,3", "Transpose"),
        ("month", "Period,Value", "headings only"),
        ("month", "<html><td>", "headings only"),
        ("month", "Period,Value\n" + "2024-04,3\n" * 2_001, "more than 2,000 rows"),
        ("month", 'Period,Value\n"2024-04,3', "quotation marks"),
    ],
)  # fmt: skip
def test_odd_tables(
    world: World, client_as: ClientAs, frequency: str, paste: str, words: str
) -> None:
    """Each is read, or says how to put it right; nothing is written, and nothing breaks."""
    measure = make_measure(world, frequency=frequency)
    shown = bring(client_as("leader"), measure, paste=paste)
    assert shown.status_code in (200, 422)
    assert words in shown.content.decode()
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "This file is empty"),
        ("a.csv", b"%PDF-1.7", "This is a PDF"),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "damaged"),
        ("a.csv", "Period,Value\n2024-04,3".encode("utf-16"), "1 reading would be entered"),
        ("a.csv", "Période;Value\n".encode("cp1252"), "headings only"),
        ("a.csv", b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_odd_files(
    world: World, client_as: ClientAs, name: str, content: bytes, words: str
) -> None:
    measure = make_measure(world)
    shown = bring(client_as("leader"), measure, file=SimpleUploadedFile(name, content))
    assert words in shown.content.decode()
    assert not Reading.objects.exists()


def test_fractions_of_one_are_asked_about(world: World, client_as: ClientAs) -> None:
    measure = make_measure(world, unit="%")
    shown = bring(client_as("leader"), measure, paste="Period,Value\n2024-04,0.28\n2024-05,0.3")
    assert "Are these shares of 1?" in shown.content.decode()


def test_a_table_to_fill_is_read_as_it_is(world: World, client_as: ClientAs) -> None:
    measure, leader = make_measure(world), client_as("leader")
    given = leader.get(at("measure_template", measure, form="csv")).content.decode("utf-8-sig")
    lines = given.strip().splitlines()
    filled = "\n".join([lines[0], *(f"{line.split(',')[0]},7," for line in lines[1:])])
    shown = bring(leader, measure, paste=filled)
    assert "12 readings would be entered" in shown.content.decode()


# --- Choosing, limits ---------------------------------------------------------------------------


def test_a_challenge_chooses_its_measures(world: World, client_as: ClientAs) -> None:
    challenge, measure = make_challenge(world), make_measure(world)
    leader = client_as("leader")
    here = [world.partnership.slug, challenge.slug]
    address = reverse("challenge_measure_choose", args=here)
    assert leader.post(address, {"measure": measure.pk}).status_code == 422
    assert leader.post(address, {"measure": measure.pk, "kind": "outcome"}).status_code == 302
    link = challenge.measure_links.get()
    assert link.leads
    leader.post(reverse("challenge_measure_kind", args=[*here, link.pk]), {"kind": "process"})
    assert "Only an outcome leads" in leader.get(address).content.decode()
    leader.post(reverse("challenge_measure_remove", args=[*here, link.pk]))
    assert not challenge.measure_links.exists()


def test_limits_begin_anew_and_are_taken_back(world: World, client_as: ClientAs) -> None:
    measure, leader = make_measure(world), client_as("leader")
    make_readings(measure, [3, 4, 5])
    address = at("rebase_create", measure)
    assert leader.post(address, {"on": "2024-01-01", "because": "So"}).status_code == 422
    assert (
        leader.post(address, {"on": "2024-02-01", "because": "The ward moved"}).status_code == 302
    )
    public = client_as("public").get(measure.get_absolute_url()).content.decode()
    assert public.count("The ward moved") == 2
    rebase = measure.rebases.get()
    leader.post(at("rebase_remove", measure, rebase=rebase.pk))
    assert not measure.rebases.exists()


def test_a_day_far_away_is_no_period(world: World, client_as: ClientAs) -> None:
    measure, leader = make_measure(world), client_as("leader")
    for until in ("0001-01-01", "9999-12-31", "yesterday", "1901-02-03"):
        assert leader.get(at("measure_readings", measure) + f"?until={until}").status_code == 200
