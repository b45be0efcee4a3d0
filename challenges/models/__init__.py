from challenges.models.challenge import Challenge, ChallengeMember, ChallengeOrganisation
from challenges.models.commitment import Commitment
from challenges.models.log_entry import LogEntry
from challenges.models.strength import ChallengeStrength, Strength

__all__ = [
    "Challenge",
    "ChallengeMember",
    "ChallengeOrganisation",
    "ChallengeStrength",
    "Commitment",
    "LogEntry",
    "Strength",
]
