from challenges.models.barrier import Barrier
from challenges.models.challenge import Challenge, ChallengeMember, ChallengeOrganisation
from challenges.models.check_in import CheckIn, CheckInAnswer, CheckInAsk
from challenges.models.commitment import Commitment
from challenges.models.cycle import Cycle
from challenges.models.driver import ChangeIdea, Driver, DriverDiagram
from challenges.models.entry_practice import EntryPractice
from challenges.models.entry_version import EntryVersion
from challenges.models.hypothesis import Hypothesis
from challenges.models.judgement import Judgement
from challenges.models.lesson import Lesson, LessonUse
from challenges.models.log_draft import LogDraft
from challenges.models.log_entry import LogEntry
from challenges.models.measure import ChallengeMeasure, Measure, Reading, Rebase
from challenges.models.objective import RoleObjective
from challenges.models.passing import Passing
from challenges.models.policy import ChallengeAim, PolicyAim, PolicyPlan
from challenges.models.population_figure import PopulationFigure
from challenges.models.question import Question
from challenges.models.reference_series import ReferenceSeries, ReferenceValue
from challenges.models.renegotiation import Renegotiation
from challenges.models.stage_period import StagePeriod
from challenges.models.strength import ChallengeStrength, Strength, StrengthConfirmation
from challenges.models.team import ChallengeCohort, ChallengeRole, teams_of
from challenges.models.verdict import Verdict

__all__ = [
    "Barrier",
    "Challenge",
    "ChallengeAim",
    "ChallengeCohort",
    "ChallengeMeasure",
    "ChallengeMember",
    "ChallengeOrganisation",
    "ChallengeRole",
    "ChallengeStrength",
    "ChangeIdea",
    "CheckIn",
    "CheckInAnswer",
    "CheckInAsk",
    "Commitment",
    "Cycle",
    "Driver",
    "DriverDiagram",
    "EntryPractice",
    "EntryVersion",
    "Hypothesis",
    "Judgement",
    "Lesson",
    "LessonUse",
    "LogDraft",
    "LogEntry",
    "Measure",
    "Passing",
    "PolicyAim",
    "PolicyPlan",
    "PopulationFigure",
    "Question",
    "Reading",
    "Rebase",
    "ReferenceSeries",
    "ReferenceValue",
    "Renegotiation",
    "RoleObjective",
    "StagePeriod",
    "Strength",
    "StrengthConfirmation",
    "Verdict",
    "teams_of",
]
