from __future__ import annotations

from accounts.errors import Refused


class NotSentAgain(Refused):
    """The message is on its way, is not true or not wanted any more, or has nowhere to go."""

    message = "This message cannot be sent again."


class NothingUnclear(Refused):
    """It is known by now what became of the message."""

    message = "It is known by now what became of this message."
