"""What those who head a partnership are told: what needs them, and who stops."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.links import absolute
from partnership.attention import SHOWN_AT_MOST, needs_of
from partnership.ending_hats import with_followed
from partnership.models import Hat, Partnership
from partnership.models.capacity import CHAIRS, NEEDED
from partnership.reminders import HAT_ENDING, WEEKLY
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

SUMMARY = Topic(
    "weekly-summary", "The weekly summary of what needs you", optional=True, for_work=True
)
HATS = Topic("hats", "Who acts in your partnership", for_work=True)
IN_A_TEXT = 160


# --- What needs you ------------------------------------------------------------------------------


def _weekly(partnership: Partnership, notice: Notice) -> Message:
    needs = needs_of(partnership, timezone.now())
    count = ngettext("%(count)s thing needs you", "%(count)s things need you", len(needs))
    subject = count % {"count": len(needs)}
    lines = [f"{one_line(need.words, 200)}." for need in needs[:SHOWN_AT_MOST]]
    if rest := len(needs) - len(lines):
        more = ngettext("And %(count)s more.", "And %(count)s more.", rest)
        lines.append(more % {"count": rest})
    return Message(
        subject=f"{subject}: {one_line(partnership.name)}",
        lines=lines,
        link=absolute(reverse("partnership_detail", args=[partnership.slug])),
        link_text=_("See what needs you"),
        text=one_line(f"{subject}: {' '.join(lines)}", IN_A_TEXT),
    )


def _why_no_summary(partnership: Partnership, notice: Notice, now: datetime) -> str:
    if not partnership.is_live:
        return "The partnership is not live."
    if not acts(notice.contact.person_id, partnership.pk, now):
        return "They do not chair or coordinate the partnership any more."
    return "" if needs_of(partnership, now) else "Nothing needed them."


# --- Somebody stops ------------------------------------------------------------------------------


def _hat_ending(hat: Hat, notice: Notice) -> Message:
    ends_at = timezone.localtime(datetime.fromisoformat(notice.version))
    own = notice.contact.person_id == hat.person_id
    facts = {
        "day": date_format(ends_at, "l j F Y"),
        "short": date_format(ends_at, "D j M"),
        "who": one_line(hat.person.name),
        "as": hat.get_capacity_display().lower(),
        "partnership": one_line(hat.partnership.name),
    }
    subject = (
        _("You stop as %(as)s on %(day)s: %(partnership)s")
        if own
        else _("Stops as %(as)s on %(day)s: %(who)s, %(partnership)s")
    )
    after = (
        _("Somebody else acts as %(as)s after that.")
        if hat.followed  # type: ignore[attr-defined]
        else _("Nobody is named to follow. A live partnership cannot be without a %(as)s.")
        if hat.capacity in NEEDED
        else _("Nobody is named to follow.")
    )
    return Message(
        subject=subject % facts,
        lines=[
            _("%(who)s acts as %(as)s of %(partnership)s until %(day)s.") % facts,
            after % facts,
            _("A chair invites somebody under People."),
        ],
        link=absolute(reverse("hat_list", args=[hat.partnership.slug])),
        link_text=_("People of the partnership"),
        text=one_line(_("%(short)s: %(who)s stops as %(as)s, %(partnership)s") % facts, IN_A_TEXT),
    )


def _why_not_ending(hat: Hat, notice: Notice, now: datetime) -> str:
    if hat.ends_at is None or hat.ends_at != datetime.fromisoformat(notice.version):
        return "It ends on another day, or not at all."
    person = notice.contact.person_id
    if person == hat.person_id or acts(person, hat.partnership_id, now, CHAIRS):
        return ""
    return "They do not chair the partnership any more."


# --- The kinds -----------------------------------------------------------------------------------


def _partnerships() -> QuerySet[Partnership]:
    return Partnership.objects.all()


def _hats() -> QuerySet[Hat]:
    return with_followed(Hat.objects.all())


def _pace(partnership: Partnership) -> Cadence:
    return partnership.cadence()


def _pace_of_hat(hat: Hat) -> Cadence:
    return hat.partnership.cadence()


def _an_end() -> tuple[Hat, str] | None:
    hat = _hats().filter(ends_at__isnull=False, capacity__in=NEEDED).order_by("-ends_at").first()
    return (hat, hat.ends_at.isoformat()) if hat and hat.ends_at else None


KINDS = (
    Kind(
        name=WEEKLY,
        label="The weekly summary of what needs you",
        topic=SUMMARY,
        audience="you chair or coordinate the partnership",
        when="At 8 in the morning of the weekday that the partnership has set, when anything does",
        things=_partnerships,
        wording=_weekly,
        why_not=_why_no_summary,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
    ),
    Kind(
        name=HAT_ENDING,
        label="Somebody stops who heads the partnership or looks after safeguarding",
        topic=HATS,
        audience="you stop, or you chair the partnership",
        when="30 days before, of a deputy chair or coordinator 14, on a working day",
        things=_hats,
        wording=_hat_ending,
        why_not=_why_not_ending,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_hat,
        example=_an_end,
    ),
)
