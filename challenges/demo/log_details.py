"""What happened to some entries later: corrected, noted as practice, or not finished yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from accounts.actor import Actor
from accounts.record import recorded
from challenges.demo.script import AMINA, DANIEL, GRACE
from challenges.models import Challenge, EntryPractice, EntryVersion, LogDraft, LogEntry
from leaders.models import SkillPractice
from partnership.demo import SLUG
from partnership.models import Hat

# How an entry begins today, what it said before, and how many days ago it was corrected.
CORRECTED = (
    ("Cooked with eleven families", "Cooked with nine families at the Tuesday kitchen.", 3),
    ("Had the gate unlocked. It took eleven emails", "Had the gate unlocked.", 150),
    ("Read forty discharge letters", "Read thirty discharge letters with two residents.", 149),
)
# Whose, how an entry begins, and in which practice of theirs it was.
PRACTISED = (
    (DANIEL, "Moved the weight management money", "The budget line for leaving hospital"),
    (DANIEL, "Asked the three trusts", "Evening session on living with several conditions"),
    (AMINA, "Walked the Meriden estate", "Sunday kitchen with the borough’s parks team"),
)
DRAFT = "Second diabetes evening: 41 people, and the market traders stayed to listen. Ask Amina"


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Each once: whoever tried the demonstration out keeps what they did."""
    say("what became of entries of the log")
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        for begins, before, days_ago in CORRECTED:
            _correct(begins, before, now - timedelta(days=days_ago))
        for email, begins, work in PRACTISED:
            _practise(email, begins, work)
        _draft(now)


def _entries(begins: str) -> LogEntry | None:
    return LogEntry.objects.filter(
        challenge__partnership__slug=SLUG, did__startswith=begins
    ).first()


def _correct(begins: str, before: str, at: datetime) -> None:
    entry = _entries(begins)
    if entry is None or entry.version > 1:
        return
    EntryVersion.objects.create(
        entry=entry,
        version=1,
        kind=entry.kind,
        did=before,
        happened_on=entry.happened_on,
        learned="",
        visibility=entry.visibility,
        together_with=", ".join(sorted(body.name for body in entry.with_organisations.all())),
        replaced_at=at,
    )
    entry.version, entry.corrected_at = 2, at
    entry.save(update_fields=["version", "corrected_at"])


def _practise(email: str, begins: str, work: str) -> None:
    entry = _entries(begins)
    practice = SkillPractice.objects.filter(person__email=email, work=work).first()
    if entry is not None and practice is not None:
        EntryPractice.objects.get_or_create(practice=practice, defaults={"entry": entry})


def _draft(now: datetime) -> None:
    """What Grace began on the bus."""
    challenge = Challenge.objects.get(partnership__slug=SLUG, slug="rising-obesity")
    hat = Hat.objects.current(now).get(
        partnership__slug=SLUG, capacity=Hat.Capacity.LEADER, person__email=GRACE
    )
    key = uuid5(NAMESPACE_URL, "demonstration/draft")
    if not LogEntry.objects.filter(key=key).exists():
        answers = {"did": DRAFT, "kind": "test", "key": str(key), "hat": str(hat.pk)}
        LogDraft.objects.get_or_create(
            hat=hat, challenge=challenge, defaults={"answers": answers, "saved_at": now}
        )
