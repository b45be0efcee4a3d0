from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from accounts.models import ContactPoint
from reminders.channels import Switchboard
from reminders.channels.errors import Away, NotTaken, TryLater, Unclear, Unreachable
from reminders.kinds import Kind, kinds
from reminders.models import Notice
from reminders.notices import TEST

Sort = ContactPoint.Kind
MISSING = {
    Sort.PHONE: "text messages: set NOTIFY_API_KEY and NOTIFY_TEXT_TEMPLATE",
    Sort.POST: "letters: set NOTIFY_API_KEY and NOTIFY_LETTER_TEMPLATE",
}


class Command(BaseCommand):
    help = "Sends one real message the way that is configured, and says what happened."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", required=True, help="an email address or a phone number")
        parser.add_argument("--kind", default=TEST, help="a kind of message; by default a test")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = kinds().get(options["kind"])
        if kind is None:
            raise CommandError(f"No such kind. There are: {', '.join(sorted(kinds()))}.")
        # A contact point and a notice, as wording wants them, that nobody will find afterwards.
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            contact = ContactPoint.objects.create(kind=_sort(options["to"]), value=options["to"])
            try:
                self._send(contact, kind)
            finally:
                transaction.set_rollback(True)

    def _send(self, contact: ContactPoint, kind: Kind[Any]) -> None:
        shown = (contact, "") if kind.name == TEST else kind.shown_with()
        if shown is None:
            raise CommandError("There is nothing yet that such a message could be about.")
        thing, version = shown
        notice = Notice.objects.create(
            kind=kind.name,
            contact=contact,
            subject_type=thing._meta.label_lower,
            subject_id=thing.pk,
            version=version,
            due_at=timezone.now(),
        )
        with Switchboard() as switchboard:
            channel = switchboard.to(contact)
            if channel is None:
                raise CommandError(f"Nothing is configured for {MISSING[Sort(contact.kind)]}.")
            try:
                receipt = channel.send(notice, kind, kind.wording(thing, notice))
            except (Away, NotTaken, TryLater, Unclear, Unreachable) as failure:
                raise CommandError(f"By {_way(contact)}: {_meaning(failure)} {failure}") from None
        known = f" Its reference there: {receipt}." if receipt else ""
        self.stdout.write(f"Handed over by {_way(contact)}.{known}")


def _sort(to: str) -> str:
    if "@" in to:
        return Sort.EMAIL
    return Sort.PHONE if re.fullmatch(r"\+?[0-9 ()-]{5,}", to) else Sort.POST


def _way(contact: ContactPoint) -> str:
    """The gateway, as whoever configures it knows it."""
    if settings.NOTIFY_API_KEY and settings.NOTIFY_TEMPLATES.get(contact.kind):
        return f"GOV.UK Notify ({contact.get_kind_display().lower()})"
    if contact.kind == Sort.PHONE:
        return "the mail catcher of development"
    if settings.EMAIL_PROVIDER:
        return f"email with {settings.EMAIL_PROVIDER}"
    return f"email with the server {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"


def _meaning(failure: Exception) -> str:
    words = {
        Away: "the gateway cannot be reached, or refuses our key or template.",
        Unreachable: "it will not take this address or number.",
        NotTaken: "it will not take this message.",
        TryLater: "it could not take it now.",
        Unclear: "nobody knows whether it went.",
    }
    return words[type(failure)]
