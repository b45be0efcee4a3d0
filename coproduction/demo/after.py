"""After a session: what people called it, and one concern that was seen to. All of it invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain, repeat
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from coproduction.models import Concern, ConcernReading, Feedback, Session
from coproduction.secrets import seal
from partnership.models import Hat, Partnership

SLUG = "hertfordshire-and-west-essex"

# How many chose each step, by session: further up the ladder as the year went on.
ANSWERS: dict[str, dict[str, int]] = {
    "what-makes-it-hard-to-eat-well": {"consultation": 10, "informing": 3},
    "one-appointment-not-five": {"consultation": 9, "engagement": 5},
    "walking-our-estate": {"engagement": 8, "co_design": 3},
    "my-care-in-one-place": {"engagement": 10, "co_design": 8},
    "food-on-our-high-street": {"consultation": 3, "co_design": 11},
    "reviews-that-fit-our-lives": {"engagement": 4, "co_design": 13, "co_production": 4},
}
SENTENCES = (
    "Tell us at the start what is decided already.",
    "A break half way, please.",
    "It was good that the nurse sat among us and not in front.",
    "Ask the people who clean the wards as well.",
)
CONCERN = (
    "While we put the chairs away a woman told me that she looks after her father alone. He falls "
    "at night and she cannot lift him. She has not slept for weeks and did not want to trouble "
    "anybody. I am worried about both of them."
)
NOTE = (
    "Rang the person who wrote to us the same evening. Adult social care has visited; a carer’s "
    "assessment is on the way. I ring again in two weeks."
)


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Answers of sessions that are over, and a concern; seeding again changes nothing of them."""
    partnership = Partnership.objects.filter(slug=SLUG).first()
    if partnership is None:
        return
    say("what people called it, and a concern")
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        for session in partnership.sessions.filter(slug__in=ANSWERS, ends_at__lt=now):
            _answers(session)
        _concern(partnership, now)


def _answers(session: Session) -> None:
    chosen = chain.from_iterable(repeat(*one) for one in ANSWERS[session.slug].items())
    day = timezone.localdate(session.ends_at) + timedelta(days=1)
    for number, step in enumerate(chosen):
        sentence = SENTENCES[number] if number < len(SENTENCES) else ""
        Feedback.objects.update_or_create(
            key=uuid5(NAMESPACE_URL, f"{session.slug} answer {number}"),
            defaults={"session": session, "step": step, "sentence": sentence, "given_on": day},
        )


def _concern(partnership: Partnership, now: datetime) -> None:
    """Raised after the latest session that is over, seen within a quarter of an hour, open."""
    key = uuid5(NAMESPACE_URL, f"{SLUG} concern")
    session = partnership.sessions.past(now).first()
    lead = Hat.objects.current(now).filter(partnership=partnership, capacity="safeguarding_lead")
    hat = lead.select_related("person", "organisation").first()
    if session is None or hat is None or Concern.objects.filter(key=key).exists():
        return
    raised_at = session.ends_at + timedelta(minutes=25)
    seen_at = raised_at + timedelta(minutes=12)
    concern = Concern.objects.create(
        key=key,
        session=session,
        words=seal(CONCERN),
        reach=seal(["phone", "+447700900812"]),
        raised_at=raised_at,
        acknowledged_at=seen_at,
        acknowledged_by=hat,
        note=seal(NOTE),
    )
    ConcernReading.objects.create(
        concern=concern, reader=hat.person, hat_label=hat.label, read_at=seen_at
    )
