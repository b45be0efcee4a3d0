"""More of a year’s work on both challenges. All people, groups and words are invented."""

from __future__ import annotations

from challenges.demo.script import (
    AMINA,
    CARERS,
    DANIEL,
    FOOD,
    GRACE,
    HOMES,
    MARGARET,
    NEIGHBOURS,
    RESIDENTS,
    WHEELS,
    Said,
)
from partnership.demo import (
    CENTRAL_EAST,
    COMMUNITY,
    EAST_NORTH,
    ESSEX,
    HERTFORDSHIRE,
    MENTAL_HEALTH,
)

KITCHEN, WALKS = "The Tuesday kitchen in Watford", "Stevenage Walking Wheels"
CIRCLE, MANAGERS = "Dacorum Carers’ Circle", "The scheme managers of Old Town Homes"

ON_FOOD = (
    Said(2, MARGARET, "Rang the caretakers of the three school halls. Two will lock up themselves; "
         "one needs to be paid for the hour.", "Ask the caretaker before the head.",
         (FOOD,), "restricted", kind="conversation", hours="0.75"),
    Said(8, GRACE, "Sent the walk leaders to the practice’s Tuesday clinic, so that people meet "
         "them before they are told to move more.", "Nine of eleven came to a walk that week.",
         (WHEELS,), kind="test", hours="3", called_on=(WALKS,)),
    Said(20, DANIEL, "Finance will not pay two organisations for one family. Every shared evening "
         "is invoiced twice, and paid once.", "", (HERTFORDSHIRE,), "restricted", kind="barrier"),
    Said(34, AMINA, "Evening with the new volunteers: who cooks, who welcomes, who notices.",
         "Noticing is the job that nobody had.", (), kind="learning", hours="2.5",
         called_on=(KITCHEN,)),
    Said(56, MARGARET, "Walked the route from the school to the pool with the deputy head and "
         "four ten-year-olds.", "They cross where there is no crossing, because it is shorter.",
         (RESIDENTS,), kind="visit", hours="1.5"),
    Said(97, DANIEL, "Decided with the chair to publish what each organisation spends on this, on "
         "one page.", "", (CENTRAL_EAST, HERTFORDSHIRE), kind="decision", hours="1"),
    Said(172, GRACE, "Asked twenty parents in the clinic what they would swap a leaflet for.",
         "A recipe, in their own language, that costs three pounds.", (EAST_NORTH, FOOD),
         kind="learning", called_on=(KITCHEN,)),
    Said(249, AMINA, "First Saturday walk from the kitchen door, with pushchairs and wheels.", "",
         (WHEELS, NEIGHBOURS), kind="test", hours="2", called_on=(KITCHEN, WALKS)),
)  # fmt: skip

ON_CONDITIONS = (
    Said(5, GRACE, "Went with Mr and Mrs J. to the heart clinic, and said nothing for an hour.",
         "He was asked about his heart eleven times, and about his wife never.", (CARERS,),
         "private", kind="visit", hours="3", called_on=(CIRCLE,)),
    Said(14, DANIEL, "The two record systems cannot show one page. It takes a signature from both "
         "information officers, who have not met.", "", (COMMUNITY, HERTFORDSHIRE), "restricted",
         kind="barrier", hours="1"),
    Said(35, MARGARET, "Introduced the two information officers to each other, over soup.",
         "They had the same form in their bags.", (COMMUNITY,), kind="meeting", hours="1.25"),
    Said(57, AMINA, "Tried the phone circle at seven in the evening, too: that is when people are "
         "afraid.", "Six of ten stayed on the line longer than in the morning.", (WHEELS,),
         kind="test"),
    Said(84, GRACE, "Decided that the long appointment ends with one page, written in the room.",
         "", (EAST_NORTH, CARERS), kind="decision", hours="1.5", called_on=(CIRCLE,)),
    Said(111, DANIEL, "Asked the scheme managers what they would do with one nurse, one morning a "
         "week.", "They had a list. It was shorter and better than ours.", (HOMES,),
         kind="learning", hours="2", called_on=(MANAGERS,)),
    Said(201, MARGARET, "Sat in on a discharge meeting as a relative would: at the back.",
         "Nobody said when she could eat what she likes.", (ESSEX, MENTAL_HEALTH), "restricted",
         kind="visit", hours="2"),
)  # fmt: skip
