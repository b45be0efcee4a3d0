"""Who last touched each task of setting up, and when, read from the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, IntegerField, Value

from accounts.models import Person
from partnership.setup_tasks import Task


@dataclass(frozen=True, slots=True)
class Touch:
    """The latest change to what a task is about."""

    who: str
    at: datetime


def last_touched(tasks: Sequence[Task]) -> list[Touch | None]:
    """For each task the latest of its events, in two queries for any number of tasks."""
    newest: dict[int, dict[str, Any]] = {}
    for row in _latest_of_each(tasks):
        known = newest.get(row["task"])
        if known is None or known["at"] < row["at"]:
            newest[row["task"]] = row
    names = dict(
        Person.objects.filter(
            pk__in={row["context"].get("person") for row in newest.values() if row["context"]}
            - {None}
        ).values_list("pk", "name")
    )
    return [_touch(newest.get(number), names) for number in range(len(tasks))]


def _latest_of_each(tasks: Sequence[Task]) -> list[dict[str, Any]]:
    """One row for each table of events that a task names, all in one statement."""
    queries = [
        events.order_by("-pgh_created_at", "-pgh_id").values(
            task=Value(number, IntegerField()), at=F("pgh_created_at"), context=F("pgh_context")
        )[:1]
        for number, task in enumerate(tasks)
        for events in task.events
    ]
    if not queries:
        return []
    return list(queries[0].union(*queries[1:], all=True))


def _touch(row: dict[str, Any] | None, names: dict[int, str]) -> Touch | None:
    if row is None:
        return None
    context = row["context"] or {}
    who = names.get(context.get("person") or 0)
    return Touch(who or ("Shared Ground itself" if context.get("job") else "a guest"), row["at"])
