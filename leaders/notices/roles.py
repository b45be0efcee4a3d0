"""A role is vacant, or ends."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leaders.models import LeadershipRole
from leaders.notices import words
from leaders.reminders import ENDING, VACANT, holders_at_the_end
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice
from reminders.words import one_line

# --- Vacant --------------------------------------------------------------------------------------


def _vacant_wording(role: LeadershipRole, notice: Notice) -> Message:
    since = date.fromisoformat(words.day_of(notice))
    today = timezone.localdate()
    coming = [one for one in role.holdings.all() if one.starts_on > today and one.was_taken_up]
    facts = {"title": one_line(role.title), "day": words.long(since), "short": words.short(since)}
    next_lines = [
        _("%(who)s takes it up on %(day)s.")
        % {"who": one_line(one.person.name), "day": words.long(one.starts_on)}
        for one in coming[:3]
    ] or [_("Nobody is named to take it up.")]
    return words.message(
        role,
        _("Vacant since %(day)s: %(title)s") % facts,
        [
            _("Nobody has held this role since %(day)s: %(title)s.") % facts,
            *next_lines,
            _("Give somebody a share of it, or end it if it is not needed any more."),
        ],
        _("Vacant since %(short)s: %(title)s") % facts,
    )


def _why_not_vacant(role: LeadershipRole, notice: Notice, now: datetime) -> str:
    today = timezone.localdate(now)
    since = role.vacant_since(today)
    if since is None:
        return "Somebody holds it." if role.exists_on(today) else "The role has ended."
    if since.isoformat() != words.day_of(notice):
        return "Somebody held it meanwhile."
    return "" if acts(notice.contact.person_id, role.partnership_id, now) else words.NOT_HEAD


# --- Ending --------------------------------------------------------------------------------------


def _ending_wording(role: LeadershipRole, notice: Notice) -> Message:
    last = words.last_day(notice)
    facts = {"title": one_line(role.title), "day": words.long(last), "short": words.short(last)}
    return words.message(
        role,
        _("Ends on %(day)s: %(title)s") % facts,
        [
            _("The last day of this role is %(day)s: %(title)s.") % facts,
            _("Every share of it ends then too."),
            _("If the work goes on, decide now who takes it over, or give the role a later end."),
        ],
        _("Ends %(short)s: %(title)s") % facts,
    )


def _why_not_ending(role: LeadershipRole, notice: Notice, now: datetime) -> str:
    if words.in_version(role.ends_on) != words.day_of(notice):
        return "It ends on another day now."
    person = notice.contact.person_id
    told = person in holders_at_the_end(role) or acts(person, role.partnership_id, now)
    return "" if told else "They neither hold nor look after it any more."


# --- The kinds -----------------------------------------------------------------------------------


def _roles() -> QuerySet[LeadershipRole]:
    return LeadershipRole.objects.with_holders()


def _pace_of_role(role: LeadershipRole) -> Cadence:
    return role.partnership.cadence()


def _a_vacancy() -> tuple[LeadershipRole, str] | None:
    today = timezone.localdate()
    role = (
        LeadershipRole.objects.vacant_on(today).with_holders().order_by("-pk").first()
        or _roles().order_by("-pk").first()
    )
    return (role, f"{role.vacant_since(today) or today} 0") if role else None


def _an_end() -> tuple[LeadershipRole, str] | None:
    role = _roles().filter(ends_on__isnull=False).order_by("-ends_on", "-pk").first()
    return (role, f"{role.ends_on} 30") if role else None


KINDS = (
    Kind(
        name=VACANT,
        label="Nobody holds a role",
        topic=words.VACANCIES,
        audience="you chair or coordinate the partnership",
        when="When a role becomes vacant, and each month while it is, on a working day",
        things=_roles,
        wording=_vacant_wording,
        why_not=_why_not_vacant,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_role,
        example=_a_vacancy,
    ),
    Kind(
        name=ENDING,
        label="A role ends",
        topic=words.ROLES,
        audience="you hold the role, or chair or coordinate the partnership",
        when="90 and 30 days before it ends, on a working day",
        things=_roles,
        wording=_ending_wording,
        why_not=_why_not_ending,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_role,
        example=_an_end,
    ),
)
