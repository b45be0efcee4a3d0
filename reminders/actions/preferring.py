"""What somebody wants to hear of, said by whoever holds the private link of a contact point."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import ContactPoint
from accounts.record import recorded
from reminders.kinds import ALL_MAILINGS, mailings
from reminders.models import Preference


def prefer(contact: ContactPoint, *, by: Actor, wanted: Collection[str]) -> None:
    """Want these topics of the mailings, and none of the others."""
    with recorded(by, "said what to hear of"):
        Preference.objects.bulk_create(
            [
                Preference(contact=contact, topic=topic, wanted=topic in wanted)
                for topic in mailings()
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
    everything = topic == ALL_MAILINGS.name
    topics = [*mailings(), topic] if everything else [topic] if topic in mailings() else []
    with recorded(by, "left a mailing"):
        for name in topics:
            Preference.objects.update_or_create(
                contact=contact,
                topic=name,
                defaults={"wanted": False, "changed_at": timezone.now()},
            )
