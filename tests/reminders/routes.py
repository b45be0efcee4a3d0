"""Links in messages and probes of the machines are for everybody; the mailbox is development's."""

from __future__ import annotations

import mailbox
import tempfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.links import private_token
from accounts.models import ContactPoint
from reminders.digests import DIGEST
from reminders.health import THE_CLOCK
from reminders.links import PURPOSE
from reminders.models import Notice, TaskRun
from tests.cast import World
from tests.permissions.route import Route


def _token(world: World) -> str:
    contact = world.citizen.contact_points.get()
    return private_token(PURPOSE, contact.pk)


@cache
def _mailbox_with_a_message() -> tuple[str, str]:
    folder = str(Path(tempfile.mkdtemp()) / "mail")
    message = EmailMessage()
    message["To"] = message["X-Envelope-To"] = "joan@example.org"
    message["Subject"] = "A place is yours"
    message.set_content("When: Tuesday <b>at ten</b>\n\nhttp://127.0.0.1:8000/sessions/")
    message.add_alternative(
        "<p>When</p><script>alert(1)</script><img src=x onerror=alert(1)>", subtype="html"
    )
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="x", filename='a"b.ics')
    return folder, mailbox.Maildir(folder).add(message)


def kept_message() -> str:
    """The key of a message in a mailbox of these tests, with all that a message can have."""
    settings.MAILBOX, key = _mailbox_with_a_message()
    return key


def digest_that_is_there() -> str:
    """The name of a kind that can be shown, for there is one to show."""
    contact = ContactPoint.objects.order_by("pk")[0]
    facts = {"subject_type": "accounts.contactpoint", "subject_id": contact.pk}
    Notice.objects.get_or_create(
        kind=DIGEST, contact=contact, **facts, defaults={"due_at": timezone.now()}
    )
    return DIGEST


def _with_notify(_world: World) -> dict[str, str]:
    """Whoever has no secret is answered 401, whoever they are."""
    settings.NOTIFY_CALLBACK_TOKEN = "of-these-tests-and-of-nothing-else"
    return {}


def _with_a_provider(_world: World) -> dict[str, str]:
    settings.EMAIL_PROVIDER = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "postmark:of-these-tests"}
    return {}


def _ticking(_world: World) -> dict[str, str]:
    """While the clock stands still it answers 503, to everybody alike."""
    TaskRun.objects.update_or_create(name=THE_CLOCK, defaults={"ran_at": timezone.now()})
    return {}


OPERATOR = frozenset({"operator"})

ROUTES = [
    Route("what_we_send"),
    Route("health_live"),
    Route("health_ready"),
    Route("health_reminders", kwargs=_ticking),
    Route("preference_edit", kwargs=lambda w: {"token": _token(w)}),
    Route("preference_edit", kwargs=lambda w: {"token": _token(w)}, method="post"),
    Route(
        "mailing_leave",
        kwargs=lambda w: {"token": _token(w), "topic": "quiet-challenges"},
        method="post",
    ),
    Route(
        "mailing_rejoin",
        kwargs=lambda w: {"token": _token(w), "topic": "quiet-challenges"},
        method="post",
    ),
    Route("mailing_pause", kwargs=lambda w: {"token": _token(w)}, method="post"),
    Route("mailing_resume", kwargs=lambda w: {"token": _token(w)}, method="post"),
    Route("receipt_of_notify", kwargs=_with_notify, method="post"),
    Route("receipt_of_provider", kwargs=_with_a_provider, method="post"),
    Route("mailbox_list"),
    Route("sent_list", kwargs=lambda w: {"token": _token(w)}),
    Route("delivery_detail", OPERATOR),
    Route("delivery_repair", OPERATOR, method="post"),
    Route("kind_list"),
    Route("kind_preview", kwargs=lambda w: {"name": "digest"}),
    Route("kind_html", kwargs=lambda w: {"name": digest_that_is_there()}),
    Route("mailbox_list", query="?to=nobody"),
    Route("mailbox_message", kwargs=lambda w: {"key": kept_message()}),
    Route("mailbox_html", kwargs=lambda w: {"key": kept_message()}),
    Route("mailbox_attachment", kwargs=lambda w: {"key": kept_message(), "position": 0}),
]
