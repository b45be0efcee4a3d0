"""How a role stands on a day, in words. Nothing here is stored: all is read off its holdings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from leaders.models import LeadershipRole, RoleHolding
from partnership.models import Sector


@dataclass(frozen=True, slots=True)
class Status:
    """One word about a role, with the tone in which it is shown."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a role stands: its statuses, the chief one first, and a sentence."""

    statuses: Sequence[Status]
    sentence: str


def standing(role: LeadershipRole, day: date) -> Standing:
    """What to say of a role on this day."""
    if role.proposed:
        waits = _("Nobody can hold it until a chair agrees.")
        return Standing([Status(_("Proposed"), "waiting")], waits)
    if role.ends_on is not None and role.ends_on <= day:
        return Standing([Status(_("Ended"), "none")], _ended(role))
    if role.starts_on > day:
        begins = _("It begins on %(day)s.") % {"day": in_words(role.starts_on)}
        return Standing([Status(_("Not begun yet"), "none")], begins)
    if role.is_vacant(day):
        return Standing([Status(_("Vacant"), "waiting")], _vacant(role, day))
    if role.is_shared(day):
        statuses = [Status(_("Shared"), "shared")]
        if role.spans_boundaries(day):
            statuses.append(Status(_("Boundary-spanning"), "shared"))
        return Standing(statuses, _shared(role, day))
    if role.is_no_longer_shared(day):
        return Standing([Status(_("No longer shared"), "late")], _no_longer_shared(role, day))
    return Standing([Status(_("Held, not shared"), "progress")], held_by(role.holdings_on(day)))


def consequence(role: LeadershipRole, day: date, *, without: RoleHolding) -> str:
    """What will be true of a role from this day on, once a share of it has ended."""
    left = [one for one in role.holdings_on(day) if one.pk != without.pk]
    if not left:
        return _("After this nobody holds the role: it is vacant.")
    if len({one.employer_id for one in left}) > 1:
        return _("After this the role is held by %(who)s and is still shared.") % {
            "who": _names(left)
        }
    if role.was_shared(day):
        return _("After this %(held)s and is no longer shared.") % {"held": _held_alone(left)}
    return _("After this %(held)s.") % {"held": _held_alone(left)}


def outlook(role: LeadershipRole, day: date) -> list[tuple[date, str]]:
    """What is known to come: each later day on which it changes who holds the role, and how."""
    days = {one.starts_on for one in role.holdings.all() if one.was_taken_up}
    days |= {one.ends_on for one in role.holdings.all() if one.ends_on and one.was_taken_up}
    return [(turn, _after(role, turn)) for turn in sorted(days) if turn > day]


def in_words(day: date) -> str:
    """A day as people write it: 1 July 2022."""
    return date_format(day, "j F Y")


def span(starts_on: date, last_day: date | None, day: date | None = None) -> str:
    """From when until when, both days included; `day` is the one on which it is read."""
    if last_day is None:
        words = _("from %(from)s") if day and starts_on > day else _("since %(from)s")
        return words % {"from": in_words(starts_on)}
    return _("%(from)s to %(to)s") % {"from": in_words(starts_on), "to": in_words(last_day)}


def held_by(holdings: Sequence[RoleHolding]) -> str:
    """Who holds a role that is not shared, as a sentence."""
    if len(holdings) > 1:
        return _(
            "It is held by %(who)s, all of %(employer)s, so it is not shared between bodies."
        ) % {
            "who": _names(holdings),
            "employer": holdings[0].employer.name,
        }
    return _("It is held by %(who)s of %(employer)s alone, and not shared.") % {
        "who": _names(holdings),
        "employer": holdings[0].employer.name,
    }


def _names(holdings: Sequence[RoleHolding]) -> str:
    return get_text_list([one.person.name for one in holdings], _("and"))


def _held_alone(holdings: Sequence[RoleHolding]) -> str:
    if len(holdings) == 1:
        return _("the role is held by %(who)s alone") % {"who": _names(holdings)}
    return _("the role is held by %(who)s, all of one employer,") % {"who": _names(holdings)}


def _ended(role: LeadershipRole) -> str:
    assert role.last_day is not None
    first, last = in_words(role.starts_on), in_words(role.last_day)
    if role.was_shared(role.last_day):
        return _("A shared role from %(from)s to %(to)s.") % {"from": first, "to": last}
    return _("A role from %(from)s to %(to)s.") % {"from": first, "to": last}


def _vacant(role: LeadershipRole, day: date) -> str:
    since = role.vacant_since(day)
    if since is None or since == role.starts_on:
        return _("Nobody has held it yet.")
    return _("Nobody has held it since %(day)s.") % {"day": in_words(since)}


def _shared(role: LeadershipRole, day: date) -> str:
    holdings = role.holdings_on(day)
    words = {
        "employers": get_text_list(
            list(dict.fromkeys(one.employer.name for one in holdings)), _("and")
        ),
        "sectors": sectors_in_words([one.employer.sector for one in holdings]),
        "day": in_words(role.shared_since(day) or day),
    }
    if not role.spans_boundaries(day):
        return _("%(employers)s share this role. It has been shared since %(day)s.") % words
    return (
        _("%(employers)s share this role, across %(sectors)s. It has been shared since %(day)s.")
        % words
    )


def sectors_in_words(sectors: Iterable[str]) -> str:
    """Sectors inside a sentence: NHS, local government and voluntary and community."""
    labels = [str(Sector(value).label) for value in dict.fromkeys(sectors)]
    lowered = [label if label == "NHS" else label[:1].lower() + label[1:] for label in labels]
    return get_text_list(lowered, _("and"))


def _no_longer_shared(role: LeadershipRole, day: date) -> str:
    holdings = role.holdings_on(day)
    words = {
        "day": in_words(role.not_shared_since(day) or day),
        "who": _names(holdings),
        "employer": holdings[0].employer.name,
    }
    if len(holdings) == 1:
        return _("Since %(day)s it has been held by %(who)s of %(employer)s alone.") % words
    return _("Since %(day)s it has been held by %(who)s, all of %(employer)s.") % words


def _after(role: LeadershipRole, day: date) -> str:
    holdings = role.holdings_on(day)
    if not role.exists_on(day):
        return _("The role ends.")
    if not holdings:
        return _("Nobody holds the role: it is vacant.")
    who = _names(holdings)
    if role.is_shared(day):
        return _("The role is held by %(who)s, and is shared.") % {"who": who}
    if role.was_shared(day):
        return _("The role is held by %(who)s, and is no longer shared.") % {"who": who}
    return _("The role is held by %(who)s, and is not shared.") % {"who": who}
