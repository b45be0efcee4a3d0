"""The team of a challenge is told that it has been quiet."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.links import absolute
from challenges.models import Challenge
from challenges.reminders import QUIET, quiet_since, told_at
from challenges.team import people_in_teams
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice

QUIET_CHALLENGES = Topic("challenges", "Work on your challenges", optional=True, for_work=True)


def _challenges() -> QuerySet[Challenge]:
    return Challenge.objects.select_related("partnership").with_last_work()


def _cadence(challenge: Challenge) -> Cadence:
    return challenge.partnership.cadence()


def _how_long(days: int) -> str:
    """So many whole weeks, or days where it is no whole number of weeks."""
    weeks, rest = divmod(days, 7)
    if rest:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    words = {1: _("a week"), 2: _("two weeks"), 3: _("three weeks"), 4: _("four weeks")}
    return words.get(weeks, _("%(count)s weeks") % {"count": weeks})


def _quiet_wording(challenge: Challenge, notice: Notice) -> Message:
    quiet = _how_long(challenge.quiet_days)
    last = timezone.localtime(challenge.last_work)  # type: ignore[attr-defined]
    path = reverse("entry_create", args=[challenge.partnership.slug, challenge.slug])
    return Message(
        subject=_("Quiet for %(quiet)s: %(title)s") % {"quiet": quiet, "title": challenge.title},
        lines=[
            _("This challenge has been quiet for %(quiet)s: %(title)s.")
            % {"quiet": quiet, "title": challenge.title},
            _("The last work was logged on %(day)s.") % {"day": date_format(last, "l j F Y")},
            _(
                "If you have done something since, a sentence is enough: "
                "it takes less than a minute."
            ),
            _("You get this because you are in the challenge’s team."),
        ],
        link=absolute(path),
        link_text=_("Log work"),
    )


def _why_not_quiet(challenge: Challenge, notice: Notice, now: datetime) -> str:
    """Not when it was closed, somebody logged meanwhile, or the reader has left the team."""
    if not (challenge.is_active and challenge.partnership.is_live):
        return "The challenge is not active any more."
    if not notice.version.startswith(challenge.last_work.isoformat()):  # type: ignore[attr-defined]
        return "Somebody logged work meanwhile."
    if challenge.is_spared(timezone.localdate(now)) or notice.version != quiet_since(challenge):
        return "Nobody is to be reminded of it for a while."
    if now < told_at(challenge):
        return "It counts as quiet later than it did."
    if notice.contact.person_id not in people_in_teams([challenge.pk], now)[challenge.pk]:
        return "They are not in the team any more."
    return ""


KINDS = (
    Kind(
        name=QUIET,
        label="A challenge has been quiet",
        topic=QUIET_CHALLENGES,
        audience="you are in the challenge’s team",
        when="When nothing was logged for as long as the partnership, or the challenge, has set",
        things=_challenges,
        wording=_quiet_wording,
        why_not=_why_not_quiet,
        timing=Timing.WORKING_DAY,
        cadence=_cadence,
    ),
)
