"""Why something about a test of change was refused, and how to put it right."""

from __future__ import annotations

from accounts.errors import Refused


class BegunAlready(Refused):
    message = (
        "This test has begun, so its plan and its prediction stand. "
        "Plan another test if you want to predict something else."
    )


class NotBegun(Refused):
    message = "This test has not begun. Start it first, so that its prediction stands."


class EndedAlready(Refused):
    message = "This test has ended already. Plan the next one from its page."


class NotStudiedYet(Refused):
    message = "The test before has not ended. Say what you saw and what you will do first."


class BeginsLater(Refused):
    message = "This day is still to come. Start the test on its first day, or later."
    field = "on"


class EndsLater(Refused):
    message = "This day is still to come. End the test on its last day, or later."
    field = "on"


class EndsBeforeItBegan(Refused):
    message = "A test ends on the day on which it began, or later."
    field = "on"


class NotStudied(Refused):
    message = (
        "Say what was done, what you saw against what you predicted, what you will do now, and why."
    )
