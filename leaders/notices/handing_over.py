"""One person hands a role over to another."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from leaders.models import RoleHolding
from leaders.notices import words
from leaders.reminders import HANDOVER, predecessors
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice
from reminders.words import one_line


def _outgoing(share: RoleHolding, notice: Notice) -> RoleHolding | None:
    """Whose share ends, as the version names it; None when they do not hand over any more."""
    named = notice.version.split()[-1]
    return next((one for one in predecessors(share) if str(one.pk) == named), None)


def _handover_wording(share: RoleHolding, notice: Notice) -> Message:
    role, before = share.role, _outgoing(share, notice)
    assert before is not None and before.last_day is not None
    facts = {
        "title": one_line(role.title),
        "new": one_line(share.person.name),
        "old": one_line(before.person.name),
        "day": words.long(share.starts_on),
        "short": words.short(share.starts_on),
        "last": words.long(before.last_day),
    }
    incoming = notice.contact.person_id == share.person_id
    subject = (
        _("You take over from %(old)s on %(day)s: %(title)s")
        if incoming
        else _("You hand over to %(new)s on %(day)s: %(title)s")
    )
    text = (
        _("%(short)s: you take over from %(old)s, %(title)s")
        if incoming
        else _("%(short)s: you hand over to %(new)s, %(title)s")
    )
    return words.message(
        role,
        subject % facts,
        [
            _("%(new)s begins on %(day)s. The last day of %(old)s is %(last)s.") % facts,
            _("The role: %(title)s.") % facts,
            _("What it is for: %(remit)s") % {"remit": one_line(role.remit, 600)},
            _advice(before, incoming=incoming),
        ],
        text % facts,
    )


def _advice(before: RoleHolding, *, incoming: bool) -> str:
    """What to do before the day, by whether a note is written. The note itself is never mailed."""
    handover = getattr(before, "handover", None)
    if handover is None or not handover.note:
        if incoming:
            return _("Meet before then: what is promised, who to know, what is not written down.")
        return _("Write down what they should know, on the page of the role, and meet before then.")
    if incoming:
        return _("A note for you is on the page of the role. Meet before then all the same.")
    return _("Your note is written. Meet before then all the same.")


def _why_not_handover(share: RoleHolding, notice: Notice, now: datetime) -> str:
    if share.starts_on.isoformat() != words.day_of(notice) or not share.was_taken_up:
        return "It begins on another day, or not at all."
    before = _outgoing(share, notice)
    if before is None:
        return "Nobody hands over then any more."
    if notice.contact.person_id not in (share.person_id, before.person_id):
        return "They have no part in it."
    return ""


def _a_handover() -> tuple[RoleHolding, str] | None:
    for share in words.shares().order_by("-starts_on", "-pk")[:50]:
        for before in predecessors(share):
            return share, f"{share.starts_on} {before.pk}"
    return None


KINDS = (
    Kind(
        name=HANDOVER,
        label="One person hands a role over to another",
        topic=words.ROLES,
        audience="you take up a share of the role, or lay one down",
        when="14 days before the new share begins, on a working day",
        things=words.shares,
        wording=_handover_wording,
        why_not=_why_not_handover,
        timing=Timing.WORKING_DAY,
        cadence=words.pace_of_share,
        example=_a_handover,
    ),
)
