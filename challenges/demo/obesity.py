"""Rising obesity, told over a year. All people, groups and words are invented."""

from __future__ import annotations

from challenges.demo.more_work import ON_FOOD as MORE_WORK
from challenges.demo.script import (
    AMINA,
    DANIEL,
    FOOD,
    GRACE,
    MARGARET,
    NEIGHBOURS,
    RESIDENTS,
    WHEELS,
    Asset,
    Promised,
    Said,
    Script,
)
from partnership.demo import CENTRAL_EAST, COMMUNITY, EAST_NORTH, HERTFORDSHIRE, WEST_HERTS

WATFORD = "Watford Borough Council"
STEVENAGE = "Stevenage Borough Council"
HARLOW = "Harlow District Council"

ENTRIES = (
    Said(4, AMINA, "Cooked with eleven families at the Tuesday kitchen. Four came because their "
         "health visitor walked over with them.",
         "A person who walks with you beats a leaflet.", (COMMUNITY,), kind="visit"),
    Said(11, MARGARET, "Agreed with three head teachers in Stevenage that their halls stay open "
         "until six for families to play, from January.", "", (STEVENAGE,), kind="decision"),
    Said(16, DANIEL, "Moved the weight management money from twelve-week courses to open-door "
         "evenings, as residents had asked in October.",
         "Nobody at the finance table had met anyone who left a course. Now two have.",
         (HERTFORDSHIRE, FOOD), kind="decision"),
    Said(23, GRACE, "First diabetes evening in the market hall: 34 people, two nurses, no letters "
         "needed.", "Half of them work shifts, and had missed every morning clinic.", (WATFORD,),
         kind="test"),
    Said(30, AMINA, "Walked the Meriden estate with six parents, counting what a child can reach "
         "on foot after school.", "The nearest fresh fruit is two buses away, or 900 metres for "
         "those who know the alley.", (RESIDENTS,), kind="visit"),
    Said(37, MARGARET, "Talked with the planning team about hot food takeaways near schools. "
         "They can act on new ones, not on those that are there.", "", (), "restricted",
         kind="barrier"),
    Said(45, DANIEL, "Sat in the waiting room of a practice in Harlow for a morning and asked "
         "people what they would come back for.", "“Somebody who remembers my name.”",
         (HARLOW,), kind="visit"),
    Said(52, GRACE, "Rewrote our invitation letter with four people who had thrown it away.",
         "The word “obese” was in the first line. It is gone.", (NEIGHBOURS,), kind="test"),
    Said(60, AMINA, "Two volunteers finished their food hygiene certificate; the kitchen can now "
         "open on Saturdays.", kind="learning"),
    Said(67, MARGARET, "Budget meeting: kept the walking grant for another year, by a narrow "
         "margin.", "Say what residents said first, and the numbers after.", (), "private",
         kind="meeting"),
    Said(75, DANIEL, "Joint review with the county of who is offered what. Nineteen offers, and "
         "no one place where a family can see them.", "", (HERTFORDSHIRE, COMMUNITY),
         kind="meeting"),
    Said(88, AMINA, "Summer lunches: 640 meals in six weeks, with nurses at the door on two days.",
         "Parents talk about weight while chopping, never across a desk.", (EAST_NORTH,),
         kind="test"),
    Said(101, MARGARET, "Opened the leisure centre’s small pool for women only on Sunday mornings, "
         "after eight mothers had asked for it.", "", (WATFORD,), kind="decision"),
    Said(114, GRACE, "Shadowed a walk leader for a day, wheels and sticks and all.",
         "I prescribe “more exercise” twenty times a week. I had never seen what it takes to get "
         "to the park.", (WHEELS,), kind="learning"),
    Said(128, DANIEL, "Asked the three hospitals to count waiting by postcode, not by clinic.",
         "", (WEST_HERTS, EAST_NORTH), "restricted", kind="conversation"),
    Said(139, AMINA, "Residents of Bishop’s Park showed us the play area that nobody uses: no "
         "toilet, no shade, and a locked gate.", "", (RESIDENTS, HARLOW), kind="barrier"),
    Said(152, MARGARET, "Had the gate unlocked. It took eleven emails and one visit.",
         "The visit did it.", (HARLOW,), kind="decision"),
    Said(166, DANIEL, "Hard conversation with a finance director about whose saving this is.",
         "I argued for the place and he for his trust. We both had a point.", (), "confidential",
         kind="conversation"),
    Said(181, GRACE, "Trained nine reception staff to book people straight into the kitchen and "
         "the walks.", "", (FOOD, WHEELS), kind="learning"),
    Said(195, AMINA, "Listened to fathers at the mosque after Friday prayers. They want to cook "
         "as well.", kind="conversation"),
    Said(213, MARGARET, "Compared what the councils and the NHS spend on the same 400 families.",
         "We had never put the two tables side by side.", (CENTRAL_EAST,), "restricted",
         kind="meeting"),
    Said(238, DANIEL, "Brought the school nurses, the kitchen and the leisure team to one table "
         "for the first time.", "", (HERTFORDSHIRE, FOOD, COMMUNITY), kind="meeting"),
    Said(262, GRACE, "Looked through a year of missed appointments with a resident who had missed "
         "five.", "Every one of them clashed with the school run.", (NEIGHBOURS,), kind="barrier"),
    Said(287, AMINA, "Mapped with twelve parents where food is cheap, where it is good and where "
         "it is both.", "Three places are both. One of them is us.", kind="meeting"),
    Said(311, MARGARET, "Visited the first open kitchen and stayed to wash up.",
         "I learned more at the sink than in the presentation.", (FOOD,), kind="visit"),
    Said(340, DANIEL, "Wrote the question of this challenge with residents instead of for them. "
         "It took three evenings.", "They took out the word “problem”.", (HERTFORDSHIRE, FOOD),
         kind="meeting"),
)  # fmt: skip

SCRIPT = Script(
    slug="rising-obesity",
    title="Rising obesity",
    question="What would make it easy for every family here to eat well and keep moving?",
    population="Children and families, first of all in Watford, Stevenage and Harlow",
    why_shared=(
        "What families eat and how they move is decided in kitchens, at school gates, on "
        "pavements and in pay packets. The NHS meets people when they are ill already. The "
        "councils look after the streets, the pools and the planning. Voluntary groups are "
        "trusted at the door. Each of them has tried alone, and each has done some good; the "
        "number of children who begin school at a healthy weight has not moved.\n\n"
        "So the people who lead this work are shared, and answer to the place."
    ),
    stage="deliver",
    organisations=(
        CENTRAL_EAST, HERTFORDSHIRE, EAST_NORTH, COMMUNITY, WATFORD, STEVENAGE, HARLOW,
        FOOD, WHEELS, NEIGHBOURS, RESIDENTS,
    ),
    team=(DANIEL, MARGARET, AMINA, GRACE),
    strengths=(
        Asset("The Tuesday kitchen in Watford",
              "Two kitchens and sixty volunteers who cook with families rather than for them. "
              "Anybody can come, and nobody is asked why.", 48, FOOD),
        Asset("Stevenage Walking Wheels",
              "Led walks for people who use wheels or sticks, three mornings a week, with tea "
              "after.", 431, WHEELS),
    ),
    entries=(*ENTRIES, *MORE_WORK),
    promises=(
        Promised(HERTFORDSHIRE, MARGARET, "Keep three school halls in Stevenage open until six on "
                 "weekdays, for families to play", 11, 58),
        Promised(CENTRAL_EAST, DANIEL, "Publish one list of everything that is offered to "
                 "families, with times and without jargon", 75, 24),
        Promised(HARLOW, MARGARET, "Put up shade and a toilet at the Bishop’s Park play area",
                 139, -19),
        Promised(EAST_NORTH, GRACE, "Run diabetes evenings in the market hall once a month", 120,
                 -30, 23, "I went to the first evening: 34 people came, two nurses stayed until "
                 "nine, and the next date was on the door.", FOOD),
        Promised(FOOD, AMINA, "Open the kitchen on Saturdays as well", 128, -58, 58,
                 "Our team had breakfast there on the first Saturday. Nineteen people came.",
                 HERTFORDSHIRE),
        Promised(CENTRAL_EAST, DANIEL, "Send every family a personal plan by post", 311, -200,
                 dropped_because="Residents told us that nobody reads plans that come by post. "
                 "The money went into the open-door evenings."),
    ),
)  # fmt: skip
