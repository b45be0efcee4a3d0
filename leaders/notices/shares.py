"""Somebody’s share of a role ends."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from leaders.models import RoleHolding
from leaders.notices import words
from leaders.reminders import SHARE_ENDING
from partnership.who import acts
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice
from reminders.words import one_line


def _share_wording(share: RoleHolding, notice: Notice) -> Message:
    role, last = share.role, words.last_day(notice)
    own = notice.contact.person_id == share.person_id
    facts = {
        "who": one_line(share.person.name),
        "title": one_line(role.title),
        "day": words.long(last),
        "short": words.short(last),
        "share": share.share,
    }
    stays = _after(share)
    after = (
        _("After it the role is held by %(who)s.")
        % {"who": ", ".join(one_line(one.person.name) for one in stays[:5])}
        if stays
        else _("Nobody is named to hold the role after that day.")
    )
    subject = (
        _("Your share ends on %(day)s: %(title)s")
        if own
        else _("The share of %(who)s ends on %(day)s: %(title)s")
    )
    first = (
        _("The last day of your share (%(share)s%%) is %(day)s: %(title)s.")
        if own
        else _("The last day of the share of %(who)s (%(share)s%%) is %(day)s: %(title)s.")
    )
    text = (
        _("Ends %(short)s: your share of %(title)s")
        if own
        else _("Ends %(short)s: %(who)s, %(title)s")
    )
    return words.message(role, subject % facts, [first % facts, after], text % facts)


def _after(share: RoleHolding) -> list[RoleHolding]:
    """Who holds the role on the first day without this share."""
    return share.role.holdings_on(share.ends_on) if share.ends_on else []


def _why_not_share(share: RoleHolding, notice: Notice, now: datetime) -> str:
    if words.in_version(share.ends_on) != words.day_of(notice) or not share.was_taken_up:
        return "It ends on another day now."
    if share.ends_on == share.role.ends_on:
        return "The whole role ends then."
    if any(one.person_id == share.person_id for one in _after(share)):
        return "They go on with another share."
    person = notice.contact.person_id
    if person == share.person_id or acts(person, share.role.partnership_id, now):
        return ""
    return words.NOT_HEAD


def _an_end_of_a_share() -> tuple[RoleHolding, str] | None:
    share = words.shares().filter(ends_on__isnull=False).order_by("-ends_on", "-pk").first()
    return (share, f"{share.ends_on} 30") if share else None


KINDS = (
    Kind(
        name=SHARE_ENDING,
        label="Somebody’s share of a role ends",
        topic=words.ROLES,
        audience="it is your share, or you chair or coordinate the partnership",
        when="90 and 30 days before it ends, on a working day",
        things=words.shares,
        wording=_share_wording,
        why_not=_why_not_share,
        timing=Timing.WORKING_DAY,
        cadence=words.pace_of_share,
        example=_an_end_of_a_share,
    ),
)
