"""What the page of a closed round shows: trust now and before, in words, as dots and as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from leaders.dots import Dot, Dots, Row, in_halves
from leaders.forms.pulse import ANSWERS, IN_WORDS
from leaders.models import PulseFigure, PulseReturn, PulseRound
from leaders.pulse_figures import UNEVEN, uneven
from partnership.models import Organisation

# The round itself and three before it: two years.
ROUNDS = 4
_ANSWER = {value: words.split(" – ")[1] for value, words in ANSWERS}


@dataclass(frozen=True, slots=True)
class PulsePortrait:
    """A closed round beside those before it."""

    round: PulseRound
    answered: int
    statements: Sequence[tuple[str, str, str]]
    views: Sequence[dict[str, object]]
    received: Dots | None
    given: Dots | None
    pairs: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    uneven: Sequence[str]


def portrait_of(asked: PulseRound) -> PulsePortrait:
    """All that is shown of a closed round, in three queries."""
    earlier = PulseRound.objects.closed().filter(partnership=asked.partnership_id)
    rounds = list(earlier.filter(closes_on__lte=asked.closes_on)[:ROUNDS])[::-1]
    figures = PulseFigure.objects.filter(round__in=rounds)
    found = list(figures.select_related("by", "about"))
    own = [one for one in found if one.round_id == asked.pk]
    bodies = {body.pk: body for one in found for body in (one.by, one.about) if body}
    return PulsePortrait(
        round=asked,
        answered=asked.together.get("answered", 0),
        statements=_statements(rounds),
        views=_views(asked),
        received=_dots("How far each is trusted", rounds, found, received=True),
        given=_dots("How far each trusts those it works with", rounds, found, received=False),
        pairs=_pairs(own),
        uneven=_uneven_in_words(own, bodies),
    )


def name_of(asked: PulseRound) -> str:
    """How people call a round: by the month in which it opened."""
    return date_format(asked.opens_on, "F Y")


def _statements(rounds: Sequence[PulseRound]) -> list[tuple[str, str, str]]:
    """Each statement, the middle answer to it, and what it was before."""
    now = rounds[-1].together.get("middle", {})
    before = rounds[-2].together.get("middle", {}) if len(rounds) > 1 else {}
    lines = []
    for name, words in IN_WORDS.items():
        if name in now:
            was = f"“{_ANSWER[before[name]]}”" if name in before else ""
            lines.append((words, f"“{_ANSWER[now[name]]}” or better", was))
    return lines


def _views(asked: PulseRound) -> list[dict[str, object]]:
    """Whose view decided, as bars; what one or two people said is a star."""
    counts = asked.together.get("views", {})
    most = max([count or 0 for count in counts.values()], default=0) or 1
    return [
        {
            "label": label,
            "percent": round(100 * (counts[value] or 0) / most),
            "number": str(counts[value] or "*"),
            "accent": value == PulseReturn.Whose.SHARED,
        }
        for value, label in PulseReturn.Whose.choices
        if value in counts
    ]


def _pairs(figures: Sequence[PulseFigure]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each organisation with those it was asked about, by name."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in figures:
        if one.by and one.about:
            pairs[one.by.name].append((one.about.name, in_halves(float(one.trust))))
    return [(by, sorted(pairs[by])) for by in sorted(pairs)]


def _dots(
    title: str, rounds: Sequence[PulseRound], figures: Sequence[PulseFigure], *, received: bool
) -> Dots | None:
    """A row for each organisation of which the latest round shows anything."""
    known: dict[Organisation, dict[int, float]] = defaultdict(dict)
    for one in figures:
        body, other = (one.about, one.by) if received else (one.by, one.about)
        if body is not None and other is None:
            known[body][one.round_id] = float(one.trust)
    latest = rounds[-1]
    bodies = sorted(
        (body for body in known if latest.pk in known[body]), key=lambda one: (one.sector, one.name)
    )
    if not bodies:
        return None
    rows = [
        Row(
            label=body.name,
            sector=body.sector,
            at=at,
            sentence=_trend([known[body][one.pk] for one in rounds if one.pk in known[body]]),
            dots=[
                Dot(
                    known[body][one.pk],
                    "now" if one == latest else "then",
                    f"{name_of(one)}: {in_halves(known[body][one.pk])}",
                    name_of(one),
                )
                for one in rounds
                if one.pk in known[body]
            ],
        )
        for at, body in enumerate(bodies)
    ]
    return Dots(
        title=title,
        rows=rows,
        columns=[name_of(one) for one in rounds],
        tones=[("then", "in earlier rounds"), ("now", f"in {name_of(latest)}")],
        ends=("1: never", "5: always"),
    )


def _trend(values: Sequence[float]) -> str:
    """How it has changed since the round before, in words."""
    if len(values) < 2:
        return "shown for the first time"
    before, now = values[-2:]
    if now == before:
        return f"the same as before, {in_halves(now)}"
    way = "up" if now > before else "down"
    return f"{way} from {in_halves(before)} to {in_halves(now)}"


def _uneven_in_words(
    figures: Sequence[PulseFigure], bodies: Mapping[int, Organisation]
) -> list[str]:
    """Where trust goes one way more than the other: between two, and of one with all."""
    pairs = {
        (one.by_id, one.about_id): float(one.trust) for one in figures if one.by_id and one.about_id
    }
    lines = [
        f"{bodies[one.by].name} trusts {bodies[one.about].name} ({in_halves(one.there)}) more than "
        f"it is trusted back ({in_halves(one.back)})."
        for one in uneven(pairs)
    ]
    gives = {one.by_id: float(one.trust) for one in figures if one.about_id is None}
    gets = {one.about_id: float(one.trust) for one in figures if one.by_id is None}
    for key in sorted(gives.keys() & gets.keys(), key=lambda one: bodies[one or 0].name):
        name = bodies[key or 0].name
        if gives[key] - gets[key] >= UNEVEN:
            lines.append(
                f"{name} trusts those it works with ({in_halves(gives[key])}) more than it is "
                f"trusted ({in_halves(gets[key])})."
            )
        elif gets[key] - gives[key] >= UNEVEN:
            lines.append(
                f"{name} is trusted ({in_halves(gets[key])}) more than it trusts those it works "
                f"with ({in_halves(gives[key])})."
            )
    return lines
