"""Private links to what somebody wants to hear of. They name a contact point, not a person."""

from __future__ import annotations

from django.urls import reverse

from accounts.links import absolute, private_token
from reminders.kinds import Topic

PURPOSE = "preferences"


def preferences_path(contact_id: int) -> str:
    """Where the owner of a contact point says what they want to hear of."""
    return reverse("preference_edit", args=[private_token(PURPOSE, contact_id)])


def leave_path(contact_id: int, topic: str) -> str:
    """Where one POST, without sign-in, ends the mailings of a topic (RFC 8058)."""
    return reverse("mailing_leave", args=[private_token(PURPOSE, contact_id), topic])


def way_out(contact_id: int, topic: Topic) -> str:
    """The full address at which a topic can be left; "" of what is no mailing."""
    return absolute(preferences_path(contact_id)) if topic.optional else ""


def sent_path(contact_id: int) -> str:
    """Where the owner of a contact point sees what was sent there, and why."""
    return reverse("sent_list", args=[private_token(PURPOSE, contact_id)])
