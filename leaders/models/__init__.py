from leaders.models.application import Application
from leaders.models.assessment import Assessment, Moment, SecondVoice, SkillPractice, Voice
from leaders.models.awaited_share import AwaitedShare
from leaders.models.cohort import Cohort, SectorTarget
from leaders.models.duty import Duty
from leaders.models.handover import Handover
from leaders.models.holding import RoleHolding
from leaders.models.joint_act import Consent, JointAct
from leaders.models.participation import Participation
from leaders.models.programme import (
    Award,
    Evaluation,
    Programme,
    ProgrammeFunding,
    ProgrammeSkill,
)
from leaders.models.proposed_share import ProposedShare
from leaders.models.pulse import PulseFigure, PulseRating, PulseReturn, PulseRound
from leaders.models.resourcing import RoleFunding, RoleHost
from leaders.models.role import LeadershipRole
from leaders.models.role_notice import RoleNotice
from leaders.models.role_proposal import RoleProposal
from leaders.models.skill import Skill

__all__ = [
    "Application",
    "Assessment",
    "AwaitedShare",
    "Award",
    "Cohort",
    "Consent",
    "Duty",
    "Evaluation",
    "Handover",
    "JointAct",
    "LeadershipRole",
    "Moment",
    "Participation",
    "Programme",
    "ProgrammeFunding",
    "ProgrammeSkill",
    "ProposedShare",
    "PulseFigure",
    "PulseRating",
    "PulseReturn",
    "PulseRound",
    "RoleFunding",
    "RoleHolding",
    "RoleHost",
    "RoleNotice",
    "RoleProposal",
    "SecondVoice",
    "SectorTarget",
    "Skill",
    "SkillPractice",
    "Voice",
]
