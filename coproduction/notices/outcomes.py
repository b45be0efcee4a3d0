"""What came of a session, told to those who booked it and asked to hear."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from coproduction.models import Decision
from coproduction.notices.names import DECIDED, one_line
from coproduction.notices.voices import OUTCOMES
from coproduction.threads import in_words
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice


def decided(decision: Decision, notice: Notice) -> Message:
    assert decision.session is not None
    subject = _("Decided after “%(session)s”: %(title)s") % {
        "session": one_line(decision.session.title),
        "title": one_line(decision.title),
    }
    link = absolute(decision.get_absolute_url())
    return Message(
        subject=subject,
        lines=[
            _("What was decided on %(day)s: %(title)s.")
            % {"day": in_words(decision.decided_on), "title": one_line(decision.title)},
            _("Why: %(reason)s") % {"reason": decision.reason},
            _("You booked “%(session)s”, and asked us to tell you what became of it.")
            % {"session": one_line(decision.session.title)},
        ],
        link=link,
        link_text=_("What people said, and what became of it"),
        text=f"{one_line(subject, 100)}.",
    )


def decided_why_not(decision: Decision, notice: Notice, now: datetime) -> str:
    standing = decision.is_published and decision.session_id
    return "" if standing else "The decision is not public, or not about the session."


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.filter(session__isnull=False).select_related("partnership", "session")


KINDS = (
    Kind(
        name=DECIDED,
        label=gettext_lazy("What was decided after a session"),
        topic=OUTCOMES,
        audience=gettext_lazy("you booked a place and asked to hear what became of it"),
        when="When a decision about the session is published",
        things=_decisions,
        wording=decided,
        why_not=decided_why_not,
        timing=Timing.DECENT_HOUR,
        cadence=lambda decision: decision.partnership.cadence(),
    ),
)
