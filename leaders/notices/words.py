"""What the messages about roles have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.links import absolute
from leaders.models import LeadershipRole, RoleHolding
from leaders.reminders import with_whole_role
from reminders.cadence import Cadence
from reminders.kinds import Message, Topic
from reminders.models import Notice
from reminders.words import one_line

VACANCIES = Topic("vacancies", "Roles that nobody holds", optional=True, for_work=True)
ROLES = Topic("roles", "Roles that you hold or look after", for_work=True)
IN_A_TEXT = 160
NOT_HOLDER = "They do not hold the role any more."
NOT_CHAIR = "They do not chair the partnership any more."
NOT_HEAD = "They do not chair or coordinate the partnership any more."


def message(
    role: LeadershipRole,
    subject: str,
    lines: Sequence[str],
    text: str,
    *,
    page: str = "role_detail",
    thing: int | None = None,
    link_text: str = "",
) -> Message:
    """A message about a role, with a link to its page, or to one of `page` below it."""
    below = [] if thing is None else [thing]
    path = reverse(page, args=[role.partnership.slug, role.slug, *below])
    return Message(
        subject=subject,
        lines=lines,
        link=absolute(path),
        link_text=link_text or _("Open the role"),
        text=one_line(text, IN_A_TEXT),
    )


def long(day: date) -> str:
    """Thursday 3 December 2026."""
    return date_format(day, "l j F Y")


def short(day: date) -> str:
    """Thu 3 Dec: for texts, where each letter counts."""
    return date_format(day, "D j M")


def day_of(notice: Notice) -> str:
    """The day that the version of a notice begins with."""
    return notice.version.split()[0]


def last_day(notice: Notice) -> date:
    """The last day, as people say it: the version bears the first day without."""
    return date.fromisoformat(day_of(notice)) - timedelta(days=1)


def in_version(day: date | None) -> str:
    return day.isoformat() if day else ""


def shares() -> QuerySet[RoleHolding]:
    """Shares with all that their messages say."""
    return with_whole_role(RoleHolding.objects.all())


def pace_of_share(share: RoleHolding) -> Cadence:
    return share.role.partnership.cadence()
