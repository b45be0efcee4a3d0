"""Those who answer for a promise are told that its day comes, and that it is past."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.links import absolute
from challenges.models import Commitment
from challenges.reminders import DUE, LATE, who_answers
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

PROMISES = Topic("promises", "What your organisation has promised", optional=True, for_work=True)
IN_A_TEXT = 160


def _commitments() -> QuerySet[Commitment]:
    return Commitment.objects.select_related("challenge__partnership", "organisation", "made_by")


def _cadence(commitment: Commitment) -> Cadence:
    return commitment.challenge.partnership.cadence()


def long_day(day: date) -> str:
    return date_format(day, "l j F Y")


def _facts(commitment: Commitment) -> dict[str, str]:
    return {
        "day": long_day(commitment.due_on),
        "short": date_format(commitment.due_on, "D j M"),
        "what": one_line(commitment.will_do),
        "who": one_line(commitment.organisation.name),
        "challenge": one_line(commitment.challenge.title),
    }


def _message(commitment: Commitment, subject: str, lines: list[str], text: str) -> Message:
    facts = _facts(commitment)
    return Message(
        subject=subject % facts,
        lines=[line % facts for line in lines],
        link=absolute(commitment.get_absolute_url()),
        link_text=_("Open the commitment"),
        text=one_line(text % facts, IN_A_TEXT),
    )


def _due_wording(commitment: Commitment, notice: Notice) -> Message:
    return _message(
        commitment,
        _("Due on %(day)s: %(what)s"),
        [
            _("%(who)s has promised this by %(day)s: %(what)s."),
            _("It is for the challenge “%(challenge)s”."),
            _("When it is done, somebody of another organisation says what they have seen."),
            _("If it cannot be done, drop it on its page, and say why. Everybody can read that."),
        ],
        _("Due %(short)s: %(who)s, %(what)s"),
    )


def _late_wording(commitment: Commitment, notice: Notice) -> Message:
    return _message(
        commitment,
        _("Late, due on %(day)s: %(what)s"),
        [
            _("%(who)s promised this by %(day)s, and it is not settled: %(what)s."),
            _("It is for the challenge “%(challenge)s”. Everybody can see that it is late."),
            _("If it is done, ask somebody of another organisation to say what they have seen."),
            _("If it cannot be done, %(who)s drops it on its page, and says why."),
        ],
        _("Late, due %(short)s: %(who)s, %(what)s"),
    )


def _why_not_due(commitment: Commitment, notice: Notice, now: datetime) -> str:
    return _why_not(commitment, notice, now, late=False)


def _why_not_late(commitment: Commitment, notice: Notice, now: datetime) -> str:
    return _why_not(commitment, notice, now, late=True)


def _why_not(commitment: Commitment, notice: Notice, now: datetime, *, late: bool) -> str:
    """Not when it was settled or given another day, nor when they do not answer for it any more."""
    today = timezone.localdate(now)
    challenge = commitment.challenge
    if commitment.state != Commitment.State.OPEN:
        return f"It was {commitment.get_state_display().lower()}."
    if notice.version.split()[0] != commitment.due_on.isoformat():
        return "It has another day now."
    if not (challenge.is_active and challenge.partnership.is_live):
        return "The challenge is not active any more."
    if challenge.is_spared(today):
        return "Nobody is to be reminded of it for a while."
    if notice.contact.person_id not in who_answers([commitment], now, late=late)[commitment.pk]:
        return "They do not answer for it any more."
    return ""


def _newest(*, late: bool) -> tuple[Commitment, str] | None:
    """An open promise to preview with, late or not."""
    today = timezone.localdate()
    still_open = _commitments().filter(state=Commitment.State.OPEN)
    fitting = still_open.filter(due_on__lt=today) if late else still_open.filter(due_on__gte=today)
    newest = fitting.order_by("-pk").first() or _commitments().order_by("-pk").first()
    return (newest, newest.due_on.isoformat()) if newest else None


KINDS = (
    Kind(
        name=DUE,
        label="A promise is due in a week",
        topic=PROMISES,
        audience="you made this promise, or you lead or stand for the organisation that made it",
        when="A week before its day, on a working day",
        things=_commitments,
        wording=_due_wording,
        why_not=_why_not_due,
        timing=Timing.WORKING_DAY,
        cadence=_cadence,
        example=lambda: _newest(late=False),
    ),
    Kind(
        name=LATE,
        label="A promise is late",
        topic=PROMISES,
        audience="you answer for this promise, or coordinate the partnership",
        when="On the day after its day and each week from then, until it is kept or dropped",
        things=_commitments,
        wording=_late_wording,
        why_not=_why_not_late,
        timing=Timing.WORKING_DAY,
        cadence=_cadence,
        example=lambda: _newest(late=True),
    ),
)
