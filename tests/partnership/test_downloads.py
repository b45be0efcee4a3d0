"""Tables to take away: the same as CSV and in Excel, and nothing in them runs."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from partnership.actions.partners import add_new_organisation
from partnership.downloads import Cell, inert, table_response
from tests.cast import World

FORMULAS = [
    "=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠SUM(A1)",
    "=HYPERLINK(\"https://example.org\",\"here\")", "\x00=1", "\x0b+1",
]  # fmt: skip


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_rows(content: bytes) -> list[list[object]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_and_no_heading_is_a_formula(words: str) -> None:
    as_csv = table_response("csv", name="x", headings=[words], rows=[[words]])
    for row in csv_rows(as_csv.content):
        assert row[0].startswith("'")
    as_xlsx = table_response("xlsx", name="x", headings=[words], rows=[[words]])
    sheet = load_workbook(BytesIO(as_xlsx.content)).active
    assert sheet is not None
    for (cell,) in sheet.iter_rows():
        assert cell.data_type == "s"
        assert str(cell.value).startswith("'")


def test_words_that_are_no_formula_stay_as_they_are() -> None:
    for words in ("Ashdown NHS Trust", "Bishop’s Park", "健康", "O'Neill", "a=b", ""):
        assert inert(words) == words


def test_both_forms_say_the_same() -> None:
    rows: list[list[Cell]] = [
        ["Ashdown", date(2026, 11, 25), datetime(2026, 7, 1, 9, 30, tzinfo=UTC), -3, None],
        ["健康, “quoted”\nand on two lines", None, None, 0.5, "yes"],
    ]
    headings = ["Name", "Day", "Moment", "Number", "Note"]
    assert csv_rows(table_response("csv", name="x", headings=headings, rows=rows).content) == [
        headings,
        ["Ashdown", "2026-11-25", "2026-07-01 10:30", "-3", ""],
        ["健康, “quoted”\nand on two lines", "", "", "0.5", "yes"],
    ]
    assert sheet_rows(table_response("xlsx", name="x", headings=headings, rows=rows).content) == [
        headings,
        ["Ashdown", datetime(2026, 11, 25), datetime(2026, 7, 1, 10, 30), -3, None],
        ["健康, “quoted”\nand on two lines", None, None, 0.5, "yes"],
    ]


def test_what_excel_refuses_to_hold_does_not_stop_a_download() -> None:
    rows = [["x" * 40_000, "a\x00b\x1f\ud800c\uffff"]]
    for form in ("csv", "xlsx"):
        answer = table_response(form, name="x", headings=["A", "B"], rows=rows)  # type: ignore[arg-type]
        read = csv_rows if form == "csv" else sheet_rows
        assert read(answer.content)[1][1] == "abc"


@pytest.mark.parametrize(
    ("name", "told"), [("partner_list", "Ashdown NHS Trust"), ("hat_list", "Asha Leader")]
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_of_a_partnership_can_be_taken_away(
    name: str, told: str, form: str, world: World, client_as: Callable[..., Client]
) -> None:
    client = client_as("chair")
    page = client.get(reverse(name, args=[world.partnership.slug])).content.decode()
    address = reverse(f"{name}_download", args=[world.partnership.slug, form])
    assert f'href="{address}"' in page
    with CaptureQueriesContext(connection) as few:
        answer = client.get(address)
    rows = (csv_rows if form == "csv" else sheet_rows)(answer.content)
    assert told in [row[0] for row in rows]
    assert b"@example.org" not in answer.content
    assert answer["Content-Disposition"].startswith("attachment")
    for number in range(10):
        add_new_organisation(
            world.partnership,
            by=world.actor("chair"),
            name=f"=Group {number}",
            sector="voluntary",
            on=timezone.localdate(),
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few) <= 12


def test_no_other_form_is_offered(world: World, client_as: Callable[..., Client]) -> None:
    address = reverse("partner_list", args=[world.partnership.slug]).rstrip("/")
    assert client_as("chair").get(f"{address}.exe").status_code == 404
