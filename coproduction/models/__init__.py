from coproduction.models.booking import Booking
from coproduction.models.calendar_feed import CalendarFeed
from coproduction.models.concern import Concern, ConcernReading
from coproduction.models.contribution import Contribution
from coproduction.models.decision import Decision, DecisionCommitment, Influence
from coproduction.models.feedback import Feedback
from coproduction.models.session import Session, SessionFacilitator
from coproduction.models.support import Support, SupportReading, SupportTally

__all__ = [
    "Booking",
    "CalendarFeed",
    "Concern",
    "ConcernReading",
    "Contribution",
    "Decision",
    "DecisionCommitment",
    "Feedback",
    "Influence",
    "Session",
    "SessionFacilitator",
    "Support",
    "SupportReading",
    "SupportTally",
]
