"""How a table is written to and read from disk: the same rows always make the same bytes."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

TABLES = Path(__file__).resolve().parent / "tables"


def as_csv(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The rows as CSV in UTF-8, with a header and one newline to a row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_json(value: object) -> bytes:
    """The value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def write(folder: Path, name: str, content: bytes) -> None:
    """Write a table; a name ending in .gz is packed, without a time stamp."""
    packed = gzip.compress(content, compresslevel=9, mtime=0) if name.endswith(".gz") else content
    (folder / name).write_bytes(packed)


def read(name: str, folder: Path = TABLES) -> bytes:
    """The bytes of a table, unpacked."""
    content = (folder / name).read_bytes()
    return gzip.decompress(content) if name.endswith(".gz") else content


def read_rows(name: str, folder: Path = TABLES) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    return list(csv.DictReader(io.StringIO(read(name, folder).decode())))


def read_json(name: str, folder: Path = TABLES) -> Any:
    """The value of a JSON table."""
    return json.loads(read(name, folder))


def joint_digest(names: Iterable[str], folder: Path = TABLES) -> str:
    """A fingerprint of the content of some tables."""
    return hashlib.sha256(b"".join(read(name, folder) for name in names)).hexdigest()
