"""Excel workbooks, which are zipped XML: looked through before openpyxl builds anything of them.

defusedxml makes openpyxl refuse entities; what it does not refuse is size. So each part is first
streamed once: no document type, no more elements than the largest honest table has.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from partnership.errors import Unreadable
from partnership.imports.cells import EXCEL_ERROR, FORMULA, MERGED, clean
from partnership.imports.limits import MOST_BYTES_UNZIPPED, MOST_COLUMNS, MOST_LINES

PARTS_AT_MOST = 2_000
# 5,000 rows of 60 cells, each with its value and its text, and the pages that nobody reads.
ELEMENTS_AT_MOST = 1_500_000
DEPTH_AT_MOST = 100
COLUMNS_READ = MOST_COLUMNS + 1  # one more than is allowed, so that it is noticed
MERGES_AT_MOST = 20_000  # cells

_DAMAGED = (
    "This workbook is damaged, or not one that Excel wrote. Open it in Excel, save it as “Excel "
    "Workbook (.xlsx)”, and bring that."
)
_TOO_LARGE = (
    "This workbook is too large when unpacked. Copy the rows you need into a new workbook, and "
    "bring that."
)
_UNSAFE = "This workbook holds what Excel never writes, and was not read. Save it anew in Excel."


@dataclass
class Sheet:
    """What openpyxl leaves out of a sheet: (row, column) of cells without a value of their own."""

    unworked: set[tuple[int, int]] = field(default_factory=set)
    merged: set[tuple[int, int]] = field(default_factory=set)


def workbook_rows(content: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet that shows something, empty ones too. Raises `Unreadable`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out: charts, styles, rules
            yield from _rows(content)
    except Unreadable:
        raise
    except Exception as broken:  # a hostile file breaks a reader in more ways than have names
        raise Unreadable(_DAMAGED) from broken


def _rows(content: bytes) -> Iterator[list[str]]:
    with ZipFile(BytesIO(content)) as archive:
        sheets = _look_through(archive)
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        # The path is private to openpyxl, and the only link to what was seen on the way.
        seen = sheets.get(sheet._worksheet_path, Sheet())
        sheet.reset_dimensions()  # a file may say anything of its own size
        rows = _sheet_rows(sheet, seen)
        first = next((row for row in rows if any(row)), None)
        if first is not None:
            yield from _sheet_rows(sheet, seen)
            return


def _sheet_rows(sheet: Any, seen: Sheet) -> Iterator[list[str]]:
    for line, cells in enumerate(sheet.iter_rows(max_col=COLUMNS_READ), start=1):
        if line > MOST_LINES:
            raise Unreadable(
                f"This sheet goes on below line {MOST_LINES:,}. Copy the rows you need into a "
                "new workbook, and bring that."
            )
        yield [_said(cell, (line, column), seen) for column, cell in enumerate(cells, start=1)]


def _said(cell: Any, at: tuple[int, int], seen: Sheet) -> str:
    value = cell.value
    if at in seen.merged:
        return MERGED
    if at in seen.unworked:
        return FORMULA
    if cell.data_type == "e":
        return EXCEL_ERROR
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def _look_through(archive: ZipFile) -> dict[str, Sheet]:
    """Refuse what is no workbook, locked, too large or unsafe; say what each sheet leaves out."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("This file is locked by a password. Save a copy without one.")
    if "xl/workbook.xml" not in names and (what := _what_else(archive, names)):
        raise Unreadable(
            f"This is {what}. Save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”, and bring that."
        )
    if len(parts) > PARTS_AT_MOST or sum(part.file_size for part in parts) > MOST_BYTES_UNZIPPED:
        raise Unreadable(_TOO_LARGE)
    look = _Look()
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                look.through(part.filename, stream)
    return look.sheets


def _what_else(archive: ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "a binary workbook"
    if "word/document.xml" in names:
        return "a Word document"
    if "ppt/presentation.xml" in names:
        return "a presentation"
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis"):
        return "an OpenDocument file"
    if any(name.startswith("Index/") for name in names):
        return "a Numbers document"
    return "" if "[Content_Types].xml" in names else "a zip file of something else"


class _Look:
    """One look through all parts, with one allowance of elements for all of them."""

    def __init__(self) -> None:
        self.sheets: dict[str, Sheet] = {}
        self._elements = self._depth = 0
        self._cell = self._tag = ""
        self._has_formula = self._has_value = False
        self._merges = 0

    def through(self, name: str, stream: IO[bytes]) -> None:
        self._depth = 0
        self._sheet = self.sheets.setdefault(name, Sheet())
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ParseFile(stream)

    def _refuse(self, *_: object) -> None:
        raise Unreadable(_UNSAFE)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > ELEMENTS_AT_MOST:
            raise Unreadable(_TOO_LARGE)
        if self._depth > DEPTH_AT_MOST:
            raise Unreadable(_UNSAFE)
        name = self._tag = tag.rpartition(" ")[2]
        if name == "c":
            self._cell, self._has_formula = attributes.get("r", ""), False
            self._has_value = attributes.get("t") == "str"  # Excel worked it out as empty text
        elif name == "f":
            self._has_formula = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _text(self, _words: str) -> None:
        self._has_value = self._has_value or self._tag == "v"

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._tag = ""
        if tag.endswith(" c") and self._cell and self._has_formula and not self._has_value:
            column, row, _, _ = range_boundaries(self._cell)
            self._sheet.unworked.add((row, column))

    def _merge(self, ref: str) -> None:
        """Every cell of it but the first, which has the value."""
        left, top, right, bottom = range_boundaries(ref)
        right = min(right, COLUMNS_READ)
        self._merges += (right - left + 1) * (bottom - top + 1)
        if self._merges > MERGES_AT_MOST:
            raise Unreadable(
                "Too many cells are merged. Unmerge them in Excel, and bring it again."
            )
        self._sheet.merged |= {
            (row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
