"""Files and pastes of every kind become a table, or a sentence that says what to bring instead."""

from __future__ import annotations

import tracemalloc
import warnings
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl.xml import DEFUSEDXML

from partnership.errors import Unreadable
from partnership.imports.bounded import BoundedUpload
from partnership.imports.cells import NoDay, clean, day_of
from partnership.imports.checking import check
from partnership.imports.facts import FACTS, guess
from partnership.imports.limits import MOST_BYTES
from partnership.imports.reading import read_file, read_paste
from partnership.imports.templates import EXAMPLES, headings
from partnership.models import Organisation, Partner, Partnership, Upload, UploadRow
from tests.cast import World
from tests.partnership import bad_files
from tests.partnership.bad_files import BROOK, GOOD, HEADINGS, READ, READ_WITH_FAULTS, REFUSED, Make

WAYS_OUT = ("save", "bring", "choose", "keep", "put", "copy", "needs", "unmerge")


def test_there_are_sixty_bad_files_and_more() -> None:
    assert len(REFUSED) + len(READ_WITH_FAULTS) >= 60
    assert DEFUSEDXML


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_cannot_be_read_is_refused_with_a_way_out(make: Make) -> None:
    with pytest.raises(Unreadable) as refused:
        read_file(make())
    said = str(refused.value).lower()
    assert any(way in said for way in WAYS_OUT), said
    assert "traceback" not in said and "error" not in said


@pytest.mark.parametrize(("make", "name"), READ.values(), ids=READ.keys())
def test_an_odd_file_is_read_as_it_is_meant(make: Make, name: str) -> None:
    table = read_file(make())
    assert [heading for heading in table.headings if heading] == HEADINGS
    (row,) = table.rows
    assert row.cells[0] == name
    if len(row.cells) > 3 and row.cells[3]:
        assert day_of(row.cells[3]) == date(2025, 4, 1)


def test_a_bomb_takes_no_more_memory_than_a_table() -> None:
    content = REFUSED["millions of elements"]()
    tracemalloc.start()
    with pytest.raises(Unreadable):
        read_file(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 40_000_000


def test_the_largest_table_is_read() -> None:
    table = read_file(bad_files.book_of([["H"] * 60, *[[f"v{n}"] * 60 for n in range(5_000)]]))
    assert len(table.rows) == 5_000 and table.rows[-1].number == 5_001


def test_rows_are_numbered_as_the_spreadsheet_numbers_them() -> None:
    table = read_file(bad_files.csv_of([["Partners"], [], HEADINGS, [], GOOD, [], GOOD]).encode())
    assert [row.number for row in table.rows] == [5, 7]


@pytest.mark.parametrize(
    "text",
    [
        "Name\tSector\n\"Hub\" centre\tNHS\n",
        "Name\tSector\r\n\"The \"\"Hub\"\"\ncentre\"\tNHS\r\n",
        "Name,Sector\nHub,NHS",
        "Name\nHub",
    ],
)  # fmt: skip
def test_rows_copied_from_a_spreadsheet_are_read(text: str) -> None:
    assert "Hub" in read_paste(text).rows[0].cells[0]


def test_a_paste_that_cannot_be_read_says_so_where_it_was_pasted() -> None:
    for text in ("", "  \n", "Name,Sector", 'Name,Sector\n"Hub,NHS'):
        with pytest.raises(Unreadable) as refused:
            read_paste(text)
        assert refused.value.field == "paste"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-04-01", date(2025, 4, 1)),
        ("2025-04-01 00:00:00", date(2025, 4, 1)),
        ("2025-04-01T09:00:00", date(2025, 4, 1)),
        ("01/04/2025", date(2025, 4, 1)),
        ("1.4.25", date(2025, 4, 1)),
        ("1-4-2025", date(2025, 4, 1)),
        ("1 April 2025", date(2025, 4, 1)),
        ("1st april 2025", date(2025, 4, 1)),
        ("01-Apr-25", date(2025, 4, 1)),
        ("45748", date(2025, 4, 1)),
        ("45748.5", date(2025, 4, 1)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_days_are_read_as_people_write_them(words: str, day: date) -> None:
    with warnings.catch_warnings():
        assert day_of(words) == day


@pytest.mark.parametrize(
    "words", ["29/02/2025", "13/13/2025", "0", "-1", "1e9", "٣/٤/٢٠٢٥", "x" * 1_000, "99999999999"]
)
def test_what_is_no_day_says_how_to_write_one(words: str) -> None:
    if words == "٣/٤/٢٠٢٥":
        assert day_of(words) == date(2025, 4, 3)  # figures of another script are figures
        return
    with pytest.raises(NoDay):
        day_of(words)


@pytest.mark.parametrize(
    "mark",
    [
        "\r",
        "\n",
        "\0",
        "\u202e",
        "\u200f",
        "\u2028",
        "\ufeff",
        "\x1b",
        "\u0085",
        "\ue000",
        "\U000e0041",
    ],
)
def test_no_name_holds_what_could_break_a_header(mark: str) -> None:
    assert clean(f"Brook{mark} Lane{mark}\u2066 Residents{mark}") == BROOK


def test_columns_are_known_by_many_spellings() -> None:
    said = ["Org Name", "ODS-code", "TYPE", "Date joined", "Contribution", "Notes"]
    assert list(guess("organisations", said).values()) == [0, 1, 2, 3, 4]
    said = ["Full name", "E-mail address", "Role", "Employer", "End date"]
    assert list(guess("people", said).values()) == [0, 1, 2, 3, 4]


def test_of_two_columns_with_one_heading_neither_is_chosen() -> None:
    assert guess("organisations", ["Name", "Name", "Sector"])["name"] is None
    assert guess("organisations", ["Name", "Partner", "Sector"])["name"] is None
    assert guess("organisations", ["Name of the organisation", "Partner"])["name"] == 0


@pytest.mark.parametrize("kind", Upload.Kind.values)
def test_our_own_table_to_fill_in_is_read_as_meant(kind: str) -> None:
    assert list(guess(kind, headings(kind)).values()) == list(range(len(FACTS[kind])))
    for example in EXAMPLES[kind]:
        assert len(example) == len(FACTS[kind])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "column", "words"), READ_WITH_FAULTS.values(), ids=READ_WITH_FAULTS.keys()
)
def test_a_row_that_cannot_be_taken_in_says_where_and_why(
    make: Make, column: str, words: str
) -> None:
    """Checked against an empty register: no world is needed to see that a row is wrong."""
    from partnership.imports import organisations
    from partnership.imports.verdict import said_in

    table = read_file(make())
    columns = guess("organisations", table.headings)
    register = organisations.Register(Partnership(pk=0), [])
    rows = [said_in(row.cells, columns) for row in table.rows]
    found = [
        organisations._verdict(row, register, {}, place, date(2026, 11, 25))
        for place, row in enumerate(rows)
    ]
    refused = [one for one in found if one.becomes == "refused"]
    assert refused, found
    letters = {name: "ABCDE"[place or 0] for name, place in columns.items()}
    said = [(f"column {letters[fault.fact]}", fault.says) for fault in refused[-1].faults]
    assert any(where == column and words in why for where, why in said), said


@pytest.mark.django_db
def test_every_bad_file_by_its_page_breaks_nothing_and_writes_nothing_by_halves(
    world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("chair")
    address = reverse("upload_create", args=[world.partnership.slug, "organisations"])
    known = (Organisation.objects.count(), Partner.objects.count())
    for name, make in REFUSED.items():
        for called in ("partners.csv", "partners.xlsx"):
            if called.endswith("xlsx") and "bomb" in name:
                continue  # the name decides nothing, and a bomb takes a second to make
            answer = client.post(address, {"file": SimpleUploadedFile(called, make())})
            assert answer.status_code == 422, name
            assert "Error: " in answer.content.decode(), name
    assert not Upload.objects.exists() and not UploadRow.objects.exists()
    for name, (make, column, words) in READ_WITH_FAULTS.items():
        answer = client.post(address, {"file": SimpleUploadedFile("partners.csv", make())})
        assert answer.status_code == 302, name
        upload = Upload.objects.get()
        page = client.get(reverse("upload_preview", args=[world.partnership.slug, upload.pk]))
        said = page.content.decode()
        assert page.status_code == 200 and column in said and words.split("’")[0] in said, name
        assert "Row " in said
        upload.delete()
    assert (Organisation.objects.count(), Partner.objects.count()) == known


@pytest.mark.django_db
def test_a_file_that_is_far_too_large_is_not_kept_in_memory(
    world: World, client_as: Callable[..., Client]
) -> None:
    address = reverse("upload_create", args=[world.partnership.slug, "people"])
    large = SimpleUploadedFile("people.csv", b"x" * 12_000_000)
    answer = client_as("chair").post(address, {"file": large})
    assert answer.status_code == 422
    assert "larger than 5 MB" in answer.content.decode()
    kept = BoundedUpload()
    kept.new_file("file", "people.csv", "text/csv", None)
    for number in range(40):
        kept.receive_data_chunk(b"x" * 1_000_000, number * 1_000_000)
    assert len(kept.file_complete(40_000_000).read()) == MOST_BYTES + 1


@pytest.mark.django_db
def test_checking_five_thousand_rows_asks_no_more_than_checking_one(world: World) -> None:
    for kind, cells in (
        ("organisations", ["Group {n}", "", "NHS", "", ""]),
        ("people", ["Person {n}", "p{n}@example.org", "Leader", "Group {n}", ""]),
    ):
        asked = []
        for count in (1, 1_000):
            upload = Upload.objects.create(
                partnership=world.partnership,
                kind=kind,
                columns={fact.name: place for place, fact in enumerate(FACTS[kind])},
                uploaded_by=world.hats["chair"],
            )
            UploadRow.objects.bulk_create(
                UploadRow(upload=upload, number=n, cells=[cell.format(n=n) for cell in cells])
                for n in range(count)
            )
            with CaptureQueriesContext(connection) as queries:
                check(upload, by=world.actor("chair"), now=timezone.now())
            asked.append(len(queries))
        assert asked[1] <= asked[0] <= 8
