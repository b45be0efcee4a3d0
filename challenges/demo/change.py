"""What drives obesity, and five tests of change, one of them abandoned. All of it is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from challenges.actions.diagrams import draw_diagram
from challenges.demo.obesity import SCRIPT
from challenges.demo.script import AMINA, DANIEL, FOOD, GRACE, MARGARET, WHEELS
from challenges.models import Challenge, ChangeIdea, Cycle, DriverDiagram
from challenges.outline import parsed
from partnership.demo import COMMUNITY, HERTFORDSHIRE, SLUG
from partnership.models import Hat, Organisation

OUTLINE = """\
One in ten fewer children in Year 6 living with obesity in Watford, Stevenage and Harlow by 2030
    Food that families like is near and cheap
        Families cook together
            A kitchen on Tuesdays that anybody may walk into
            A health visitor who walks over with you
        Fresh food within a ten-minute walk
            A fruit stall at the school gate
            No more takeaways next to schools
    Moving is part of the day
        Children walk and play after school
            School halls open until six
            A walking bus on Fridays
        Adults move with others
            Led walks from the surgery door
    Help comes without a letter
        Evenings with an open door
            Diabetes evenings in the market hall
        Nobody is shamed
            Say “health check”, not “weigh-in\""""


@dataclass(frozen=True, slots=True)
class Tried:
    """One test of change: begun and ended so many days ago, if it was."""

    title: str
    idea: str
    who: str
    run_by: tuple[str, ...]
    plan: str
    prediction: str
    began: int | None = None
    ended: int | None = None
    done: str = ""
    studied: str = ""
    act: str = ""
    because: str = ""
    follows: int | None = None


TRIED = (
    Tried("Walk over to the kitchen with five families",
          "A health visitor who walks over with you", AMINA, (FOOD, COMMUNITY),
          "Two health visitors walk with five families to the Tuesday kitchen, for four weeks.",
          "Three of the five come back without being fetched.", 200, 170,
          "Four weeks, six families, since a cousin came too.",
          "Five of six came back on their own. We had thought three of five.",
          "adapt", "It works with one visitor. Two were more than families needed."),
    Tried("The same with one visitor, in two wards", "A health visitor who walks over with you",
          AMINA, (FOOD, COMMUNITY),
          "One health visitor a ward walks over with whoever wants to, for eight weeks.",
          "Ten families come at least twice.", 150, 92,
          "Eight weeks in Meriden and Tudor.", "Fourteen families came at least twice.",
          "adopt", "It costs an hour a week, and families ask for it.", 1),
    Tried("A fruit stall at one school gate", "A fruit stall at the school gate", MARGARET,
          (HERTFORDSHIRE,), "A stall at cost price on three afternoons a week, for six weeks.",
          "Forty families buy something each week.", 140, 98,
          "Six weeks, two of them in the rain.",
          "Eleven families a week at most. The others shop on the way to work, by bus.",
          "abandon", "It is in the wrong place at the wrong time, and parents told us so."),
    Tried("Halls open until six in three schools", "School halls open until six", MARGARET,
          (HERTFORDSHIRE, WHEELS), "Three halls in Stevenage, two evenings a week, until Easter.",
          "Thirty children a week, and half of them not in any club.", 25),
    Tried("A walking bus on Fridays", "A walking bus on Fridays", GRACE, (WHEELS,),
          "One route of 900 metres through the alley, with two volunteers, for a month.",
          "Twelve children walk on at least three of four Fridays."),
)  # fmt: skip


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Once: what was begun stands, so that no test moves with the day of seeding."""
    challenge = Challenge.objects.get(partnership__slug=SLUG, slug=SCRIPT.slug)
    hats = Hat.objects.current(now).filter(partnership=challenge.partnership, capacity="leader")
    leaders = {hat.person.email: hat for hat in hats.select_related("person")}
    if not DriverDiagram.objects.filter(challenge=challenge).exists():
        say("what drives it")
        by = leaders[DANIEL].actor()
        draw_diagram(challenge, by=by, outline=parsed(OUTLINE), version=0, now=now)
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        for number, tried in enumerate(TRIED, 1):
            if not challenge.cycles.filter(number=number).exists():
                _try(challenge, number, tried, leaders[tried.who], now)


def _try(challenge: Challenge, number: int, tried: Tried, hat: Hat, now: datetime) -> None:
    today = timezone.localdate(now)
    earlier = tried.follows and challenge.cycles.get(number=tried.follows)
    began = None if tried.began is None else today - timedelta(days=tried.began)
    ended = None if tried.ended is None else today - timedelta(days=tried.ended)
    ideas = ChangeIdea.objects.filter(driver__diagram__challenge=challenge)
    cycle = Cycle.objects.create(
        challenge=challenge,
        number=number,
        idea=ideas.filter(wording=tried.idea).first(),
        follows=earlier or None,
        title=tried.title,
        plan=tried.plan,
        prediction=tried.prediction,
        planned_by=hat,
        planned_at=now - timedelta(days=(tried.began or 0) + 10),
        started_on=began,
        ended_on=ended,
        done=tried.done,
        studied=tried.studied,
        act=tried.act,
        act_because=tried.because,
    )
    cycle.run_by.set(Organisation.objects.filter(name__in=tried.run_by))
    cycle.measures.set(challenge.measures.filter(place__isnull=False)[:1])
    if began and ended:
        cycle.entries.set(
            challenge.entries.filter(visibility="open", happened_on__range=(began, ended), hat=hat)[
                :3
            ]
        )
