"""Files that should not do harm: each with a short name, made on the spot, never kept as a blob.

`REFUSED` are not read at all; `READ_WITH_FAULTS` are read, and a row of theirs is refused in words;
`READ` are odd, and yet mean what they say.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

HEADINGS = ["Name of the organisation", "Code", "Sector", "Partner since", "What it brings"]
GOOD = ["Brook Lane Residents", "", "Residents’ group", "01/04/2025", "A hall"]
Make = Callable[[], bytes]
Rows = Sequence[Sequence[object]]


def csv_of(rows: Rows, *, by: str = ",", end: str = "\r\n") -> str:
    return end.join(by.join(str(cell) for cell in row) for row in rows) + end


PLAIN = csv_of([HEADINGS, GOOD])


def book_of(rows: Rows, *, merged: Sequence[str] = (), hidden: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for ref in merged:
        sheet.merge_cells(ref)
    if hidden:
        book.create_sheet("Seen")
        sheet.sheet_state = "hidden"
    whole = BytesIO()
    book.save(whole)
    return whole.getvalue()


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    whole = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(whole, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            said = old.read(part)
            new.writestr(part.filename, change(said) if part.filename == name else said)
    return whole.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


BOOK = book_of([HEADINGS, GOOD])
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><x>&d;</x>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def locked() -> bytes:
    """What Excel makes of a workbook with a password: another container, with this name in it."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    )


def flagged() -> bytes:
    """A zip whose parts say that they are encrypted."""
    content = bytearray(BOOK)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = content.find(mark)
        while found >= 0:
            content[found + place] |= 1
            found = content.find(mark, found + 4)
    return bytes(content)


def lying() -> bytes:
    """A zip that says of a large part that it is small."""
    bomb = zipped({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b" " * 60_000_000})
    content = bytearray(bomb)
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(content)


def noise() -> bytes:
    return random.Random(4).randbytes(4_000)


def with_cell(xml: bytes) -> Make:
    """A workbook whose second row is written by hand."""

    def change(sheet: bytes) -> bytes:
        start, end = sheet.index(b'<row r="2"'), sheet.index(b"</sheetData>")
        return sheet[:start] + xml + sheet[end:]

    return lambda: changed(BOOK, SHEET, change)


REFUSED: dict[str, Make] = {
    "empty": lambda: b"",
    "only spaces": lambda: b" \r\n\t\r\n",
    "only a byte order mark": lambda: b"\xef\xbb\xbf",
    "only a UTF-16 mark": lambda: b"\xff\xfe",
    "headings only": lambda: csv_of([HEADINGS]).encode(),
    "headings only, in Excel": lambda: book_of([HEADINGS]),
    "commas only": lambda: b",,,,\r\n,,,,\r\n",
    "an empty workbook": lambda: book_of([]),
    "only a hidden sheet": lambda: book_of([HEADINGS, GOOD], hidden=True),
    "larger than 5 MB": lambda: PLAIN.encode() + b"x," * 2_700_000,
    "5,001 rows": lambda: csv_of([HEADINGS, *[[f"Group {n}", "", "NHS", "", ""] for n in range(5_001)]]).encode(),
    "5,001 rows in Excel": lambda: book_of([HEADINGS, *[[f"Group {n}"] for n in range(5_001)]]),
    "200,000 empty lines": lambda: PLAIN.encode() + b"\n" * 200_000 + b"x",
    "61 columns": lambda: csv_of([[f"H{n}" for n in range(61)], ["x"] * 61]).encode(),
    "61 columns in Excel": lambda: book_of([[f"H{n}" for n in range(61)], ["x"] * 61]),
    "a million commas": lambda: PLAIN.encode() + b"," * 1_000_000 + b"x",
    "more text than 5 MB unzipped": lambda: book_of([["x" * 900] * 60] * 200),
    "a PDF called CSV": lambda: b"%PDF-1.7\n1 0 obj\n",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + noise(),
    "a photograph": lambda: b"\xff\xd8\xff\xe0" + noise(),
    "rich text": lambda: b"{\\rtf1\\ansi Name}",
    "a web page called xls": lambda: b"<html><table><tr><td>Name</td></tr></table></html>",
    "a web page with a mark": lambda: b"\xef\xbb\xbf<!DOCTYPE html><html></html>",
    "an XML spreadsheet of 2003": lambda: b'<?xml version="1.0"?><Workbook/>',
    "gzip": lambda: gzip.compress(PLAIN.encode()),
    "noise": noise,
    "NUL between letters": lambda: PLAIN.replace("Lane", "La\0ne").encode(),
    "half of UTF-16": lambda: PLAIN.encode("utf-16")[:-1],
    "lone surrogates in UTF-16": lambda: b"\xff\xfe" + "Name,Code\r\nA".encode("utf-16-le") + b"\x00\xd8,\x00",
    "neither UTF-8 nor cp1252": lambda: PLAIN.encode() + b"caf\xe9 \x81\x8d\x8f",
    "a quotation mark never closed": lambda: (PLAIN + '"Old Town, NHS\r\nX,Y').encode(),
    "a quotation mark in the middle": lambda: (PLAIN + '"Old" Town,,NHS,,').encode(),
    "a cell that goes on for ever": lambda: (PLAIN + '"' + "x" * 200_000).encode(),
    "an old xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "locked by a password": locked,
    "an encrypted zip": flagged,
    "a zip of something else": lambda: zipped({"holiday.jpg": noise()}),
    "a zip of nothing": lambda: b"PK\x05\x06" + b"\0" * 18,
    "a zip cut short": lambda: BOOK[:-400],
    "a zip with noise in it": lambda: BOOK[:60] + noise()[:300] + BOOK[360:],
    "a Word document": lambda: zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
    "a presentation": lambda: zipped({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}),
    "an OpenDocument sheet": lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
    "a Numbers document": lambda: zipped({"Index/Document.iwa": b"x"}),
    "a binary workbook": lambda: zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}),
    "a workbook without a sheet": lambda: zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
    "a zip bomb": lambda: zipped({"xl/workbook.xml": b"<x/>", SHEET: b"<x>" + b" " * 60_000_000 + b"</x>"}),
    "a zip bomb in many parts": lambda: zipped({"xl/workbook.xml": b"<x/>", **{f"x{n}.xml": b" " * 9_000_000 for n in range(6)}}),
    "a zip that lies of its size": lying,
    "3,000 parts": lambda: zipped({"xl/workbook.xml": b"<x/>", **{f"x{n}": b"" for n in range(3_000)}}),
    "millions of elements": lambda: changed(BOOK, SHEET, lambda _: b"<x>" + b"<a/>" * 3_000_000 + b"</x>"),
    "elements in elements": lambda: changed(BOOK, SHEET, lambda _: b"<a>" * 9_000 + b"</a>" * 9_000),
    "a thousand laughs": lambda: changed(BOOK, SHEET, lambda _: LAUGHS),
    "laughs among the styles": lambda: changed(BOOK, "xl/styles.xml", lambda _: LAUGHS),
    "a file from outside": lambda: changed(BOOK, "xl/workbook.xml", lambda _: OUTSIDE),
    "no XML at all": lambda: changed(BOOK, SHEET, lambda _: b"Name,Code"),
    "XML cut short": lambda: changed(BOOK, SHEET, lambda said: said[: len(said) // 2]),
    "a string that is not there": with_cell(b'<row r="2"><c r="A2" t="s"><v>99</v></c></row>'),
    "a number that is none": with_cell(b'<row r="2"><c r="A2"><v>x</v></c></row>'),
    "a cell at no place": with_cell(b'<row r="2"><c r="2A"><v>1</v></c></row>'),
    "a row far below": with_cell(b'<row r="1000000"><c r="A1000000"><v>1</v></c></row>'),
    "everything merged": lambda: changed(book_of([HEADINGS, GOOD], merged=["A3:B3"]), SHEET, lambda said: said.replace(b"A3:B3", b"A3:XFD40000")),
}  # fmt: skip


def row(**said: str) -> Rows:
    facts = ["name", "code", "sector", "since", "brings"]
    cells = dict(zip(facts, GOOD, strict=True)) | said
    return [HEADINGS, [cells[fact] for fact in facts]]


def as_csv(**said: str) -> Make:
    return lambda: csv_of(row(**said)).encode()


# With the column and a piece of the words in which the row is refused.
READ_WITH_FAULTS: dict[str, tuple[Make, str, str]] = {
    "a formula in Excel": (lambda: book_of([HEADINGS, ["=A1", "", "NHS", "", ""]]), "column A", "is a formula"),
    "a formula in CSV": (as_csv(name="=HYPERLINK(1)"), "column A", "is a formula"),
    "a command in CSV": (as_csv(brings="@SUM(1+1)*cmd|' /C calc'!A0"), "column E", "is a formula"),
    "a formula that begins with plus": (as_csv(brings="+cmd|calc()"), "column E", "is a formula"),
    "an error of Excel": (with_cell(b'<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="C2" t="inlineStr"><is><t>NHS</t></is></c></row>'), "column A", "could not work this out"),
    "cells merged below each other": (lambda: book_of([HEADINGS, GOOD, ["", "", "NHS", "", "x"]], merged=["A2:A3"]), "column A", "merged"),
    "no name": (as_csv(name=""), "column A", "no name"),
    "a name of figures": (as_csv(name="12345"), "column A", "needs letters"),
    "a name of marks that nobody sees": (as_csv(name="\u200b\u202e\u2066"), "column A", "no name"),
    "a name of 201 letters": (as_csv(name="x" * 201), "column A", "longer than 200"),
    "a cell of 32,000 letters": (as_csv(brings="x" * 32_000), "column E", "longer than 300"),
    "no such code": (as_csv(code="ZZ9"), "column B", "No organisation has the code"),
    "no such sector": (as_csv(sector="Circus"), "column C", "is no sector we know"),
    "no sector": (as_csv(sector=""), "column C", "Give its sector"),
    "31 February": (as_csv(since="31/02/2025"), "column D", "not in the calendar"),
    "months first": (as_csv(since="04/31/2025"), "column D", "the day first"),
    "a day in words": (as_csv(since="last spring"), "column D", "is not a day"),
    "the year 0": (as_csv(since="01/01/0000"), "column D", "calendar"),
    "the year 9999": (as_csv(since="01/01/9999"), "column D", "between 1900 and 2100"),
    "a number for a day": (as_csv(since="9999999"), "column D", "is not a day"),
    "ragged: too few cells": (lambda: (PLAIN + "Old Town Homes\r\n").encode(), "column C", "Give its sector"),
}  # fmt: skip

# With the name that the one row says.
BROOK = "Brook Lane Residents"
READ: dict[str, tuple[Make, str]] = {
    "UTF-8": (lambda: PLAIN.encode(), BROOK),
    "UTF-8 with a mark": (lambda: PLAIN.encode("utf-8-sig"), BROOK),
    "UTF-16, as Excel writes Unicode text": (lambda: csv_of([HEADINGS, GOOD], by="\t").encode("utf-16"), BROOK),
    "UTF-16 without a mark": (lambda: PLAIN.encode("utf-16-le"), BROOK),
    "UTF-16, the other way round, without a mark": (lambda: PLAIN.encode("utf-16-be"), BROOK),
    "cp1252": (lambda: csv_of(row(name="Café Neighbours’ Group")).encode("cp1252"), "Café Neighbours’ Group"),
    "semicolons": (lambda: csv_of([HEADINGS, GOOD], by=";").encode(), BROOK),
    "tabs": (lambda: csv_of([HEADINGS, GOOD], by="\t").encode(), BROOK),
    "bars": (lambda: csv_of([HEADINGS, GOOD], by="|").encode(), BROOK),
    "Excel's hint of a separator": (lambda: ("sep=;\r\n" + csv_of([HEADINGS, GOOD], by=";")).encode(), BROOK),
    "line ends of an old Mac": (lambda: csv_of([HEADINGS, GOOD], end="\r").encode(), BROOK),
    "line ends of Unix": (lambda: csv_of([HEADINGS, GOOD], end="\n").encode(), BROOK),
    "empty lines between": (lambda: csv_of([[], HEADINGS, [], [], GOOD, []]).encode(), BROOK),
    "ragged: too many cells": (lambda: csv_of([HEADINGS, [*GOOD, "", "", "note"]]).encode(), BROOK),
    "a title above, merged": (lambda: book_of([["Our partners"], HEADINGS, GOOD], merged=["A1:E1"]), BROOK),
    "a name on two lines": (lambda: csv_of(row(name='"Brook Lane\nResidents"')).encode(), BROOK),
    "control characters": (lambda: csv_of(row(name="Brook\x07 Lane\x1b Residents")).encode(), BROOK),
    "marks that nobody sees": (lambda: csv_of(row(name="\u202eBrook \u200bLane\u00a0Residents\ufeff")).encode(), BROOK),
    "letters for private use": (lambda: csv_of(row(name="\ue000merged Brook Lane Residents")).encode(), "merged Brook Lane Residents"),
    "a workbook": (lambda: BOOK, BROOK),
    "a workbook called CSV": (lambda: BOOK, BROOK),
    "days as Excel keeps them": (lambda: book_of([HEADINGS, [*GOOD[:3], date(2025, 4, 1), ""]]), BROOK),
    "moments as Excel keeps them": (lambda: book_of([HEADINGS, [*GOOD[:3], datetime(2025, 4, 1), ""]]), BROOK),
    "days as numbers": (lambda: book_of([HEADINGS, [*GOOD[:3], 45748, ""]]), BROOK),
    "a number for a name's code": (lambda: book_of([HEADINGS, [GOOD[0], None, *GOOD[2:]]]), BROOK),
    "a sheet that says it has one cell": (lambda: changed(BOOK, SHEET, lambda said: said.replace(b'ref="A1:E2"', b'ref="A1"')), BROOK),
    "the words of our own downloads": (as_csv(name="'-Brook Lane Residents"), "-Brook Lane Residents"),
}  # fmt: skip
