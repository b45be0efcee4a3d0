"""A cohort opens to applications, and closes to them in a week."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from leaders.models import Cohort
from leaders.notices import words
from leaders.notices.applications import address_of
from leaders.programme_page import mix_now
from leaders.programme_reminders import (
    CLOSING,
    OPENED,
    TOLD_OF_CLOSING,
    TOLD_OF_OPENING,
    cohorts,
)
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

PROGRAMMES = Topic("programmes", "Programmes that take applications", optional=True, for_work=True)
NO_PART = "They do not act in the partnership in that capacity any more."


def _facts(cohort: Cohort) -> dict[str, str]:
    return {
        "cohort": one_line(cohort.name),
        "programme": one_line(cohort.programme.name),
        "about": one_line(cohort.challenge or cohort.programme.about, 300),
        "begins": words.long(cohort.starts_on),
        "until": words.long(cohort.last_day_to_apply),
        "short": words.short(cohort.last_day_to_apply),
        "mix": mix_now(cohort).sentence,
    }


def _message(cohort: Cohort, subject: str, text: str, first: str) -> Message:
    facts = _facts(cohort)
    return Message(
        subject=subject % facts,
        lines=[
            first % facts,
            _("What they work on: %(about)s") % facts,
            facts["mix"],
            _("Tell people whom you know: anybody can apply."),
        ],
        link=address_of(cohort),
        link_text=_("Open the cohort"),
        text=one_line(text % facts, words.IN_A_TEXT),
    )


def _opened(cohort: Cohort, notice: Notice) -> Message:
    return _message(
        cohort,
        _("Open to applications: %(programme)s, %(cohort)s"),
        _("Apply until %(short)s: %(programme)s, %(cohort)s"),
        _(
            "People can apply to %(cohort)s of %(programme)s until %(until)s. It begins on "
            "%(begins)s."
        ),
    )


def _closing(cohort: Cohort, notice: Notice) -> Message:
    return _message(
        cohort,
        _("Applications close on %(until)s: %(programme)s, %(cohort)s"),
        _("Apply until %(short)s: %(programme)s, %(cohort)s"),
        _(
            "The last day to apply to %(cohort)s of %(programme)s is %(until)s. It begins on "
            "%(begins)s."
        ),
    )


def _unless_opened(cohort: Cohort, notice: Notice, now: datetime) -> str:
    if not cohort.takes_applications(timezone.localdate(now)):
        return "It takes no applications any more."
    told = acts(notice.contact.person_id, cohort.partnership.pk, now, TOLD_OF_OPENING)
    return "" if told else NO_PART


def _unless_closing(cohort: Cohort, notice: Notice, now: datetime) -> str:
    if words.in_version(cohort.applications_until) != notice.version:
        return "Applications close on another day now."
    told = acts(notice.contact.person_id, cohort.partnership.pk, now, TOLD_OF_CLOSING)
    return "" if told else NO_PART


def _pace(cohort: Cohort) -> Cadence:
    return cohort.partnership.cadence()


def _a_closing() -> tuple[Cohort, str] | None:
    found = cohorts().filter(applications_until__isnull=False).order_by("-pk").first()
    return (found, words.in_version(found.applications_until)) if found else None


KINDS = (
    Kind(
        name=OPENED,
        label="A cohort opens to applications",
        topic=PROGRAMMES,
        audience="you represent an organisation in the partnership",
        when="When it opens, on a working day",
        things=cohorts,
        wording=_opened,
        why_not=_unless_opened,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
    ),
    Kind(
        name=CLOSING,
        label="Applications to a cohort close in a week",
        topic=PROGRAMMES,
        audience="you represent an organisation in the partnership, or head it",
        when="7 days before the last day to apply, on a working day",
        things=cohorts,
        wording=_closing,
        why_not=_unless_closing,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
        example=_a_closing,
    ),
)
