"""What bodies handed to those that took over from them, for the page of a challenge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from challenges.models import Challenge, Passing

AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Passed:
    """From which body to which, since when; `who` where it was somebody's seat in the team."""

    before: str
    after: str
    on: date
    who: str


def passings() -> ArraySubquery:
    """With each challenge, in its own query: who worked on it before, and sat in its team.

    Promises say it themselves.
    """
    found = Passing.objects.filter(challenge=OuterRef("pk"), commitment__isnull=True)
    columns = {
        "before": "before__name",
        "after": "after__name",
        "on": "on",
        "who": "seat__person__name",
    }
    return ArraySubquery(found.order_by("on", "pk").values(row=JSONObject(**columns))[:AT_MOST])


def passed_of(challenge: Challenge) -> Sequence[Passed]:
    """What `passings` fetched with a challenge."""
    rows: list[dict[str, Any]] = getattr(challenge, "passed_on", [])
    return [
        Passed(row["before"], row["after"], date.fromisoformat(row["on"]), row["who"] or "")
        for row in rows
    ]
