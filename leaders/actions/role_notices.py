"""Something is put to a role: it reaches all who hold it, and the first to act clears it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.record import recorded, require
from leaders.actions.roles import locked
from leaders.errors import ClearedAlready, DoneMissing, NobodyToTell
from leaders.models import LeadershipRole, RoleNotice
from leaders.rules import can_clear_notice, can_put_to_role
from leaders.telling import tell_holders_of_notice


def put_to_role(
    role: LeadershipRole, *, by: Actor, words: str, due_on: date | None = None, now: datetime
) -> RoleNotice:
    """Put something to all who hold a role. Raises `NobodyToTell` when nobody does."""
    require(can_put_to_role(by, role))
    with recorded(by, "put something to a role"):
        held = locked(role.pk)
        if not held.held_today():
            raise NobodyToTell()
        notice = RoleNotice.objects.create(
            role=held,
            words=words.strip(),
            due_on=due_on,
            sent_by_id=by.worn_hat_id,
            sent_at=now,
        )
        tell_holders_of_notice(notice, now)
    return notice


def clear_notice(notice: RoleNotice, *, by: Actor, done: str, now: datetime) -> RoleNotice:
    """Say what was done about a notice: it is cleared for everybody who holds the role.

    Raises `ClearedAlready`, with who was quicker and what they did, and `DoneMissing`.
    """
    require(can_clear_notice(by, notice))
    if not done.strip():
        raise DoneMissing()
    with recorded(by, "saw to what was put to a role"):
        # Of two who act at once, the second waits here and then reads what the first did.
        held = RoleNotice.objects.select_for_update().get(pk=notice.pk)
        if held.cleared_at is not None:
            raise ClearedAlready(_quicker(held))
        held.cleared_at, held.cleared_by_id, held.done = now, by.person_id, done.strip()
        held.save(update_fields=["cleared_at", "cleared_by", "done"])
    return held


def _quicker(notice: RoleNotice) -> str:
    assert notice.cleared_by is not None and notice.cleared_at is not None
    return _("%(who)s saw to this on %(day)s: %(done)s") % {
        "who": notice.cleared_by.name,
        "day": date_format(localtime(notice.cleared_at), "j F Y"),
        "done": notice.done,
    }
