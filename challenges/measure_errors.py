"""Why something about a measure was refused, and how to put it right."""

from __future__ import annotations

from accounts.errors import Refused


class MeasureNamedAlready(Refused):
    message = "This partnership has a measure of this name already. Choose another name."
    field = "name"


class OfOneThing(Refused):
    message = "A measure is of a place or of an organisation. Choose one of the two."
    field = "of"


class NotMeasuredHere(Refused):
    message = "Choose a place that this partnership serves, or one of its partners."
    field = "of"


class LimitsFromTooFew(Refused):
    message = "Limits come from 12 points or more. Enter 12 or a larger number, or nothing."
    field = "fixed_after"


class PeriodsStand(Refused):
    message = (
        "This measure has readings already, so how often it is read can no longer be changed. "
        "Set up another measure."
    )
    field = "frequency"


class LeadsTheChallenge(Refused):
    message = "Only an outcome leads. Choose another measure to lead first, or let this stay one."
    field = "kind"


class OnlyAnOutcomeLeads(Refused):
    message = "Only an outcome of the place leads a challenge. Say first that this is an outcome."


class MeasuredAlready(Refused):
    message = "This challenge has this measure already."
    field = "measure"


class ReadMeanwhile(Refused):
    """Somebody else entered or changed a reading of this period since the page was opened."""

    message = "Somebody entered this period while you were writing. Look at it, and save again."
    field = "value"


class WithoutANumber(Refused):
    message = "Enter the value, or both the numerator and the denominator."
    field = "value"


class OfNobody(Refused):
    message = "The denominator is above 0."
    field = "denominator"


class NotYetOver(Refused):
    message = "This period has not begun. Enter readings of periods that have."
    field = "period"


class Published(Refused):
    message = (
        "This reading comes from published figures, which are loaded as they are. "
        "To keep other figures, set up a measure of your own."
    )


class NothingPublished(Refused):
    message = (
        "There are no such figures for this area. If its districts were merged, the figures of the "
        "old ones cannot be added up: choose another area, or enter readings by hand."
    )
    field = "place"


class RebasedAlready(Refused):
    message = "Limits are computed anew from this period already."
    field = "on"


class RebaseBetweenReadings(Refused):
    message = "Choose a period that has readings before it and from it on."
    field = "on"


class RebaseWithoutReason(Refused):
    message = "Say what changed, so that others can judge whether the chart should begin anew."
    field = "because"


class ObjectiveOfThePlace(Refused):
    message = "An objective points at a measure of the place of this partnership. Choose one."
    field = "measure"


class ObjectiveStands(Refused):
    message = "This role has an objective for this measure already. End that one first."
    field = "measure"


class EndedWithoutReason(Refused):
    message = "Say why this objective ends, in words that residents can read."
    field = "because"


class EndedAlready(Refused):
    message = "This objective has ended already."


class NothingToAccept(Refused):
    message = "Every objective of this role is accepted, or is being answered now."
