"""The kinds of message that belong to no other app: digests, and a test."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import ContactPoint
from reminders.digests import DIGEST, by_thing, told_in
from reminders.kinds import ALL_MAILINGS, Kind, Message, Timing, Topic
from reminders.links import preferences_path
from reminders.models import Notice

AT_MOST = 50
TEST = "test"


def _contacts() -> QuerySet[ContactPoint]:
    return ContactPoint.objects.select_related("person")


def _together(contact: ContactPoint, notice: Notice) -> Message:
    told = [one for one in told_in(notice, notice.claimed_at or timezone.now()) if not one.why_not]
    parts = by_thing(told[:AT_MOST])
    rest = len(told[AT_MOST:])
    count = ngettext("%(count)s message for you", "%(count)s messages for you", len(told))
    lines = [_("You asked to get these together, or more came this week than we send one by one.")]
    if rest:
        more = ngettext("And %(count)s more.", "And %(count)s more.", rest)
        lines.append(more % {"count": rest})
    subject = count % {"count": len(told)}
    return Message(
        subject=f"{subject}: {parts[0].subject}" if parts else subject,
        lines=lines,
        text=f"{subject}: " + "; ".join(part.subject for part in parts),
        link=preferences_path(contact.pk),
        link_text=_("Choose what we write to you about, and how often"),
        parts=parts,
    )


def _nothing_to_say(contact: ContactPoint, notice: Notice, now: datetime) -> str:
    waiting = notice.gathered.filter(state=Notice.State.HELD).exists()
    return "" if waiting else "There was nothing to say."


def _latest_digest() -> tuple[ContactPoint, str] | None:
    latest = Notice.objects.filter(kind=DIGEST).order_by("-pk").first()
    return (latest.contact, latest.version) if latest else None


def _test(contact: ContactPoint, notice: Notice) -> Message:
    return Message(
        subject=_("A test message from %(site)s") % {"site": settings.SITE_NAME},
        lines=[
            _("Somebody who runs this site tried whether messages arrive. This one did."),
            _("You need do nothing."),
        ],
        link="/",
        link_text=_("Open the site"),
    )


def _is_for_now(contact: ContactPoint, notice: Notice, now: datetime) -> str:
    return ""


KINDS = (
    Kind(
        name=DIGEST,
        label=gettext_lazy("Several messages together"),
        topic=ALL_MAILINGS,
        audience=gettext_lazy("you asked for these messages together, or there were many"),
        when="At 8 in the morning, daily or on Mondays, when there is anything to say",
        things=_contacts,
        wording=_together,
        why_not=_nothing_to_say,
        timing=Timing.DECENT_HOUR,
        example=_latest_digest,
    ),
    Kind(
        name=TEST,
        label=gettext_lazy("A test"),
        topic=Topic("tests", gettext_lazy("Tests")),
        audience=gettext_lazy("somebody who runs this site tried whether messages arrive"),
        when="When an operator asks for it with `manage.py send_test_notice`",
        things=_contacts,
        wording=_test,
        why_not=_is_for_now,
    ),
)
