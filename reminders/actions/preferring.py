"""What somebody wants to hear of, said by whoever holds the private link of a contact point."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded
from reminders.hours import months_after
from reminders.kinds import ALL_MAILINGS, mailings, mailings_for
from reminders.models import Preference, Rhythm

PAUSE = 3  # months


def prefer(contact: ContactPoint, *, by: Actor, wanted: Collection[str]) -> None:
    """Want these topics of the mailings, and none of the others."""
    with recorded(by, "said what to hear of"):
        Preference.objects.bulk_create(
            [
                Preference(contact=contact, topic=topic, wanted=topic in wanted)
                for topic in mailings_for(contact)
            ],
            update_conflicts=True,
            unique_fields=["contact", "topic"],
            update_fields=["wanted", "changed_at"],
        )
        Preference.objects.filter(contact=contact, topic=ALL_MAILINGS.name).delete()


def leave(contact: ContactPoint, *, by: Actor, topic: str) -> None:
    """Hear no more of a topic. What is no mailing cannot be left; leaving twice is harmless.

    To leave a digest is to leave every topic that there is, and each that will be.
    """
    with recorded(by, "left a mailing"):
        for name in _topics(topic):
            Preference.objects.update_or_create(
                contact=contact,
                topic=name,
                defaults={"wanted": False, "changed_at": timezone.now()},
            )


def rejoin(contact: ContactPoint, *, by: Actor, topic: str) -> None:
    """Hear of a topic again; of all of them, if it was a digest that was left."""
    with recorded(by, "joined a mailing again"):
        left = Preference.objects.filter(contact=contact, topic__in=_topics(topic))
        left.update(wanted=True, changed_at=timezone.now())


def set_rhythm(contact: ContactPoint, *, by: Actor, often: Rhythm.Often, weekends: bool) -> None:
    """Get mailings so often, and at weekends or not. A pause goes on."""
    with recorded(by, "said how often to be written to"):
        _change_rhythm(contact, often=often, weekends=weekends)


def pause(contact: ContactPoint, *, by: Actor, now: datetime) -> datetime:
    """No mailing for three months. What falls due meanwhile is not sent later. Return the end."""
    until = months_after(now, PAUSE)
    with recorded(by, "paused mailings"):
        _change_rhythm(contact, paused_until=until)
    return until


def resume(contact: ContactPoint, *, by: Actor) -> None:
    """End a pause now. Harmless when there is none."""
    with recorded(by, "ended a pause of mailings"):
        _change_rhythm(contact, paused_until=None)


def _change_rhythm(contact: ContactPoint, **facts: object) -> None:
    Rhythm.objects.update_or_create(
        contact=contact, defaults={**facts, "changed_at": timezone.now()}
    )


def _topics(topic: str) -> list[str]:
    """The mailings that a topic names: itself, every one and each that will be, or none."""
    if topic == ALL_MAILINGS.name:
        return [*mailings(), topic]
    return [topic] if topic in mailings() else []
