"""Why something about a question, a stage, a team or what is judged was refused."""

from __future__ import annotations

from accounts.errors import Refused


class SayWhyAsked(Refused):
    message = "Say why it is asked in other words, so that everybody can follow."
    field = "why"


class SameQuestion(Refused):
    message = "This is how it is asked already. Write other words, or go back."
    field = "wording"


class AskedMeanwhile(Refused):
    message = (
        "Somebody asked it in other words while you were writing. Read what it says now, "
        "above, and save again if yours is still better."
    )


class SameStage(Refused):
    message = "The challenge is in this stage already. Choose another one."
    field = "stage"


class SayWhyBack(Refused):
    message = "Say why it goes back: it is shown on the page."
    field = "reached"


class StageMeanwhile(Refused):
    message = (
        "Somebody moved the challenge to another stage meanwhile. "
        "Look where it stands now, above, and choose again if that is not right."
    )


class BeforeThisStage(Refused):
    message = "The stage that it is in began later than this day. Enter that day, or a later one."
    field = "entered_on"


class StillToCome(Refused):
    message = "This day is still to come. Enter today or an earlier day."

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


class SettledAlready(Refused):
    message = "This hypothesis was settled already."


class SayWhatWasSeen(Refused):
    message = "Say what you have seen that speaks for it or against it."
    field = "what_we_saw"


class SayWhatShowsIt(Refused):
    message = "Say what shows it: a figure, what people said, or what you have seen."
    field = "evidence"


class NotItsMeasure(Refused):
    message = "Choose one of the measures of this challenge."
    field = "measure"


class NotOfThisPartnership(Refused):
    message = "Choose roles and cohorts of this partnership."


class ServedAlready(Refused):
    message = "This challenge serves that aim already. Take it off first to say it in other words."
    field = "aim"
