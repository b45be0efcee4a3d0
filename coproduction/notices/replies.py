"""To those who run a session: people wait for the answer that they were promised."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.links import absolute
from coproduction.models import Contribution, Session
from coproduction.notices.names import OVERDUE, one_line
from coproduction.teams import arrangers
from coproduction.threads import in_words
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice

REPLIES = Topic(
    "replies", gettext_lazy("Answers that people wait for"), optional=True, for_work=True
)


def _sessions() -> QuerySet[Session]:
    return Session.objects.select_related("partnership")


def overdue(session: Session, notice: Notice) -> Message:
    count = session.contributions.unanswered().count()
    promised = session.reply_by or session.decision_due_on
    facts = {
        "count": count,
        "title": one_line(session.title),
        "day": in_words(promised) if promised else "",
        "held": session.day,
    }
    what = ngettext(
        "%(count)d person waits for an answer", "%(count)d people wait for an answer", count
    )
    return Message(
        subject=f"{what}: %(title)s" % facts,
        lines=[
            _("What they said at “%(title)s” on %(held)s has no answer yet.") % facts,
            *([_("An answer was promised by %(day)s.") % facts] if promised else []),
            _("Answer it in a decision, even if the answer is “not now” or “no”, and say why."),
        ],
        link=absolute(reverse("contribution_list", args=[session.partnership.slug, session.slug])),
        link_text=_("Read what they said"),
        text=f"{what}: %(title)s" % facts,
    )


def unless_overdue(session: Session, notice: Notice, now: datetime) -> str:
    if not session.is_published:
        return "The session was cancelled."
    if notice.contact.person_id not in arrangers(session, now=now):
        return "They do not run this session any more."
    return "" if session.contributions.unanswered().exists() else "Everybody has an answer."


def _example() -> tuple[Session, str] | None:
    waiting = Contribution.objects.unanswered().values("session")
    newest = _sessions().filter(pk__in=waiting).order_by("-pk").first()
    return (newest, "") if newest else None


KINDS = (
    Kind(
        name=OVERDUE,
        label=gettext_lazy("People wait for an answer"),
        topic=REPLIES,
        audience=gettext_lazy("you run the session"),
        when="Once a week on a working day, from the day after the answer was promised",
        things=_sessions,
        wording=overdue,
        why_not=unless_overdue,
        timing=Timing.WORKING_DAY,
        example=_example,
        cadence=lambda session: session.partnership.cadence(),
    ),
)
