"""What those who were there called a session, as it may be shown to those who run it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coproduction.models import Feedback, Session
from partnership.disclosure import Figure, publish

# The names of the steps, for those who run sessions; people read `Feedback.Step`'s own sentences.
NAMES = {
    Feedback.Step.COERCION: "Coercion",
    Feedback.Step.EDUCATING: "Educating",
    Feedback.Step.INFORMING: "Informing",
    Feedback.Step.CONSULTATION: "Consultation",
    Feedback.Step.ENGAGEMENT: "Engagement",
    Feedback.Step.CO_DESIGN: "Co-design",
    Feedback.Step.CO_PRODUCTION: "Co-production",
}
SENTENCES = 50


@dataclass(frozen=True, slots=True)
class StepCounted:
    name: str
    words: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Answers:
    """The steps in their order with how many chose each, all through disclosure control."""

    steps: Sequence[StepCounted]
    total: Figure
    hides_something: bool
    sentences: Sequence[str]


def answers_of(session: Session, *, now: datetime) -> Answers | None:
    """What people answered; None until the question has closed, when nothing changes any more.

    Sentences are shown in no order of time, and only where so many answered that their number
    may be shown: among a few, a sentence would tell who wrote it.
    """
    if session.takes_feedback(now) or not session.has_started(now):
        return None
    given = list(session.feedback.order_by("key").values_list("step", "sentence"))
    counted = Counter(step for step, _sentence in given)
    published = publish({step: counted[step.value] for step in Feedback.Step})
    said = [] if published.total.is_hidden else [words for _step, words in given if words]
    return Answers(
        steps=[
            StepCounted(NAMES[step], str(step.label), published.cells[step])
            for step in Feedback.Step
        ],
        total=published.total,
        hides_something=published.hides_something,
        sentences=said[:SENTENCES],
    )
