"""Living with several conditions, told over a year. All people, groups and words are invented."""

from __future__ import annotations

from challenges.demo.more_work import ON_CONDITIONS as MORE_WORK
from challenges.demo.script import (
    AMINA,
    CARERS,
    DANIEL,
    FOOD,
    GRACE,
    HOMES,
    MARGARET,
    NEIGHBOURS,
    WHEELS,
    Asset,
    Promised,
    Said,
    Script,
)
from partnership.demo import (
    CENTRAL_EAST,
    COMMUNITY,
    EAST_NORTH,
    ESSEX,
    HERTFORDSHIRE,
    MENTAL_HEALTH,
    WEST_HERTS,
)

DACORUM = "Dacorum Borough Council"
HARLOW = "Harlow District Council"

ENTRIES = (
    Said(23, GRACE, "Tried one appointment instead of five with six people in Hatfield: heart, "
         "lungs, feet, tablets and “how are you managing?” in one hour.",
         "The fifth question took half of the hour, and was the one that mattered.",
         (COMMUNITY, HERTFORDSHIRE), kind="test"),
    Said(31, MARGARET, "Home care and district nurses agreed to read one shared page about a "
         "person, kept in the kitchen drawer.", "", (COMMUNITY,), kind="decision"),
    Said(38, DANIEL, "Asked the three trusts what it would take to send one letter, not four.",
         "Not the computers. Who signs it.", (WEST_HERTS, EAST_NORTH), kind="conversation"),
    Said(44, AMINA, "Lunch with fourteen people over seventy. Between them they take 113 tablets "
         "a day.", "They trust the pharmacist most, and had never been asked.",
         kind="conversation"),
    Said(53, GRACE, "Went through the tablets of nine people with the pharmacist and their carers. "
         "Seven now take fewer.", "", (CARERS,), kind="test"),
    Said(61, MARGARET, "Sat up with a night carer until four in the morning.",
         "Everything we offer carers closes at five in the afternoon.", (CARERS,), kind="visit"),
    Said(70, DANIEL, "Agreed with the mental health trust that a peer worker joins each team of "
         "neighbourhood nurses.", "", (MENTAL_HEALTH, COMMUNITY), kind="decision"),
    Said(79, GRACE, "Counted how often people tell their story again: eleven times a month is "
         "usual.", "", (), "restricted", kind="learning"),
    Said(90, MARGARET, "Scheme managers in four sheltered blocks will ring when somebody has not "
         "been seen for a day.", "They knew already. They had no number to ring.", (HOMES,),
         kind="test"),
    Said(103, AMINA, "Volunteers drove eight people to hospital and waited with them.",
         "The waiting was the help.", kind="visit"),
    Said(117, DANIEL, "Moved two community matrons’ posts from two budgets to the partnership’s.",
         "It took five signatures, and one lunch.", (COMMUNITY, HERTFORDSHIRE), "restricted",
         kind="decision"),
    Said(126, GRACE, "Falls afternoon in Harlow with tea, slippers and a physiotherapist.",
         "", (NEIGHBOURS, HARLOW), kind="meeting"),
    Said(140, MARGARET, "Heard from a daughter who fills in the same form for three offices.",
         "One of the three was mine.", (), "private", kind="barrier"),
    Said(151, DANIEL, "Read forty discharge letters with two residents. They understood nine.",
         "", (NEIGHBOURS, WEST_HERTS), kind="learning"),
    Said(164, AMINA, "Started a phone circle: ten people ring each other at nine every morning.",
         "", (WHEELS,), kind="test"),
    Said(179, GRACE, "Wrote the first one-page plan with Mr J. and his wife, in his own words.",
         "His first goal is to go fishing. No clinic had asked.", (COMMUNITY,), "restricted",
         kind="meeting"),
    Said(192, MARGARET, "Essex and Hertfordshire will accept each other’s assessments for people "
         "who move across the border.", "Two lawyers, one page.", (ESSEX,), kind="decision"),
    Said(208, DANIEL, "Told the board that the target for shorter visits works against this.",
         "They did not like it. They did not say no.", (), "confidential", kind="conversation"),
    Said(225, AMINA, "Asked our Polish and Bengali cooks to translate the tablet chart into "
         "pictures.", "", (COMMUNITY,), kind="conversation"),
    Said(243, GRACE, "Spent a day with Dacorum carers and wrote nothing down until the evening.",
         "They are the care plan.", (CARERS, DACORUM), kind="visit"),
    Said(266, MARGARET, "Put social workers and nurses of Hemel Hempstead in one room, two days a "
         "week.", "", (COMMUNITY, DACORUM), kind="meeting"),
    Said(290, DANIEL, "Looked at the 500 people whom four services know: all four call at "
         "different times.", "", (HERTFORDSHIRE, COMMUNITY, MENTAL_HEALTH), kind="meeting"),
    Said(318, AMINA, "Collected what a good day looks like from thirty people. Not one mentioned "
         "a hospital.", "", (NEIGHBOURS,), kind="conversation"),
    Said(345, MARGARET, "First evening on this challenge, in a church hall in Berkhamsted, with "
         "more residents than staff.", "Next time, more chairs.", (CENTRAL_EAST, CARERS),
         kind="meeting"),
)  # fmt: skip

SCRIPT = Script(
    slug="living-with-several-conditions",
    title="Living with several conditions",
    question="How can somebody with several conditions have one good week, "
    "instead of five good appointments?",
    population="People who live with three or more long-term conditions, and those who care for "
    "them",
    why_shared=(
        "Hospitals, practices, home care, pharmacists and neighbours each look after a part of a "
        "person. Nobody looks after the week. People repeat their story, carry their own letters, "
        "and take tablets that were never looked at together.\n\n"
        "No single organisation can change that, because none of them sees the whole of it. The "
        "people who live with it do."
    ),
    stage="plan",
    organisations=(
        CENTRAL_EAST, HERTFORDSHIRE, ESSEX, EAST_NORTH, WEST_HERTS, COMMUNITY, MENTAL_HEALTH,
        DACORUM, FOOD, CARERS, NEIGHBOURS, HOMES,
    ),
    team=(DANIEL, MARGARET, GRACE),
    strengths=(
        Asset("Dacorum Carers’ Circle",
              "Carers who know the night shift, ring each other, and will tell professionals "
              "what a week is really like.", 95, CARERS),
        Asset("The scheme managers of Old Town Homes",
              "In fourteen sheltered blocks somebody knows every name, and notices when a "
              "curtain stays shut.", 210, HOMES),
    ),
    entries=(*ENTRIES, *MORE_WORK),
    promises=(
        Promised(EAST_NORTH, GRACE, "Offer one long appointment instead of five to sixty people in "
                 "Hatfield", 23, 96),
        Promised(HERTFORDSHIRE, MARGARET, "Keep the carers’ line open until midnight", 61, 17),
        Promised(WEST_HERTS, DANIEL, "Send one letter instead of four after a stay in hospital",
                 38, -8),
        Promised(COMMUNITY, DANIEL, "Put one page in the kitchen drawer of every person whom three "
                 "teams visit", 180, -40, 35, "Our home care teams found the page in 41 of 44 "
                 "kitchens, and used it.", HERTFORDSHIRE),
        Promised(ESSEX, MARGARET, "Accept Hertfordshire’s assessments when somebody moves across "
                 "the border", 192, -120, 118, "Two families moved to Harlow in the summer. "
                 "Neither had to be assessed again.", NEIGHBOURS),
    ),
)  # fmt: skip
