"""What is put to a role, and what those who hold it do only together."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leaders.models import JointAct, LeadershipRole, RoleHolding, RoleNotice
from leaders.notices import words
from leaders.telling import ACT_DONE, ACT_PROPOSED, PUT_TO_ROLE, PUT_TO_ROLE_DUE
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice
from reminders.words import one_line

# --- Put to a role -------------------------------------------------------------------------------


def _put_wording(asked: RoleNotice, notice: Notice) -> Message:
    facts = _facts_of(asked)
    due = [_("By %(day)s.") % facts] if asked.due_on else []
    return _of_notice(
        asked,
        _("Put to your role: %(title)s") % facts,
        [
            *due,
            _("%(who)s puts this to those who hold %(title)s: %(words)s") % facts,
            _("The first of you to act does it for all: say on its page what was done."),
        ],
        _("Put to your role: %(words)s") % facts,
    )


def _due_wording(asked: RoleNotice, notice: Notice) -> Message:
    facts = _facts_of(asked)
    return _of_notice(
        asked,
        _("Due on %(day)s: %(title)s") % facts,
        [
            _("To be done by %(day)s: %(words)s") % facts,
            _("It was put to those who hold %(title)s, and none of you has said it is done.")
            % facts,
        ],
        _("Due %(short)s: %(words)s") % facts,
    )


def _facts_of(asked: RoleNotice) -> dict[str, str]:
    return {
        "title": one_line(asked.role.title),
        "words": one_line(asked.words, 500),
        "who": one_line(asked.sent_by.person.name) if asked.sent_by else _("Somebody"),
        "day": words.long(asked.due_on) if asked.due_on else "",
        "short": words.short(asked.due_on) if asked.due_on else "",
    }


def _of_notice(asked: RoleNotice, subject: str, lines: list[str], text: str) -> Message:
    return words.message(
        asked.role,
        subject,
        lines,
        text,
        page="role_notice_detail",
        thing=asked.pk,
        link_text=_("Say that it is done"),
    )


def _why_not_put(asked: RoleNotice, notice: Notice, now: datetime) -> str:
    if asked.cleared_by is not None:
        return f"{asked.cleared_by.name} has seen to it."
    return "" if _holds(notice, asked.role, now) else words.NOT_HOLDER


def _why_not_due(asked: RoleNotice, notice: Notice, now: datetime) -> str:
    if notice.version and words.in_version(asked.due_on) != words.day_of(notice):
        return "It is due on another day now."
    return _why_not_put(asked, notice, now)


def _holds(notice: Notice, role: LeadershipRole, now: datetime) -> bool:
    holders = role.holdings_on(timezone.localdate(now))
    return notice.contact.person_id in {one.person_id for one in holders}


def _holders() -> Prefetch[str]:
    return Prefetch("role__holdings", queryset=RoleHolding.objects.select_related("person"))


def _asked() -> QuerySet[RoleNotice]:
    return RoleNotice.objects.select_related(
        "role__partnership", "sent_by__person", "cleared_by"
    ).prefetch_related(_holders())


def _pace_of_asked(asked: RoleNotice) -> Cadence:
    return asked.role.partnership.cadence()


def _a_due_notice() -> tuple[RoleNotice, str] | None:
    found = _asked().filter(due_on__isnull=False).order_by("-pk").first()
    return (found, f"{found.due_on} 7") if found else None


# --- Joint acts ----------------------------------------------------------------------------------


def _act_wording(act: JointAct, notice: Notice) -> Message:
    facts = _facts_of_act(act)
    return _of_act(
        act,
        _("Waits for your answer: %(title)s") % facts,
        [
            _("%(who)s proposes for %(title)s: %(kind)s.") % facts,
            _("In words: %(words)s") % facts,
            _("It is done once each of you who hold the role has agreed. Agree, or say why not."),
        ],
        _("Waits for your answer: %(kind)s, %(title)s") % facts,
    )


def _done_wording(act: JointAct, notice: Notice) -> Message:
    facts = _facts_of_act(act)
    day = act.role.last_day
    ends = [_("The last day of the role is %(day)s.") % {"day": words.long(day)}] if day else []
    return _of_act(
        act,
        _("Agreed by all who hold it: %(title)s") % facts,
        [
            _("Each who holds %(title)s has agreed: %(kind)s.") % facts,
            _("In words: %(words)s") % facts,
            *ends,
        ],
        _("Agreed by all: %(kind)s, %(title)s") % facts,
    )


def _facts_of_act(act: JointAct) -> dict[str, str]:
    return {
        "title": one_line(act.role.title),
        "words": one_line(act.words, 600),
        "kind": act.get_kind_display().lower(),
        "who": one_line(act.proposed_by.person.name) if act.proposed_by else _("Somebody"),
    }


def _of_act(act: JointAct, subject: str, lines: list[str], text: str) -> Message:
    return words.message(
        act.role,
        subject,
        lines,
        text,
        page="joint_act_detail",
        thing=act.pk,
        link_text=_("Read it, and answer") if act.is_open else _("Read it"),
    )


def _why_not_act(act: JointAct, notice: Notice, now: datetime) -> str:
    if not act.is_open:
        return "It was agreed or withdrawn."
    if notice.contact.person_id in {consent.person_id for consent in act.consents.all()}:
        return "They have answered."
    return "" if _holds(notice, act.role, now) else words.NOT_HOLDER


def _why_not_done(act: JointAct, notice: Notice, now: datetime) -> str:
    return "" if act.done_at is not None else "It is not agreed yet."


def _acts() -> QuerySet[JointAct]:
    return JointAct.objects.select_related(
        "role__partnership", "proposed_by__person"
    ).prefetch_related(_holders(), "consents")


def _pace_of_act(act: JointAct) -> Cadence:
    return act.role.partnership.cadence()


def _a_done_act() -> tuple[JointAct, str] | None:
    found = _acts().filter(done_at__isnull=False).order_by("-done_at").first()
    return (found, "") if found else None


KINDS = (
    Kind(
        name=PUT_TO_ROLE,
        label="Something is put to your role",
        topic=words.ROLES,
        audience="you hold the role",
        when="When somebody puts something to all who hold a role, at a decent hour",
        things=_asked,
        wording=_put_wording,
        why_not=_why_not_put,
        timing=Timing.DECENT_HOUR,
        cadence=_pace_of_asked,
    ),
    Kind(
        name=PUT_TO_ROLE_DUE,
        label="What was put to your role is due",
        topic=words.ROLES,
        audience="you hold the role",
        when="A week and a day before it is due, until one of those who hold the role has acted",
        things=_asked,
        wording=_due_wording,
        why_not=_why_not_due,
        timing=Timing.DECENT_HOUR,
        cadence=_pace_of_asked,
        example=_a_due_notice,
    ),
    Kind(
        name=ACT_PROPOSED,
        label="A joint act waits for your answer",
        topic=words.ROLES,
        audience="you hold the role",
        when="When it is proposed, and every two weeks until you answer, on a working day",
        things=_acts,
        wording=_act_wording,
        why_not=_why_not_act,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_act,
    ),
    Kind(
        name=ACT_DONE,
        label="All who hold a role have agreed",
        topic=words.ROLES,
        audience="you hold the role, or chair the partnership",
        when="When the last of those who hold the role has agreed, on a working day",
        things=_acts,
        wording=_done_wording,
        why_not=_why_not_done,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_act,
        example=_a_done_act,
    ),
)
