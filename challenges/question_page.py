"""What the page of a question tells: its wordings, its stages, its people, what is judged.

Challenges from before wordings and stages were kept have no rows: then what they say now is the
first, and nothing is written by looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from challenges.models import Challenge, Question, StagePeriod

SHOWN_AT_MOST = 100


def wordings_of(challenge: Challenge) -> list[Question]:
    """Every wording, the newest first."""
    kept = challenge.questions.select_related("asked_by__person")[:SHOWN_AT_MOST]
    return list(kept) or [
        Question(
            challenge=challenge, number=1, wording=challenge.question, asked_at=challenge.raised_at
        )
    ]


def periods_of(challenge: Challenge) -> list[StagePeriod]:
    """Each stage that it was in, the newest first."""
    kept = challenge.stages.select_related("entered_by__person").order_by("-starts_on", "-pk")
    return list(kept[:SHOWN_AT_MOST]) or [
        StagePeriod(
            challenge=challenge,
            stage=challenge.stage,
            starts_on=timezone.localdate(challenge.raised_at),
        )
    ]


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage in the row of five: past, now or to come, and since when it is the one."""

    label: str
    past: bool
    now: bool
    since: date | None


def row_of_stages(challenge: Challenge) -> list[StageShown]:
    """The stages in order, in one query."""
    values = list(Challenge.Stage)
    here = values.index(Challenge.Stage(challenge.stage))
    now = challenge.stages.filter(ends_on__isnull=True).first()
    return [
        StageShown(
            label=str(stage.label),
            past=place < here,
            now=place == here,
            since=now.starts_on if now and place == here else None,
        )
        for place, stage in enumerate(values)
    ]


def served_by(challenge: Challenge) -> Any:
    """The aims of plans that it serves, the newest plan first."""
    return challenge.serves.select_related("aim__plan").order_by(
        "-aim__plan__published_on", "aim__position", "pk"
    )[:SHOWN_AT_MOST]
