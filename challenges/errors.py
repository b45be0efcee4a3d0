"""Why something about a challenge was refused, and how to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.errors import Refused

if TYPE_CHECKING:
    from challenges.models import LogEntry


class NeedsTwoSectors(Refused):
    message = (
        "A challenge needs at least two organisations of two sectors, such as a trust and a "
        "voluntary group. Add an organisation of another sector first."
    )
    field = "organisations"


class NeedsAStrength(Refused):
    message = (
        "A challenge builds on at least one strength of the place. "
        "Name something that people here are already good at first."
    )
    field = "strength"


class TitleTaken(Refused):
    message = "This partnership has a challenge with this title already. Choose another title."
    field = "title"


class NotADraft(Refused):
    message = "This challenge was activated already."


class NotActive(Refused):
    message = (
        "This challenge is not active, so nothing can be added to it. "
        "The chair or the coordinator can activate it."
    )


class AlreadyClosed(Refused):
    message = "This challenge was closed already."


class NotAPartner(Refused):
    message = "This organisation is not a partner of the partnership now. Choose one that is."
    field = "organisations"


class StrengthNamedAlready(Refused):
    message = "A strength of this name is known here already. Choose it from the list instead."
    field = "name"


class NotYetHappened(Refused):
    message = "This day is still to come. Log work on the day that you did it, or later."
    field = "happened_on"


class ChangedMeanwhile(Refused):
    """Somebody saved another text since the form was opened; `stored` is what is saved now."""

    message = "This entry was changed while you were writing. Compare the two texts and choose."

    def __init__(self, stored: LogEntry) -> None:
        super().__init__()
        self.stored = stored


class LoggedAlready(Refused):
    """The same form was sent twice."""

    message = "This was logged already."


class DueInThePast(Refused):
    message = "A commitment is made for a day to come. Enter today or a later day."
    field = "due_on"


class AnsweredAlready(Refused):
    message = "This was answered already. Open the commitment to see what was said."


class PromisedToItself(Refused):
    message = "An organisation promises to another one, or to the place as a whole."
    field = "promised_to"


class ChangeAskedAlready(Refused):
    message = "A change of this promise waits for an answer already."


class NothingChanges(Refused):
    message = "This is what is promised now. Change the day or the words, or leave it as it is."


class NotOpen(Refused):
    message = "This commitment was settled already."


class WitnessIsTheSame(Refused):
    message = (
        "A commitment is kept when another organisation has seen it. Ask somebody of another "
        "organisation to confirm it."
    )


class WithoutEvidence(Refused):
    message = "Say what you have seen that shows it was kept."
    field = "evidence"


class WithoutReason(Refused):
    message = "Say why it was dropped, in words that residents can read."
    field = "because"


class QuietTooSoon(Refused):
    field = "quiet_after_days"
    message = "Enter 7 days or more."


class MetInTheFuture(Refused):
    message = "This day is still to come. Say on which day you met the barrier."
    field = "met_on"


class NobodyCanLiftIt(Refused):
    message = "Say who could lift it: choose a partner, or write down a post or a body outside."
    field = "who_can_lift"


class EscalatedAlready(Refused):
    message = "The chair was asked to see to this barrier already."


class LiftedAlready(Refused):
    message = "This barrier was lifted already."
