"""To the safeguarding lead: that there is a concern, and never what it says."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from coproduction.concern_reminders import (
    DEPUTY,
    EVERY,
    LEAD,
    QUICK,
    RAISED,
    UNATTENDED,
    reached_quickly,
)
from coproduction.models import Concern
from coproduction.moments import day_in_words
from coproduction.notices.names import one_line
from coproduction.teams import wearers
from partnership.models.capacity import HEADS
from reminders.kinds import Kind, Message, Topic
from reminders.models import Notice

SAFEGUARDING = Topic("safeguarding", gettext_lazy("Safeguarding concerns"), for_work=True)


def _concerns() -> QuerySet[Concern]:
    return Concern.objects.select_related("session__partnership")


def raised(concern: Concern, notice: Notice) -> Message:
    session, is_repeat = concern.session, notice.version not in ("", "0")
    facts = {
        "day": day_in_words(concern.raised_at),
        "title": one_line(session.title),
        "partnership": session.partnership.name,
        "minutes": EVERY.seconds // 60,
    }
    first = _("A safeguarding concern waits for you: %(title)s")
    again = _("Still waiting, a safeguarding concern: %(title)s")
    return Message(
        subject=(again if is_repeat else first) % facts,
        lines=[
            _("It was raised on %(day)s about the session “%(title)s” of %(partnership)s.") % facts,
            _("Sign in to read it. What it says is in no message.") % facts,
            _("We write again every %(minutes)d minutes until one of you has seen it.") % facts,
        ],
        link=absolute(reverse("concern_detail", args=[session.partnership.slug, concern.pk])),
        link_text=_("Sign in and read it"),
        text=_("A safeguarding concern waits for you. Sign in to read it. %(title)s") % facts,
    )


def unless_unseen(concern: Concern, notice: Notice, now: datetime) -> str:
    if concern.is_seen:
        return "Somebody has seen it meanwhile."
    people = wearers(concern.session.partnership, LEAD, DEPUTY, now=now)
    looks = notice.contact.person_id in people
    return "" if looks else "They do not look after safeguarding any more."


def unattended(concern: Concern, notice: Notice) -> Message:
    partnership = concern.session.partnership
    facts = {"partnership": partnership.name, "minutes": EVERY.seconds // 60}
    return Message(
        subject=_("Nobody can read a safeguarding concern: %(partnership)s") % facts,
        lines=[
            _("Somebody raised a safeguarding concern in %(partnership)s.") % facts,
            _(
                "We can reach no safeguarding lead and no deputy. Name one now, or see to it that "
                "their address works: they are told at once."
            ),
            _("You cannot read it yourself. We write again every %(minutes)d minutes.") % facts,
        ],
        link=absolute(reverse("hat_list", args=[partnership.slug])),
        link_text=_("Name a safeguarding lead"),
        text=_("Nobody can read a safeguarding concern in %(partnership)s. Name a lead.") % facts,
    )


def unless_unattended(concern: Concern, notice: Notice, now: datetime) -> str:
    if concern.is_seen:
        return "Somebody has seen it meanwhile."
    partnership = concern.session.partnership
    if notice.contact.person_id not in wearers(partnership, *HEADS, now=now):
        return "They cannot name anybody any more."
    reached = reached_quickly(wearers(partnership, LEAD, DEPUTY, now=now))
    return "Somebody can be told now." if reached else ""


KINDS = (
    Kind(
        name=RAISED,
        label=gettext_lazy("A safeguarding concern"),
        topic=SAFEGUARDING,
        audience=gettext_lazy("you are the safeguarding lead or the deputy"),
        when=(
            "At once, by day and by night, and every 15 minutes until somebody has seen it; "
            "to the deputy too after an hour"
        ),
        things=_concerns,
        wording=raised,
        why_not=unless_unseen,
        urgent=True,
        channels=QUICK,
    ),
    Kind(
        name=UNATTENDED,
        label=gettext_lazy("Nobody can read a safeguarding concern"),
        topic=SAFEGUARDING,
        audience=gettext_lazy("you can name a safeguarding lead"),
        when="At once, and every 15 minutes, while neither lead nor deputy can be reached",
        things=_concerns,
        wording=unattended,
        why_not=unless_unattended,
        urgent=True,
        channels=QUICK,
    ),
)
