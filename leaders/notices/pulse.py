"""The trust pulse is open, closes in a week, or has been counted."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import absolute
from leaders.models import PulseRound
from leaders.notices import words
from leaders.pulse_reminders import CLOSING, OPEN, REPRESENTATIVES, RESULTS
from leaders.rules import SEE_THE_PULSE
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

PULSE = Topic("pulse", "The trust pulse of your partnership", optional=True, for_work=True)


def _asks(asked: PulseRound, notice: Notice) -> Message:
    facts = _facts(asked)
    if notice.kind == CLOSING:
        subject = _("Closes on %(day)s: the trust pulse of %(partnership)s")
        text = _("Until %(short)s: answer the trust pulse, %(partnership)s")
    else:
        subject = _("Open until %(day)s: the trust pulse of %(partnership)s")
        text = _("Until %(short)s: how far do you trust your partners? %(partnership)s")
    return Message(
        subject=subject % facts,
        lines=[
            _("You can answer until %(day)s. It takes ten minutes.") % facts,
            _("You choose the partners that you work with, and say how you see them."),
            _("Nobody reads your answers: they are counted when it closes, and then deleted."),
        ],
        link=absolute(reverse("pulse_partners", args=[asked.partnership.slug, asked.pk])),
        link_text=_("Answer now"),
        text=one_line(text % facts, words.IN_A_TEXT),
    )


def _why_not_asked(asked: PulseRound, notice: Notice, now: datetime) -> str:
    if not asked.is_open(timezone.localdate(now)):
        return "It cannot be answered now."
    person = notice.contact.person_id
    if asked.returns.filter(person=person).exists():
        return "They have answered."
    if acts(person, asked.partnership_id, now, REPRESENTATIVES):
        return ""
    return "They represent no partner any more."


def _results(asked: PulseRound, notice: Notice) -> Message:
    facts = _facts(asked)
    answered = asked.together.get("answered", 0)
    return Message(
        subject=_("Counted: the trust pulse of %(partnership)s") % facts,
        lines=[
            _("The last day was %(day)s, and %(count)s people answered.")
            % {**facts, "count": answered},
            _("The page shows who is trusted, what has changed, and where it goes one way only."),
            _("What each one answered has been deleted."),
        ],
        link=absolute(reverse("pulse_detail", args=[asked.partnership.slug, asked.pk])),
        link_text=_("See what it says"),
        text=one_line(_("Counted: the trust pulse of %(partnership)s") % facts, words.IN_A_TEXT),
    )


def _why_not_results(asked: PulseRound, notice: Notice, now: datetime) -> str:
    if asked.frozen_at is None:
        return "It is not counted yet."
    if acts(notice.contact.person_id, asked.partnership_id, now, SEE_THE_PULSE):
        return ""
    return "They do not act in the partnership any more."


def _facts(asked: PulseRound) -> dict[str, str]:
    return {
        "partnership": one_line(asked.partnership.name),
        "day": words.long(asked.last_day),
        "short": words.short(asked.last_day),
    }


def _rounds() -> QuerySet[PulseRound]:
    return PulseRound.objects.select_related("partnership")


def _pace(asked: PulseRound) -> Cadence:
    return asked.partnership.cadence()


KINDS = (
    Kind(
        name=OPEN,
        label="The trust pulse is open",
        topic=PULSE,
        audience="you represent a partner",
        when="On the first day of a round, on a working day, unless you have answered",
        things=_rounds,
        wording=_asks,
        why_not=_why_not_asked,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
    ),
    Kind(
        name=CLOSING,
        label="The trust pulse closes in a week",
        topic=PULSE,
        audience="you represent a partner, and have not answered",
        when="A week before the last day of a round, on a working day",
        things=_rounds,
        wording=_asks,
        why_not=_why_not_asked,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
    ),
    Kind(
        name=RESULTS,
        label="The trust pulse has been counted",
        topic=PULSE,
        audience="you act in the partnership and may read its figures",
        when="The day after the last day of a round, on a working day",
        things=_rounds,
        wording=_results,
        why_not=_why_not_results,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
    ),
)
