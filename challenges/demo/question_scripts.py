"""What is told around the two challenges. Days are counted back from today; all is invented."""

from __future__ import annotations

from dataclasses import dataclass

from challenges.demo.script import AMINA, DANIEL, GRACE, MARGARET

LONG_TERM, PEOPLE, TEN_YEARS = "nhs-long-term-plan", "nhs-people-plan-2020", "10-year-health-plan"


@dataclass(frozen=True)
class Worded:
    """A wording of the question; without words, the one that is asked now."""

    days_ago: int
    who: str
    wording: str = ""
    why: str = ""


@dataclass(frozen=True)
class Staged:
    days_ago: int
    stage: str
    reached: str = ""


@dataclass(frozen=True)
class Figure:
    value: str
    unit: str
    says: str
    as_of: str


@dataclass(frozen=True)
class Belief:
    days_ago: int
    who: str
    we_believe: str
    because: str
    we_would_see: str
    state: str = "held"
    what_we_saw: str = ""
    settled_days_ago: int | None = None


@dataclass(frozen=True)
class Judged:
    days_ago: int
    who: str
    verdict: str
    evidence: str


@dataclass(frozen=True)
class Around:
    """Everything around one challenge."""

    wordings: tuple[Worded, ...]
    stages: tuple[Staged, ...]
    figures: tuple[Figure, ...]
    beliefs: tuple[Belief, ...]
    judgements: tuple[Judged, ...]
    aims: tuple[tuple[str, str, str], ...]
    has_a_cohort: bool = False


OF_OBESITY = Around(
    wordings=(
        Worded(360, DANIEL, "How do we solve the problem of obesity in our area?"),
        Worded(340, DANIEL, "What would help families here to eat well and keep moving?",
               "Residents took out the words “problem” and “obesity”: nobody comes to be a "
               "problem."),
        Worded(236, AMINA, "", "School nurses and the kitchen found that most families know what "
               "would help. It is not easy enough to do."),
    ),
    stages=(
        Staged(360, "understand", "Families showed us where food is cheap, where it is good, and "
               "where it is both."),
        Staged(262, "plan", "Three ideas that residents put first: open kitchens, open halls, one "
               "list of what there is."),
        Staged(213, "decide", "We had left out the families who work shifts. Back to ask them."),
        Staged(196, "plan", "Evening times for everything that we offer."),
        Staged(152, "decide", "Both councils and the board agreed to move the money."),
        Staged(128, "deliver"),
    ),
    figures=(
        Figure("35.40", "%", "of children aged 10 to 11 live with excess weight", "2024 to 2025"),
        Figure("29800", "", "children aged 4 to 11 in the three towns", "2025"),
        Figure("9.20", "%", "more of them in the poorest fifth of streets than in the richest",
               "2024 to 2025"),
    ),
    beliefs=(
        Belief(250, AMINA, "Families come back when somebody they know walks over with them",
               "They said that a letter from the NHS feels like being told off.",
               "More than half of those who come with somebody come a second time",
               "supported", "Of 46 families who came with their health visitor 31 came again; of "
               "38 who came after a letter, 9.", 60),
        Belief(240, DANIEL, "A personal plan by post helps families to change what they eat",
               "It is what we have always offered, and it reaches everybody.",
               "One family in ten rings the number on the plan",
               "rejected", "Nobody rang. Three of the plans came back to us. The money went into "
               "the open-door evenings.", 190),
        Belief(75, MARGARET, "Children play longer where the school hall is open until six",
               "The parks have no light, and parents work.",
               "Thirty children a day in each hall by spring"),
    ),
    judgements=(
        Judged(270, DANIEL, "same", "The share of children with excess weight has not moved in "
               "five years. Families tell us that nothing near them has changed."),
        Judged(150, AMINA, "same", "No figure has moved yet. Families speak of the kitchen as "
               "theirs, and some have begun to bring others."),
        Judged(40, MARGARET, "better", "Four in ten families at the kitchens now come every week. "
               "In two of the three towns more children walk to school. The weight of children "
               "is counted once a year: we do not know yet."),
    ),
    aims=(
        (LONG_TERM, "2.2", "Weight management money went into open-door evenings near home."),
        (LONG_TERM, "2.5", "Work began in the streets where most children need it."),
        (LONG_TERM, "4.2", "A shared role leads it, for the place and not for one employer."),
        (TEN_YEARS, "shift-3", "Kitchens, walks and open halls before anybody is ill."),
        (TEN_YEARS, "shift-1", "Nurses work in the kitchens and the market hall."),
    ),
    has_a_cohort=True,
)  # fmt: skip

OF_CONDITIONS = Around(
    wordings=(
        Worded(360, MARGARET, "How do we coordinate care for people with multimorbidity?"),
        Worded(318, AMINA, "", "Thirty people told us what a good day looks like. Not one spoke of "
               "coordination, and nobody knew the long word."),
    ),
    stages=(
        Staged(360, "understand", "People told us about their week, and who knocks when."),
        Staged(208, "plan"),
    ),
    figures=(
        Figure("61200", "", "people live with three or more long-term conditions", "2025"),
        Figure("11", "", "times a month, by our count, somebody tells their story again",
               "September 2026"),
    ),
    beliefs=(
        Belief(150, GRACE, "One long appointment helps more than five short ones",
               "People spend their strength on travelling and on telling their story again.",
               "Fewer than half as many trips, and people who say that they were heard"),
        Belief(200, MARGARET, "Nurses and social workers in one room ask people only once",
               "Most of what they ask is the same.",
               "The same question is asked once, not five times",
               "supported", "In Hemel Hempstead people are asked once or twice now.", 110),
    ),
    judgements=(
        Judged(190, GRACE, "worse", "More people are called in more often, and three clinics moved "
               "further away."),
        Judged(55, MARGARET, "same", "In Hemel Hempstead people are asked less often. Elsewhere "
               "nothing has changed for them yet."),
    ),
    aims=(
        (LONG_TERM, "1.1", "One team of nurses, social workers and volunteers near home."),
        (LONG_TERM, "1.3", "A plan of one page in the person’s own words."),
        (PEOPLE, "4", "Peer workers and scheme managers are part of the team."),
        (TEN_YEARS, "shift-1", "Long appointments near home."),
    ),
)  # fmt: skip
