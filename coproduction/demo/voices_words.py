"""What invented people said at past sessions of the demonstration, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """One thing that was said. `by` names somebody of the cast; `outcome` and `reason` answer."""

    words: str
    kind: str
    provenance: str = "card"
    consent: str = "words"
    by: str = ""
    outcome: str = ""
    reason: str = ""
    hidden_because: str = ""
    waits: bool = False


ONE_VISIT = [
    Heard(
        "I have diabetes, a bad hip and a heart that misses beats. In March I went to the hospital "
        "on five different days, and four times they took the same blood. Why not all in one go?",
        "experience",
        provenance="online",
        by="Sheila Marsh",
        outcome="adopted",
        reason="You are right: five visits suited our timetable and not you. People with three or "
        "more conditions are now offered one morning with everybody in it, and blood is taken "
        "once.",
    ),
    Heard(
        "Put it on a Saturday. I clean offices from five, and every appointment costs me a day’s "
        "pay.",
        "idea",
        outcome="adopted",
        reason="The clinic is on the first Saturday of the month because of cards like yours.",
    ),
    Heard(
        "I can’t do forms on a computer and I don’t want my daughter to do it for me. Let me ring "
        "somebody who has my letter in front of them.",
        "idea",
        provenance="phone",
        by="Joan Pettifer",
        outcome="adapted",
        reason="There is now one number for all your clinics, and whoever answers has your letter. "
        "It is staffed in the mornings. The afternoons need two more people, whom we do not have.",
    ),
    Heard(
        "The nurse talks to me because I speak English. But it is my mother who is ill, and she "
        "understands more than they think. Ask her, in Gujarati.",
        "concern",
        outcome="adapted",
        reason="An interpreter is now booked for every Saturday clinic before the letter goes out. "
        "On weekdays it still depends on the ward. That is not good enough, and we know it.",
    ),
    Heard(
        "The woman at our chemist knows everybody’s tablets. She noticed that two of mine were "
        "fighting each other, long before any doctor did.",
        "strength",
        provenance="spoken",
        outcome="adopted",
        reason="A pharmacist sits in every Saturday clinic, and it was your story that settled it.",
    ),
    Heard(
        "I carry a shoebox of letters from one clinic to the next. One list of my medicines, that "
        "all of them write on, would do.",
        "idea",
        provenance="spoken",
        outcome="adapted",
        reason="You get the list on paper, and every practice in Watford will write on it. The "
        "hospital’s own system cannot read it yet.",
    ),
    Heard(
        "From Meriden it is two buses, and the second one does not come after seven. Run a minibus "
        "round the estates on clinic days.",
        "idea",
        outcome="not_now",
        reason="The money for transport is fixed until April. We will ask for a minibus when it is "
        "set, and say here what the answer was.",
    ),
    Heard(
        "My husband says he is fine when they ask him. He is not fine. Ask me as well, but not in "
        "front of him.",
        "experience",
        consent="theme",
        outcome="not_now",
        reason="We want to do this and must get it right: he has a right to be asked first. A "
        "group of carers is working out how, and we come back to you in spring.",
    ),
    Heard(
        "Stop the telephone appointments. Nobody can see over the phone that I am limping.",
        "concern",
        outcome="no",
        reason="Others told us the opposite: a call saves them a day. So calls stay, but from now "
        "on you are asked which you want before every appointment.",
    ),
    Heard(
        "They talk about my kidneys, my sugar and my mood in three different rooms. I am the only "
        "one who is in all three.",
        "experience",
        provenance="spoken",
        outcome="adopted",
        reason="We read your sentence out at the board. The three are now in one room, with you.",
    ),
    Heard(
        "Sister Halloran on the second floor was rude to my dad on 4 May.",
        "concern",
        hidden_because="It names somebody who works there. We passed it on to the hospital’s "
        "complaints team, and can put you in touch with them.",
    ),
]

FRUIT_AT_THE_DOOR = [
    Heard(
        "At half past three they go in for crisps because that is what stands at the door. Put "
        "fruit there, and I have one argument less a day.",
        "experience",
        provenance="online",
        by="Sheila Marsh",
    ),
    Heard(
        "I run one of these shops. Fruit that nobody buys is my loss. Who pays for that?",
        "concern",
        provenance="spoken",
    ),
    Heard(
        "My daughter hides what she eats. Asking her made it worse. Ask the shops, and leave the "
        "children alone.",
        "experience",
        consent="theme",
    ),
    Heard(
        "The stall on Thursdays sells bags of bruised apples for a pound. There is never one left.",
        "strength",
    ),
]

A_BENCH = [
    Heard(
        "Benches. I can walk for ten minutes, then I must sit. Tell me where the benches are, and "
        "I will go as far as you like.",
        "idea",
        provenance="phone",
        by="Joan Pettifer",
        outcome="adopted",
        reason="So it is: a bench every ten minutes, at your pace and not at a fit person’s. The "
        "map of them is on paper too.",
    ),
    Heard(
        "My chair gets as far as the second gate. Behind it is the best view on the estate.",
        "experience",
        outcome="adopted",
        reason="The second gate is gone. The path behind it is firm as far as the view.",
    ),
    Heard(
        "Light the whole path until ten.",
        "idea",
        provenance="spoken",
        outcome="no",
        reason="The bats along the brook need the dark, and the law protects them. There are "
        "lights from the shops to the first bench.",
    ),
]

NIGHT_NUMBER = [
    Heard(
        "At three in the morning there is nobody to ask whether it can wait until eight.",
        "experience",
        provenance="spoken",
        outcome="adopted",
        reason="From now on there is. A nurse answers at night who can see the plan, and who tells "
        "you honestly what can wait.",
    ),
    Heard(
        "We carers ring each other at night. Nobody pays us, and it works. Start from that.",
        "strength",
        outcome="adapted",
        reason="The night nurse and your circle now have each other’s numbers. We can pay for your "
        "phone cards, not yet for your time.",
    ),
    Heard(
        "Give every carer a week off.",
        "idea",
        outcome="not_now",
        reason="A week off for everybody costs more than all the nights together. We put it to the "
        "county for next year, with your words on top.",
    ),
]

STILL_TO_READ = [
    Heard(
        "You moved my check to a Saturday and I was glad. Then the bus did not come. Talk to the "
        "bus company.",
        "experience",
        provenance="online",
        waits=True,
    ),
    Heard(
        "I did not say this in the room: I did not understand half of the letter, and I was "
        "ashamed to ask.",
        "experience",
        provenance="online",
        consent="private",
        waits=True,
    ),
    Heard(
        "Send me a card a week before, by post. I like a card on the mantelpiece.",
        "idea",
        provenance="phone",
        by="Joan Pettifer",
        waits=True,
    ),
]

WHY_ONE_VISIT = (
    "People who live with three or more conditions came to hospital up to five times in a month, "
    "told their story each time, and were told different things. The tests were the same. It cost "
    "them pay, fares and patience, and it cost us appointments that were missed.\n\n"
    "We looked at two other ways: calls before each visit, and a nurse who keeps all the threads. "
    "Residents preferred one morning together, and so did the staff who tried it."
)

WHY_A_BENCH = (
    "Most people who told us that they do not walk said that they could not sit. Benches cost less "
    "than anything else we looked at, and everybody uses them."
)

WHY_NIGHT_NUMBER = (
    "Half of the calls for an ambulance from carers’ homes come between midnight and six. Carers "
    "told us that most of them were questions, and that there was nobody else to ask."
)

WHY_FRUIT = (
    "Within five minutes of each school we counted what stands at the doors of the shops. It is "
    "what the children buy."
)

WHY_DRINKS = (
    "The drinks machines in our leisure centres sell almost nothing but sugar. From 1 September "
    "they hold water, milk and drinks without sugar. The income is about the same."
)

NONE_BECAUSE = (
    "the contract ended in June, and the new one had to be signed before we could ask anybody. We "
    "should have begun a year earlier, and will ask what people want in the machines next spring."
)
