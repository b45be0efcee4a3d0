"""A file or a paste becomes a table of clean cells, or is refused in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from partnership.errors import Unreadable
from partnership.imports.cells import MERGED, WHY_NOT
from partnership.imports.limits import MOST_BYTES, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS
from partnership.imports.separated import separated_rows, text_of
from partnership.imports.workbooks import workbook_rows

HEADINGS_WITHIN = 10  # rows: people put titles above their tables

# How files begin that are not tables, and what people call them.
_OTHERS: list[tuple[bytes, str]] = [
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"<!DOCTYPE", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
]
_SAVE_AS = "Save it in Excel as “Excel Workbook (.xlsx)” or “CSV UTF-8”, and bring that."


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something, numbered as the spreadsheet numbers it."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and the rows below them that hold something."""

    headings: list[str]
    rows: list[Row]


def read_file(content: bytes) -> Table:
    """Read a CSV file or an Excel workbook, whatever it is called. Raises `Unreadable`."""
    if len(content) > MOST_BYTES:
        raise Unreadable(
            "This file is larger than 5 MB. Keep only the rows and columns we ask for."
        )
    if not content.strip(b"\x00\x20\t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(
            "This file is empty. Choose one that has a row of headings and rows below."
        )
    if content.startswith(b"PK"):
        return _table(workbook_rows(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_old_or_locked(content))
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, what in _OTHERS:
        if start.startswith(mark.lower()):
            raise Unreadable(f"This is {what}, not a table. {_SAVE_AS}")
    return _table(separated_rows(text_of(content)))


def read_paste(text: str) -> Table:
    """Read rows copied from a spreadsheet, or typed with commas. Raises `Unreadable`."""
    if not text.strip():
        raise Unreadable("Paste the rows here, with their headings.", field="paste")
    try:
        return _table(separated_rows(text))
    except Unreadable as unreadable:
        raise Unreadable(str(unreadable), field="paste") from unreadable


def _old_or_locked(content: bytes) -> str:
    """Both an old workbook and one with a password are kept in this container."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "This workbook is locked by a password. Save a copy without one, and bring that."
    return f"This is a workbook of before 2007, or not a table. {_SAVE_AS}"


def _table(found: Iterable[list[str]]) -> Table:
    """Find the headings among the first rows; bound everything; leave out what is empty."""
    rows: list[Row] = []
    letters = 0
    for number, cells in enumerate(found, start=1):
        while cells and not cells[-1]:
            cells.pop()
        if not cells or set(cells) <= {"", MERGED}:
            continue
        letters += sum(map(len, cells))
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(f"Row {number} has more than {MOST_COLUMNS} columns. Keep ours only.")
        # Titles above the headings may come beside as many rows as we take.
        if len(rows) > MOST_ROWS + HEADINGS_WITHIN or letters > MOST_LETTERS:
            raise Unreadable(_TOO_MANY)
        rows.append(Row(number, cells))
    return _headed(rows)


_TOO_MANY = (
    f"This table is too long: {MOST_ROWS:,} rows are taken at a time. "
    "Bring it in two or more parts."
)


def _headed(rows: list[Row]) -> Table:
    if not rows:
        raise Unreadable(
            "There is nothing in this table. It needs a row of headings, and rows below."
        )
    wide = max(len(row.cells) for row in rows)
    first = next(
        (
            place
            for place, row in enumerate(rows[:HEADINGS_WITHIN])
            if sum(1 for cell in row.cells if cell and cell != MERGED) > 1 or wide == 1
        ),
        0,
    )
    headings, below = rows[first].cells, rows[first + 1 :]
    if not below:
        raise Unreadable("There are headings only. Put the rows below them.")
    if len(below) > MOST_ROWS:
        raise Unreadable(_TOO_MANY)
    named = ["" if heading in WHY_NOT else heading[:100] for heading in headings]
    return Table([*named, *[""] * (wide - len(named))], below)
