"""Practice and second voices, for tests."""

from __future__ import annotations

from django.utils import timezone

from leaders.actions.assessing import Levels, ask_second_voice
from leaders.actions.practice import Asked, Practised, ask_to_confirm, write_practice
from leaders.models import Participation, SecondVoice, Skill, SkillPractice
from partnership.models import Hat
from tests.cast import World
from tests.leaders.cohorts import make_cohort, make_participation, make_programme

LEVELS: Levels = dict.fromkeys(Skill.values, (3, "As it is."))


def make_practice(hat: Hat, work: str = "The falls pathway") -> SkillPractice:
    practised = Practised("negotiation", timezone.localdate(), work, "Ask before you offer.")
    return write_practice(practised, by=hat.actor(), employer=hat.organisation, now=timezone.now())


def asked_practice(hat: Hat, world: World, name: str = "Cleo Citizen") -> SkillPractice:
    entry = make_practice(hat)
    asked = Asked(name, "citizen", "email", "cleo@example.org")
    ask_to_confirm(entry, by=hat.actor(), asked=asked, now=timezone.now())
    entry.refresh_from_db()
    return entry


def make_place(world: World) -> Participation:
    """The leader's place in a cohort that has begun."""
    programme = make_programme(world.partnership, f"Programme {Participation.objects.count()}")
    cohort = make_cohort(programme, starts_on=timezone.localdate())
    return make_participation(cohort, world.hats["leader"].person, world.nhs)


def ask_a_peer(place: Participation, world: World, name: str = "Paula Peer") -> SecondVoice:
    asked = Asked(name, "peer", "email", "paula@example.org", world.council)
    by = world.actor("leader")
    return ask_second_voice(place, by=by, moment="start", asked=asked, now=timezone.now())
