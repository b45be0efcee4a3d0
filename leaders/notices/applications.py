"""Somebody applied to a cohort; those who decide have answered."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from leaders.models import Application, Cohort
from leaders.notices import words
from leaders.programme_reminders import DECIDED, RECEIVED, WAITING
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

OWN = Topic("applications", gettext_lazy("What you applied for"))
TO_DECIDE = Topic("to-decide", "Applications that wait for you", optional=True, for_work=True)
OFFERED = Application.Outcome.OFFERED


def address_of(cohort: Cohort, view: str = "cohort_shortcut") -> str:
    """A page of a cohort, as a short link that works from anywhere."""
    return absolute(reverse(view, args=[cohort.pk]))


def _facts(application: Application) -> dict[str, str]:
    cohort = application.cohort
    return {
        "cohort": one_line(cohort.name),
        "programme": one_line(cohort.programme.name),
        "who": one_line(application.person.name),
        "employer": one_line(application.employer_in_words),
        "begins": words.long(cohort.starts_on),
        "short": words.short(cohort.starts_on),
        "until": words.long(cohort.last_day_to_apply),
        "reason": one_line(application.reason, 600),
    }


def _received(application: Application, notice: Notice) -> Message:
    facts = _facts(application)
    return Message(
        subject=_("Your application has come: %(programme)s, %(cohort)s") % facts,
        lines=[
            _("You applied to %(cohort)s of %(programme)s, which begins on %(begins)s.") % facts,
            _("Those who run it read your application, and nobody else does."),
            _("People can apply until %(until)s. We write to you when it is decided.") % facts,
        ],
        link=address_of(application.cohort, "application_shortcut"),
        link_text=_("See or withdraw your application"),
        text=one_line(
            _("Your application has come: %(programme)s, %(cohort)s") % facts, words.IN_A_TEXT
        ),
    )


def _waiting(application: Application, notice: Notice) -> Message:
    facts = _facts(application)
    return Message(
        subject=_("An application waits for an answer: %(programme)s, %(cohort)s") % facts,
        lines=[
            _("%(who)s of %(employer)s applied to %(cohort)s of %(programme)s.") % facts,
            _("It begins on %(begins)s. People can apply until %(until)s.") % facts,
            _("The list of applications shows what each choice does to the mix."),
        ],
        link=address_of(application.cohort, "application_list_shortcut"),
        link_text=_("See the applications"),
        text=one_line(
            _("An application waits for an answer: %(programme)s, %(cohort)s") % facts,
            words.IN_A_TEXT,
        ),
    )


def _decided(application: Application, notice: Notice) -> Message:
    facts = _facts(application)
    if application.outcome == OFFERED:
        subject, text = (
            _("You have a place: %(programme)s, %(cohort)s"),
            _("From %(short)s: you have a place, %(programme)s, %(cohort)s"),
        )
        lines = [
            _("You have a place in %(cohort)s of %(programme)s. It begins on %(begins)s.") % facts,
            _("If you cannot come, give it back: somebody else would like it."),
        ]
    else:
        subject, text = (
            _("Not this time: %(programme)s, %(cohort)s"),
            _("Not this time: %(programme)s, %(cohort)s"),
        )
        lines = [
            _("You were not given a place in %(cohort)s of %(programme)s this time.") % facts,
            _("Why: %(reason)s") % facts,
            _("You can apply to the next cohort."),
        ]
    return Message(
        subject=subject % facts,
        lines=lines,
        link=address_of(application.cohort, "application_shortcut"),
        link_text=_("See your application"),
        text=one_line(text % facts, words.IN_A_TEXT),
    )


def _unless_received(application: Application, notice: Notice, now: datetime) -> str:
    return "It was withdrawn." if application.outcome == Application.Outcome.WITHDRAWN else ""


def _unless_waiting(application: Application, notice: Notice, now: datetime) -> str:
    if application.outcome:
        return "It was answered or withdrawn."
    person = notice.contact.person_id
    return "" if acts(person, application.cohort.partnership.pk, now) else words.NOT_HEAD


def _unless_decided(application: Application, notice: Notice, now: datetime) -> str:
    return "" if application.outcome == notice.version else "It was withdrawn, or decided anew."


def _applications() -> QuerySet[Application]:
    return Application.objects.select_related(
        "person", "employer", "cohort__programme__partnership"
    )


def _pace(application: Application) -> Cadence:
    return application.cohort.partnership.cadence()


def _an_answer() -> tuple[Application, str] | None:
    answers = (Application.Outcome.OFFERED, Application.Outcome.NOT_THIS_TIME)
    found = _applications().filter(outcome__in=answers).order_by("-pk").first()
    return (found, found.outcome) if found else None


KINDS = (
    Kind(
        name=RECEIVED,
        label="Your application has come",
        topic=OWN,
        audience=gettext_lazy("you applied to a programme"),
        when="At once, when somebody applies to a cohort",
        things=_applications,
        wording=_received,
        why_not=_unless_received,
    ),
    Kind(
        name=WAITING,
        label="An application waits for an answer",
        topic=TO_DECIDE,
        audience="you chair or coordinate the partnership",
        when="When somebody applies to a cohort, on a working day",
        things=_applications,
        wording=_waiting,
        why_not=_unless_waiting,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
    ),
    Kind(
        name=DECIDED,
        label="Your application was decided",
        topic=OWN,
        audience=gettext_lazy("you applied to a programme"),
        when="When a place is offered, or it is said why not this time, outside quiet hours",
        things=_applications,
        wording=_decided,
        why_not=_unless_decided,
        timing=Timing.DECENT_HOUR,
        cadence=_pace,
        example=_an_answer,
    ),
)
