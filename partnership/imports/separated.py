"""Text whose cells are kept apart by commas, semicolons, tabs or bars."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from io import StringIO

from partnership.errors import Unreadable
from partnership.imports.cells import clean
from partnership.imports.limits import MOST_LINES

SEPARATORS = ",;\t|"
_BEGINNING = 20_000  # letters from which the separator is told
_NOT_TEXT = (
    "This file is not text that we can read. In Excel choose “Save as”, then “CSV UTF-8”, and "
    "bring that."
)


def text_of(content: bytes) -> str:
    """UTF-8, UTF-16, or what Excel in western Europe writes, told by the bytes. Else refused."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decoded(content, encoding)
    start = content[:2_000]
    if start[1::2].count(0) > len(start) // 4:
        return _decoded(content, "utf-16-le")
    if start[::2].count(0) > len(start) // 4:
        return _decoded(content, "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(_NOT_TEXT) from None


def separated_rows(text: str) -> Iterator[list[str]]:
    """The cells of each line; a cell in quotation marks may go over several. Empty lines count."""
    said = text.lstrip("\ufeff")
    beginning = said[:_BEGINNING]
    if "\x00" in said or _share_of_noise(beginning) > 0.01:
        raise Unreadable(_NOT_TEXT)
    separator = _separator(beginning)
    if said[:4].lower() == "sep=":  # Excel's own hint, which it does not show as a row
        hint, _, said = said.partition("\n")
        separator = hint[4:5] if hint[4:5] in SEPARATORS else separator
    for row in _lines(said, separator):
        yield [clean(cell) for cell in row]


def _share_of_noise(beginning: str) -> float:
    """How much of it is neither letters nor the marks between them, as in a picture."""
    noise = sum(1 for letter in beginning if letter < " " and letter not in "\t\r\n\v\f")
    return (noise - 10) / max(len(beginning), 1)


def _lines(text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_LINES:
                raise Unreadable(f"This goes on below line {MOST_LINES:,}. Keep only filled rows.")
    except csv.Error:
        if separator != "\t":
            raise Unreadable(
                f"The quotation marks in line {reader.line_num} do not match: one is opened and "
                "never closed, or stands in the middle of a cell. Put it right, and bring it again."
            ) from None
        # Excel copies a cell that begins with a quotation mark just as it stands.
        return [line.split("\t") for line in text.splitlines()[:MOST_LINES]]
    return rows


def _separator(beginning: str) -> str:
    """What keeps the most cells apart in the first lines that hold something."""
    lines = [line for line in beginning.splitlines() if line.strip()][:10]

    def apart(separator: str) -> tuple[int, int]:
        """In most lines, and in the one with the fewest: a decimal comma is not in every line."""
        try:
            rows = list(csv.reader(lines, delimiter=separator))
        except csv.Error:
            return 0, 0
        counts = sorted(len(row) for row in rows)
        return (counts[len(counts) // 2], counts[0]) if counts else (0, 0)

    return max(SEPARATORS, key=apart)
