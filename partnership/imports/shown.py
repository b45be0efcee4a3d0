"""A page of checked rows as it is read: each fact with what is wrong with it, and what is alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from openpyxl.utils import get_column_letter

from partnership.imports.cells import WHY_NOT, day_of
from partnership.imports.facts import FACTS
from partnership.imports.verdict import State, Verdict
from partnership.models import Upload, UploadRow

ALIKE = 0.5  # share of three-letter pieces in common, as PostgreSQL counts them
BECOMES = {
    State.ADDED: ("Will be added", "good"),
    State.KNOWN: ("There already", "none"),
    State.REFUSED: ("Cannot be taken in", "late"),
}
BECAME = {
    State.WAITING: ("Waiting", "waiting"),
    State.ADDED: ("Added", "good"),
    State.KNOWN: ("There already", "none"),
    State.REFUSED: ("Not taken in", "late"),
}


@dataclass(frozen=True, slots=True)
class ShownFact:
    label: str
    words: str
    column: str
    faults: list[str]


@dataclass(frozen=True, slots=True)
class ShownRow:
    number: int
    facts: list[ShownFact]
    status: str
    tone: str
    says: str
    alike: str


def shown(
    upload: Upload, rows: Sequence[tuple[UploadRow, Verdict]], *, now: datetime
) -> list[ShownRow]:
    """These rows with their verdicts; those that would be new with what is called much the same."""
    alike = much_alike(upload, rows, now=now)
    return [_shown(upload, row, verdict, alike) for row, verdict in rows]


def much_alike(
    upload: Upload, rows: Sequence[tuple[UploadRow, Verdict]], *, now: datetime
) -> dict[str, str]:
    """Of the names that would be new, those much like one that is known, with the likest."""
    new = [
        verdict.name
        for _, verdict in rows
        if verdict.becomes == State.ADDED and getattr(verdict.wish, "organisation", None) is None
    ]
    people = [verdict.name for _, verdict in rows if verdict.becomes == State.ADDED]
    organisations = upload.kind == Upload.Kind.ORGANISATIONS
    return _organisations_alike(new) if organisations else _people_alike(upload, people, now)


def _shown(upload: Upload, row: UploadRow, verdict: Verdict, alike: dict[str, str]) -> ShownRow:
    facts = []
    for fact in FACTS[upload.kind]:
        place = upload.columns.get(fact.name)
        faults = [fault.says for fault in verdict.faults if fault.fact == fact.name]
        typed = row.cells[place] if place is not None and place < len(row.cells) else ""
        words = "" if typed in WHY_NOT else typed
        if words and fact.is_day and not faults:
            words = f"{day_of(words):%-d %B %Y}"  # as it was understood
        column = f"column {get_column_letter(place + 1)}" if place is not None else "no column"
        if words or faults:
            facts.append(ShownFact(fact.label, words, column, faults))
    status, tone = BECOMES[State(verdict.becomes)]
    added = verdict.becomes == State.ADDED
    return ShownRow(
        row.number,
        facts,
        status,
        tone,
        "" if verdict.faults else verdict.says,
        alike.get(verdict.name, "") if added else "",
    )


def _organisations_alike(names: Sequence[str]) -> dict[str, str]:
    """For each name the likest organisation that still exists, if one is like it. One query."""
    return _alike(
        """
        SELECT asked.name, likest.name
        FROM unnest(%s::text[]) AS asked(name) CROSS JOIN LATERAL (
            SELECT name FROM partnership_organisation
            WHERE name %% asked.name AND (ends_on IS NULL OR ends_on > current_date)
            ORDER BY similarity(name, asked.name) DESC LIMIT 1
        ) AS likest WHERE similarity(likest.name, asked.name) >= %s
        """,
        [list(names), ALIKE],
        names,
    )


def _people_alike(upload: Upload, names: Sequence[str], now: datetime) -> dict[str, str]:
    """For each name the likest of those who act in the partnership. One query."""
    return _alike(
        """
        SELECT asked.name, likest.name
        FROM unnest(%s::text[]) AS asked(name) CROSS JOIN LATERAL (
            SELECT person.name FROM partnership_hat AS hat
            JOIN accounts_person AS person ON person.id = hat.person_id
            WHERE hat.partnership_id = %s AND (hat.ends_at IS NULL OR hat.ends_at > %s)
            ORDER BY similarity(person.name, asked.name) DESC LIMIT 1
        ) AS likest WHERE similarity(likest.name, asked.name) >= %s
        """,
        [list(names), upload.partnership_id, now, ALIKE],
        names,
    )


def _alike(statement: str, values: list[Any], names: Sequence[str]) -> dict[str, str]:
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return dict(cursor.fetchall())
