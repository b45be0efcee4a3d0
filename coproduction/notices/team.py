"""Messages to those who facilitate a session."""

from __future__ import annotations

from django.urls import reverse

from accounts.links import absolute
from coproduction.models import Session
from coproduction.moments import short
from coproduction.notices import truth
from coproduction.notices.names import TEAM_CANCELLED, TEAM_PUBLISHED
from coproduction.notices.texts import fitted
from reminders.kinds import Kind, Message
from reminders.models import Notice


def _session(notice: Notice) -> Session:
    return Session.objects.select_related("partnership").get(pk=notice.subject_id)


def _team_message(session: Session, subject: str, line: str) -> Message:
    path = reverse("session_detail", args=[session.partnership.slug, session.slug])
    facts = {"title": session.title, "day": session.day}
    what = subject.partition(":")[0]
    return Message(
        subject=subject % facts,
        lines=[f"{session.day}, {session.hours}", session.where, line],
        link=absolute(path),
        link_text="Open the session",
        text=fitted(f"{what}: %(title)s, {short(session.starts_at)}.", session.title),
    )


def _to_run(notice: Notice) -> Message:
    return _team_message(
        _session(notice),
        "Published, and you facilitate it: %(title)s, %(day)s",
        "It is on the public page now and people can book.",
    )


def _run_cancelled(notice: Notice) -> Message:
    session = _session(notice)
    return _team_message(
        session,
        "Cancelled, so you need not run it: %(title)s, %(day)s",
        f"Everybody who booked is told. Why: {session.cancelled_because}",
    )


KINDS = (
    Kind(TEAM_PUBLISHED, "sessions", "Facilitators", _to_run, truth.unless_to_run),
    Kind(TEAM_CANCELLED, "sessions", "Facilitators", _run_cancelled, truth.unless_run_cancelled),
)
