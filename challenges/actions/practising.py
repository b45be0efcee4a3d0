"""A leader notes which skill a piece of work asked of them, in their own record of practice."""

from __future__ import annotations

from datetime import datetime
from textwrap import shorten

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.log_errors import SkillNotedAlready
from challenges.models import EntryPractice, LogEntry
from challenges.rules import can_correct
from leaders.actions.practice import Practised, write_practice

WORK_AT_MOST = 300  # letters, as the record of practice has it


def note_practice(
    entry: LogEntry, *, by: Actor, skill: str, learned: str, now: datetime
) -> EntryPractice:
    """Keep it for whoever practised; they share it and have it confirmed as any other practice.

    Raises `SkillNotedAlready`.
    """
    require(can_correct(by, entry))
    with recorded(by, "noted a skill that they practised"):
        held = LogEntry.objects.select_for_update(no_key=True).get(pk=entry.pk)
        noted = EntryPractice.objects.filter(entry=held, practice__person=by.person_id)
        if noted.filter(practice__skill=skill).exists():
            raise SkillNotedAlready()
        work = shorten(held.did, WORK_AT_MOST, placeholder="…")
        practice = write_practice(
            Practised(skill, held.happened_on, work, learned),
            by=by,
            employer=entry.hat.organisation,
            now=now,
        )
        return EntryPractice.objects.create(entry=held, practice=practice)
