"""Tables to fill in: the headings that we know, and two rows that show how."""

from __future__ import annotations

from partnership.imports.facts import FACTS
from partnership.models import Upload

EXAMPLES: dict[str, list[list[str]]] = {
    Upload.Kind.ORGANISATIONS: [
        ["Example County Council", "", "Local government", "01/04/2025", "A room in the library"],
        ["Example Lane Residents", "", "Residents’ group", "", "The people of one estate"],
    ],
    Upload.Kind.PEOPLE: [
        ["Alex Example", "alex@example.org", "Representative", "Example County Council", ""],
        ["Sam Example", "", "Resident", "", "31/03/2030"],
    ],
}


def headings(kind: str) -> list[str]:
    return [fact.label for fact in FACTS[kind]]
