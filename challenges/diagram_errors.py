"""Why a driver diagram was not saved, and how to put it right."""

from __future__ import annotations

from accounts.errors import Refused
from challenges.errors import ChangedMeanwhile


class DiagramChangedMeanwhile(ChangedMeanwhile):
    """Somebody saved another outline since the form was opened; its page reads what is stored."""

    message = "This diagram was changed while you were writing. Compare the two and choose."

    def __init__(self) -> None:
        Refused.__init__(self)


class LeavesTestsNowhere(Refused):
    message = (
        "Tests of change hang on ideas of this diagram, so it keeps one driver at least. "
        "Add a driver below the aim."
    )
    field = "outline"
