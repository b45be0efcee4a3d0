"""Tables to take away: the same rows as CSV and in Excel, with nothing in them that runs.

    table_response("xlsx", name="ashdown-partners", headings=["Organisation"], rows=rows)

`partnership.urls.formats` gives addresses that end in `.csv` or `.xlsx`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Literal

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Format = Literal["csv", "xlsx"]
Cell = str | int | float | date | datetime | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the start of a formula, the wide forms of East Asia included.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# What no XML may hold, and no reader can see.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDEST = 60
_LONGEST = 32_767  # characters of a cell, as Excel has it


def inert(words: str) -> str:
    """Words that no spreadsheet would run as a formula, nor refuse to hold."""
    said = _UNWRITABLE.sub("", words)
    return f"'{said}" if said.startswith(_STARTS_A_FORMULA) else said


def table_response(
    form: Format, *, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """A table as a file to save, called `name` (a slug of ours) and its ending."""
    if form == "xlsx":
        answer = HttpResponse(_workbook(headings, rows), content_type=XLSX)
    else:
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer.write("\ufeff")  # Excel reads it as UTF-8 only with this mark
        writer = csv.writer(answer)
        writer.writerow([inert(heading) for heading in headings])
        writer.writerows([_as_text(cell) for cell in row] for row in rows)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _as_text(cell: Cell) -> str:
    """As CSV says it: days as 2026-11-25, moments as a clock in England shows them."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{_local(cell):%Y-%m-%d %H:%M}"
    return inert(cell) if isinstance(cell, str) else str(cell)


def _workbook(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet whose first row stays in sight, with columns as wide as their words."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Table")
    sheet.freeze_panes = "A2"
    filled = [[_as_cell(cell) for cell in row] for row in rows]
    for number, heading in enumerate(headings):
        longest = max(
            (len(str(row[number])) for row in filled if number < len(row)), default=len(heading)
        )
        width = min(max(longest, len(heading)) + 2, _WIDEST)
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
    bold = []
    for heading in headings:
        bold.append(WriteOnlyCell(sheet, inert(heading)))
        bold[-1].font = Font(bold=True)
    sheet.append(bold)
    for row in filled:
        sheet.append(row)
    whole = BytesIO()
    book.save(whole)
    return whole.getvalue()


def _as_cell(cell: Cell) -> Cell:
    """As Excel counts and sorts it: a number, a day, or text that is no formula."""
    if isinstance(cell, datetime):
        return _local(cell).replace(tzinfo=None)
    if isinstance(cell, str):
        return inert(cell)[:_LONGEST]
    return cell


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
