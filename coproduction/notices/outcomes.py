"""What came of a session, told to those who booked it and asked to hear."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.links import absolute
from coproduction.models import Decision
from coproduction.notices.names import DECIDED
from coproduction.notices.voices import TOPIC, one_line
from coproduction.threads import in_words
from reminders.kinds import Kind, Message
from reminders.models import Notice


def decided(notice: Notice) -> Message:
    decision = Decision.objects.select_related("partnership", "session").get(pk=notice.subject_id)
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
        text=f"{one_line(subject, 100)}. {link}",
    )


def decided_why_not(notice: Notice, now: datetime) -> str:
    decision = Decision.objects.filter(pk=notice.subject_id).first()
    standing = decision and decision.is_published and decision.session_id
    return "" if standing else "the decision is not public, or not about the session"


KINDS: tuple[Kind, ...] = (
    Kind(DECIDED, TOPIC, "people who booked and asked", decided, decided_why_not, optional=True),
)
