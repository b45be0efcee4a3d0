"""Why something about the log was refused, and how to put it right."""

from __future__ import annotations

from accounts.errors import Refused


class NothingToLog(Refused):
    message = "Write down at least one piece of work: what you did, and when."


class SkillNotedAlready(Refused):
    message = "This skill is noted for this piece of work already. Choose another one."
    field = "skill"
