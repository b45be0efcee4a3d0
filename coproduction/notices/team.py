"""Messages to those who facilitate a session."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from accounts.links import absolute
from coproduction.models import Session
from coproduction.moments import short
from coproduction.notices import truth
from coproduction.notices.names import TEAM_CANCELLED, TEAM_MOVED, TEAM_PUBLISHED
from reminders.kinds import Kind, Message, Topic
from reminders.models import Notice

TEAM = Topic("sessions-you-run", "Sessions that you facilitate", for_work=True)


def _sessions() -> QuerySet[Session]:
    return Session.objects.select_related("partnership")


def _team_message(session: Session, subject: str, line: str) -> Message:
    path = reverse("session_detail", args=[session.partnership.slug, session.slug])
    facts = {"title": session.title, "day": session.day}
    what = subject.partition(":")[0]
    return Message(
        subject=subject % facts,
        lines=[f"{session.day}, {session.hours}", session.where, line],
        link=absolute(path),
        link_text="Open the session",
        text=f"{what}: {short(session.starts_at)}. {session.title}",
    )


def _to_run(session: Session, notice: Notice) -> Message:
    return _team_message(
        session,
        "Published, and you facilitate it: %(title)s, %(day)s",
        "It is on the public page now and people can book.",
    )


def _run_moved(session: Session, notice: Notice) -> Message:
    return _team_message(
        session,
        "New time or place, and you facilitate it: %(title)s, now %(day)s",
        "Everybody who booked or waits is told. Look again at what is arranged for the old time.",
    )


def _run_cancelled(session: Session, notice: Notice) -> Message:
    return _team_message(
        session,
        "Cancelled, so you need not run it: %(title)s, %(day)s",
        f"Everybody who booked is told. Why: {session.cancelled_because}",
    )


_FACILITATES = "you facilitate the session"

KINDS = (
    Kind(
        name=TEAM_PUBLISHED,
        label="A session that you facilitate is published",
        topic=TEAM,
        audience=_FACILITATES,
        when="At once",
        things=_sessions,
        wording=_to_run,
        why_not=truth.unless_to_run,
    ),
    Kind(
        name=TEAM_MOVED,
        label="A session that you facilitate is moved",
        topic=TEAM,
        audience=_FACILITATES,
        when="At once",
        things=_sessions,
        wording=_run_moved,
        why_not=truth.unless_run_moved,
    ),
    Kind(
        name=TEAM_CANCELLED,
        label="A session that you facilitate is cancelled",
        topic=TEAM,
        audience=_FACILITATES,
        when="At once",
        things=_sessions,
        wording=_run_cancelled,
        why_not=truth.unless_run_cancelled,
    ),
)
