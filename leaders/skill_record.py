"""Somebody's own view of how they practise, beside their second voices. Theirs alone to see.

Every reading here starts from one person's own place in a cohort: there is no way to ask for two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaders.dots import Dot, Dots, Row
from leaders.models import Assessment, Moment, Participation, Programme, SecondVoice, Skill, Voice

_TONES = {
    "": ("own", "You"),
    Voice.PEER: ("peer", "A peer"),
    Voice.CITIZEN: ("citizen", "A citizen"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """The start, the middle or the end: what was said, and who was asked."""

    moment: str
    label: str
    picture: Dots | None
    words: Sequence[tuple[str, str, str]]
    voices: Mapping[str, SecondVoice]
    done: bool

    @property
    def is_begun(self) -> bool:
        """Whether anything was said or asked at this moment."""
        return self.done or bool(self.picture or self.voices)

    @property
    def to_ask(self) -> list[tuple[str, str]]:
        """Whose voice is still to be asked for."""
        return [(value, label) for value, label in Voice.choices if value not in self.voices]


def names_of(programme: Programme) -> dict[str, tuple[str, str]]:
    """What a programme calls each of the four skills, with what it means there."""
    own = {one.skill: (one.name, one.description) for one in programme.skills.all()}
    return {value: own.get(value, (str(label), "")) for value, label in Skill.choices}


def steps_of(place: Participation) -> list[Step]:
    """Everything of one place in a cohort, in two queries beside the programme's words."""
    said = list(place.assessments.select_related("second_voice"))
    voices = list(place.second_voices.filter(declined_at__isnull=True))
    names = names_of(place.cohort.programme)
    return [
        _step(
            moment,
            label,
            [one for one in said if one.moment == moment],
            {one.voice: one for one in voices if one.moment == moment},
            names,
        )
        for moment, label in Moment.choices
    ]


def over_time(place: Participation) -> Dots | None:
    """One's own view of each skill from the start to the end."""
    own = list(place.assessments.filter(second_voice__isnull=True))
    if len({one.moment for one in own}) < 2:
        return None
    moments = [(value, str(label)) for value, label in Moment.choices]
    last = [value for value, _label in moments if any(one.moment == value for one in own)][-1]
    labels = dict(moments)
    rows = [
        _row(
            at,
            name,
            [
                Dot(
                    one.level,
                    "own" if one.moment == last else "then",
                    f"{labels[one.moment]}: {one.level}",
                    labels[one.moment],
                )
                for one in own
                if one.skill == skill
            ],
        )
        for at, (skill, (name, _about)) in enumerate(names_of(place.cohort.programme).items())
    ]
    return Dots(
        "Your own view, from the start on",
        rows,
        [label for _value, label in moments],
        [("then", "earlier"), ("own", labels[last].lower())],
        ("1: new to me", "5: others learn it from me"),
    )


def as_rows(place: Participation) -> list[list[str | int]]:
    """One's own record, to take away."""
    names = names_of(place.cohort.programme)
    moments = dict(Moment.choices)
    return [
        [str(moments[one.moment]), names[one.skill][0], _who(one), one.level, one.words]
        for one in place.assessments.select_related("second_voice").order_by("given_at", "pk")
    ]


def _step(
    moment: str,
    label: str,
    said: Sequence[Assessment],
    voices: Mapping[str, SecondVoice],
    names: Mapping[str, tuple[str, str]],
) -> Step:
    done = any(one.second_voice_id is None for one in said)
    rows = []
    for at, (skill, (name, _about)) in enumerate(names.items()):
        dots = [
            Dot(one.level, tone, f"{_who(one)}: {one.level}", column)
            for one in said
            if one.skill == skill
            for tone, column in [_TONES[one.second_voice.voice if one.second_voice else ""]]
        ]
        rows.append(_row(at, name, dots))
    picture = Dots(
        f"{label}: how you see it, and how others do",
        rows,
        [column for _tone, column in _TONES.values()],
        list(_TONES.values()),
        ("1: new to me", "5: others learn it from me"),
    )
    words = [(_who(one), names[one.skill][0], one.words) for one in said if one.words]
    return Step(moment, label, picture if said else None, words, voices, done)


def _row(at: int, name: str, dots: Sequence[Dot]) -> Row:
    if len({dot.value for dot in dots}) == 1 and len(dots) > 1:
        sentence = "the same"
    elif len(dots) > 1:
        sentence = f"between {min(one.value for one in dots)} and {max(one.value for one in dots)}"
    else:
        sentence = ""
    return Row(name, dots, sentence=sentence, at=at)


def _who(one: Assessment) -> str:
    return "You" if one.second_voice is None else str(one.second_voice)
