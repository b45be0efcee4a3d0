"""The table of every message in `docs/guide/what-we-send.md`.

Write it anew with `python -m config.local exec -- python -m tests.reminders.guide`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reminders.kinds import Kind

PAGE = Path(__file__).parent.parent.parent / "docs" / "guide" / "what-we-send.md"
MARK = "<!-- what follows is written by tests/reminders/guide.py -->\n"
HOURS = {
    "AT_ONCE": "at any hour",
    "DECENT_HOUR": "outside quiet hours",
    "WORKING_DAY": "outside quiet hours, on working days",
}
HEADINGS = ("the message", "you get it because", "when", "at what hours", "can be switched off")


def table(kinds: Iterable[Kind[Any]]) -> str:
    """A row for each kind, those that belong to one topic under its name."""
    by_topic: dict[str, list[Kind[Any]]] = {}
    for kind in kinds:
        by_topic.setdefault(str(kind.topic.label), []).append(kind)
    parts = [_part(label, found) for label, found in by_topic.items()]
    return "\n".join(parts)


def _part(label: str, kinds: list[Kind[Any]]) -> str:
    lines = [f"### {label}", "", _row(HEADINGS), "|---" * len(HEADINGS) + "|"]
    return "\n".join([*lines, *map(_kind, kinds)]) + "\n"


def _kind(kind: Kind[Any]) -> str:
    switched_off = "yes" if kind.topic.optional else "no"
    hours = HOURS[kind.timing.name]
    return _row((str(kind.label), str(kind.audience), kind.when, hours, switched_off))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '') for cell in cells)} |"


def declared() -> list[Kind[Any]]:
    """The kinds of the apps: those of the tests for delivery are not among them."""
    from django.utils.module_loading import import_string

    from config import providers

    return [kind for path in providers.NOTICE_KINDS for kind in import_string(path)]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    before = PAGE.read_text(encoding="utf-8").split(MARK)[0]
    PAGE.write_text(before + MARK + "\n" + table(declared()), encoding="utf-8")


if __name__ == "__main__":
    main()
