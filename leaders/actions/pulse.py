"""A round of the trust pulse is opened, answered, and counted once it has closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders import errors
from leaders.models import PulseFigure, PulseRating, PulseReturn, PulseRound
from leaders.pulse_figures import STATEMENTS, Figures, Rating, figures_of, middle_answers, views_of
from leaders.rules import can_answer_pulse, can_open_pulse
from partnership.models import Partner, Partnership
from reminders.tasks import wake

SHORTEST = timedelta(days=7)
MOST_PARTNERS = 12
Scores = tuple[int, int, int]


def open_round(
    partnership: Partnership, *, by: Actor, opens_on: date, closes_on: date, now: datetime
) -> PulseRound:
    """Ask the representatives from a day on; `closes_on` is the first day without answers.

    Raises `PulseInThePast`, `PulseTooShort` and `PulseAtThatTime`.
    """
    require(can_open_pulse(by, partnership))
    if opens_on < timezone.localdate(now):
        raise errors.PulseInThePast()
    _check_length(opens_on, closes_on)
    with recorded(by, "opened a trust pulse", refusals=errors.PULSE):
        opened = PulseRound.objects.create(
            partnership=partnership, opens_on=opens_on, closes_on=closes_on
        )
    wake()
    return opened


def move_end(asked: PulseRound, *, by: Actor, closes_on: date, now: datetime) -> PulseRound:
    """Give people more time, or less. Raises what `open_round` raises, and `PulseIsClosed`."""
    require(can_open_pulse(by, asked.partnership))
    today = timezone.localdate(now)
    with recorded(by, "moved the end of a trust pulse", refusals=errors.PULSE):
        held = PulseRound.objects.select_for_update().get(pk=asked.pk)
        if held.frozen_at is not None or held.closes_on <= today:
            raise errors.PulseIsClosed()
        _check_length(held.opens_on, closes_on)
        if closes_on <= today:
            raise errors.PulseTooShort()
        held.closes_on = closes_on
        held.save(update_fields=["closes_on"])
    return held


def answer_pulse(
    asked: PulseRound, *, by: Actor, about: Mapping[int, Scores], whose_view: str, now: datetime
) -> PulseReturn:
    """Say how one sees some partners, by their ids; what was said before in this round is replaced.

    Raises `PulseIsClosed` and `PulseOfNobody`.
    """
    require(can_answer_pulse(by, asked.partnership))
    today = timezone.localdate(now)
    if not asked.is_open(today):
        raise errors.PulseIsClosed()
    partners = Partner.objects.on(today).filter(partnership=asked.partnership)
    known = set(partners.values_list("organisation", flat=True)) - {by.organisation_id}
    if not about or len(about) > MOST_PARTNERS or not about.keys() <= known:
        raise errors.PulseOfNobody()
    with recorded(by, "answered a trust pulse", refusals=errors.PULSE):
        returned, _ = PulseReturn.objects.update_or_create(
            round=asked,
            person_id=by.person_id,
            defaults={
                "organisation_id": by.organisation_id,
                "whose_view": whose_view,
                "answered_at": now,
            },
        )
        # After the return, which is locked now: a second click waits here for the first.
        PulseRating.objects.filter(returned=returned).delete()
        PulseRating.objects.bulk_create(
            PulseRating(
                returned=returned, about_id=partner, **dict(zip(STATEMENTS, scores, strict=True))
            )
            for partner, scores in about.items()
        )
    return returned


def freeze_rounds(now: datetime) -> int:
    """Count each round that has closed, and delete its answers. Listed in settings.RETENTION."""
    due = PulseRound.objects.to_freeze(timezone.localdate(now))
    return sum(_freeze(key, now) for key in due.values_list("pk", flat=True))


def write_figures(asked: PulseRound, figures: Figures) -> None:
    """Keep what a round may show, a row for each figure."""
    rows: list[tuple[int | None, int | None, float]] = [
        (by, about, trust) for (by, about), trust in figures.pairs.items()
    ]
    rows += [(by, None, trust) for by, trust in figures.given.items()]
    rows += [(None, about, trust) for about, trust in figures.received.items()]
    PulseFigure.objects.bulk_create(
        PulseFigure(round=asked, by_id=by, about_id=about, trust=trust) for by, about, trust in rows
    )


def _freeze(key: int, now: datetime) -> int:
    """One round, once: whoever comes second finds it counted. Returns how many answers went."""
    job = Actor.for_job("count the trust pulse")
    with recorded(job, "counted a trust pulse and deleted its answers"):
        asked = PulseRound.objects.select_for_update().get(pk=key)
        if asked.frozen_at is not None:
            return 0
        ratings = ratings_of(asked)
        returns = asked.returns.all()
        write_figures(asked, figures_of(ratings))
        asked.together = {
            "answered": returns.count(),
            "views": views_of(list(returns.values_list("whose_view", flat=True))),
            "middle": middle_answers(ratings),
        }
        asked.frozen_at = now
        gone = returns.delete()[0]
        asked.save(update_fields=["together", "frozen_at"])
    return gone


def ratings_of(asked: PulseRound) -> list[Rating]:
    """All that was answered in a round. Nothing but counting it ever reads this."""
    rows = PulseRating.objects.filter(returned__round=asked).values_list(
        "returned__person", "returned__organisation", "about", *STATEMENTS
    )
    return [Rating(rater, by, about, scores) for rater, by, about, *scores in rows]


def _check_length(opens_on: date, closes_on: date) -> None:
    if closes_on - opens_on < SHORTEST:
        raise errors.PulseTooShort()
