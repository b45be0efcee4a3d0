"""Rounds of the trust pulse, for tests. Their days are real ones: the database has a clock too."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from leaders.actions.pulse import Scores, answer_pulse
from leaders.models import PulseReturn, PulseRound
from partnership.models import Hat, Organisation
from tests.cast import World, make_hat, make_person


def make_round(world: World, opened: int = 3, days: int = 21) -> PulseRound:
    """A round that opened some days ago."""
    opens_on = timezone.localdate() - timedelta(days=opened)
    return PulseRound.objects.create(
        partnership=world.partnership, opens_on=opens_on, closes_on=opens_on + timedelta(days=days)
    )


def representative(world: World, organisation: Organisation, name: str) -> Hat:
    return make_hat(make_person(name), world.partnership, "representative", organisation)


def say(
    asked: PulseRound, hat: Hat, scores: Scores = (4, 4, 4), *about: Organisation
) -> PulseReturn:
    return answer_pulse(
        asked,
        by=hat.actor(),
        about={one.pk: scores for one in about},
        whose_view="shared",
        now=timezone.now(),
    )


def answered_round(world: World) -> PulseRound:
    """Three of the council about the NHS; the charity's one about both."""
    asked = make_round(world)
    for number in range(3):
        hat = representative(world, world.council, f"Rep {number}")
        say(asked, hat, (2 + number, 3, 4), world.nhs)
    charity = representative(world, world.charity, "Rep Charity")
    say(asked, charity, (1, 1, 1), world.nhs, world.council)
    return asked


def close(asked: PulseRound) -> PulseRound:
    """As the calendar does it: its last day was yesterday."""
    PulseRound.objects.filter(pk=asked.pk).update(closes_on=timezone.localdate())
    asked.refresh_from_db()
    return asked


def counted_round(world: World) -> PulseRound:
    from leaders.actions.pulse import freeze_rounds

    asked = close(answered_round(world))
    freeze_rounds(timezone.now())
    asked.refresh_from_db()
    return asked
