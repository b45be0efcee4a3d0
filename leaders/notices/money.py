"""Money for a role ends, and nothing follows it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leaders.models import RoleFunding
from leaders.notices import words
from leaders.resources import is_followed
from leaders.telling import FUNDING_ENDING
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice
from reminders.words import one_line


def _wording(funding: RoleFunding, notice: Notice) -> Message:
    last = words.last_day(notice)
    facts = {
        "title": one_line(funding.role.title),
        "who": one_line(funding.organisation.name),
        "sum": funding.pounds,
        "day": words.long(last),
        "short": words.short(last),
    }
    return words.message(
        funding.role,
        _("Money ends on %(day)s: %(title)s") % facts,
        [
            _("%(who)s pays £%(sum)s a year for %(title)s until %(day)s.") % facts,
            _("Nothing is written down that follows it."),
            _("Agree who pays after that, and write it down; or say that the role ends."),
        ],
        _("Money ends %(short)s: £%(sum)s a year, %(title)s") % facts,
        page="role_resources",
        link_text=_("Who hosts it, and who pays"),
    )


def _why_not(funding: RoleFunding, notice: Notice, now: datetime) -> str:
    if words.in_version(funding.ends_on) != words.day_of(notice):
        return "It is secured until another day now."
    role = funding.role
    if role.ends_on is not None and role.ends_on <= funding.ends_on:
        return "The role ends by then."
    if is_followed(funding, role.funding.all()):
        return "Other money follows."
    return "" if acts(notice.contact.person_id, role.partnership_id, now) else words.NOT_HEAD


def _things() -> QuerySet[RoleFunding]:
    return RoleFunding.objects.select_related("organisation", "role__partnership").prefetch_related(
        "role__funding"
    )


def _pace(funding: RoleFunding) -> Cadence:
    return funding.role.partnership.cadence()


def _an_end() -> tuple[RoleFunding, str] | None:
    found = _things().order_by("-ends_on", "-pk").first()
    return (found, f"{found.ends_on} 90") if found else None


KINDS = (
    Kind(
        name=FUNDING_ENDING,
        label="Money for a role ends",
        topic=words.ROLES,
        audience="you chair or coordinate the partnership",
        when="90 and 30 days before it ends with nothing after it, on a working day",
        things=_things,
        wording=_wording,
        why_not=_why_not,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
        example=_an_end,
    ),
)
