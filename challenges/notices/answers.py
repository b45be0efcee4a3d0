"""Whoever an offer, a change or a barrier waits for is told, and whoever asked, of the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.links import absolute
from challenges.answering import (
    ANSWERED,
    CHANGE_ANSWERED,
    CHANGE_ASKED,
    ESCALATED,
    OFFERED,
    answers_change,
    answers_offer,
    sees_to,
)
from challenges.models import Barrier, Commitment, Renegotiation
from challenges.notices.promises import IN_A_TEXT, PROMISES, long_day
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice
from reminders.words import one_line

NOT_TO_THEM = "It does not wait for them any more."


def _commitments() -> QuerySet[Commitment]:
    return Commitment.objects.select_related(
        "challenge__partnership", "organisation", "made_by__person"
    )


def _changes() -> QuerySet[Renegotiation]:
    return Renegotiation.objects.select_related(
        "commitment__challenge__partnership",
        "commitment__organisation",
        "asked_by__person",
        "agreed_for",
    )


def _barriers() -> QuerySet[Barrier]:
    return Barrier.objects.select_related("challenge__partnership")


def _message(subject: str, lines: list[str], facts: dict[str, str], path: str) -> Message:
    return Message(
        subject=subject % facts,
        lines=[line % facts for line in lines],
        link=absolute(path),
        link_text=_("Open it"),
        text=one_line(subject % facts, IN_A_TEXT),
    )


def _facts(commitment: Commitment) -> dict[str, str]:
    return {
        "day": long_day(commitment.due_on),
        "what": one_line(commitment.will_do),
        "who": one_line(commitment.organisation.name),
        "challenge": one_line(commitment.challenge.title),
    }


def _offer(commitment: Commitment, notice: Notice) -> Message:
    return _message(
        _("For %(who)s to take on: %(what)s"),
        [
            _("It was written down that %(who)s will do this by %(day)s: %(what)s."),
            _("It is for the challenge “%(challenge)s”."),
            _("It counts, and is public, once you take it on."),
            _("If it is not right, say why not: nobody outside the partnership sees that."),
        ],
        _facts(commitment),
        commitment.get_absolute_url(),
    )


def _offer_waits(commitment: Commitment, notice: Notice, now: datetime) -> str:
    if not commitment.is_offered:
        return "It was answered."
    return "" if notice.contact.person_id in answers_offer(commitment, now) else NOT_TO_THEM


def _answer(commitment: Commitment, notice: Notice) -> Message:
    facts = _facts(commitment) | {"why": one_line(commitment.declined_because)}
    if commitment.state == Commitment.State.DECLINED:
        subject = _("Not taken on by %(who)s: %(what)s")
        lines = [_("%(who)s does not take this on: %(what)s."), _("Why: %(why)s")]
    else:
        subject = _("Taken on by %(who)s: %(what)s")
        lines = [_("%(who)s has taken this on, by %(day)s: %(what)s."), _("It is public now.")]
    return _message(subject, lines, facts, commitment.get_absolute_url())


def _answer_stands(commitment: Commitment, notice: Notice, now: datetime) -> str:
    return "It waits for an answer." if commitment.is_offered else ""


def _change(asked: Renegotiation, notice: Notice) -> Message:
    facts = _facts(asked.commitment) | {
        "new_day": long_day(asked.due_on),
        "new": one_line(asked.will_do),
        "why": one_line(asked.because),
    }
    return _message(
        _("A promise is to change, asks %(who)s: %(what)s"),
        [
            _("%(who)s promised, by %(day)s: %(what)s."),
            _("They ask for this instead, by %(new_day)s: %(new)s."),
            _("Why: %(why)s"),
            _("Until somebody of another organisation agrees, the old promise stands."),
        ],
        facts,
        asked.commitment.get_absolute_url(),
    )


def _change_waits(asked: Renegotiation, notice: Notice, now: datetime) -> str:
    if not asked.is_open or not asked.commitment.is_open:
        return "It was answered."
    return "" if notice.contact.person_id in answers_change(asked, now) else NOT_TO_THEM


def _change_answer(asked: Renegotiation, notice: Notice) -> Message:
    facts = _facts(asked.commitment) | {
        "new_day": date_format(asked.due_on, "j F Y"),
        "new": one_line(asked.will_do),
        "why": one_line(asked.refused_because),
    }
    if asked.agreed_for is None:
        subject = _("Not agreed, the promise stands: %(what)s")
        lines = [_("The promise stands as it was, by %(day)s: %(what)s."), _("Why: %(why)s")]
    else:
        facts["agreed"] = one_line(asked.agreed_for.name)
        subject = _("Agreed, by %(new_day)s: %(new)s")
        lines = [_("%(agreed)s has agreed. It is promised by %(new_day)s now: %(new)s.")]
    return _message(subject, lines, facts, asked.commitment.get_absolute_url())


def _change_answered(asked: Renegotiation, notice: Notice, now: datetime) -> str:
    return "It waits for an answer." if asked.is_open else ""


def _escalation(barrier: Barrier, notice: Notice) -> Message:
    facts = {
        "what": one_line(barrier.what),
        "why": one_line(barrier.escalated_because),
        "challenge": one_line(barrier.challenge.title),
        "day": long_day(barrier.met_on),
    }
    return _message(
        _("You are asked to lift a barrier: %(what)s"),
        [
            _("It stands in the way of “%(challenge)s” since %(day)s: %(what)s."),
            _("Why it comes to you: %(why)s"),
            _("When it is lifted, say on its page what lifted it."),
        ],
        facts,
        barrier.get_absolute_url(),
    )


def _escalation_stands(barrier: Barrier, notice: Notice, now: datetime) -> str:
    if barrier.lifted_on is not None:
        return "It was lifted."
    return "" if notice.contact.person_id in sees_to(barrier, now) else NOT_TO_THEM


def _of_challenge(thing: Any) -> Cadence:
    return thing.challenge.partnership.cadence()  # type: ignore[no-any-return]


def _of_commitment(asked: Renegotiation) -> Cadence:
    return _of_challenge(asked.commitment)


def _newest(things: QuerySet[Any]) -> tuple[Any, str] | None:
    newest = things.order_by("-pk").first()
    return (newest, "") if newest else None


KINDS = (
    Kind(
        name=OFFERED,
        label="A promise waits for you to take it on",
        topic=PROMISES,
        audience="you speak for the organisation that is to do it",
        when="When it is written down",
        things=_commitments,
        wording=_offer,
        why_not=_offer_waits,
        timing=Timing.WORKING_DAY,
        cadence=_of_challenge,
        example=lambda: _newest(_commitments()),
    ),
    Kind(
        name=ANSWERED,
        label="A promise was taken on, or not",
        topic=PROMISES,
        audience="you wrote it down",
        when="When it is answered",
        things=_commitments,
        wording=_answer,
        why_not=_answer_stands,
        timing=Timing.WORKING_DAY,
        cadence=_of_challenge,
        example=lambda: _newest(_commitments()),
    ),
    Kind(
        name=CHANGE_ASKED,
        label="Somebody asks to change what they promised",
        topic=PROMISES,
        audience="it was promised to your organisation, or you work on it for another one",
        when="When it is asked",
        things=_changes,
        wording=_change,
        why_not=_change_waits,
        timing=Timing.WORKING_DAY,
        cadence=_of_commitment,
        example=lambda: _newest(_changes()),
    ),
    Kind(
        name=CHANGE_ANSWERED,
        label="Your change of a promise was answered",
        topic=PROMISES,
        audience="you asked for it",
        when="When it is answered",
        things=_changes,
        wording=_change_answer,
        why_not=_change_answered,
        timing=Timing.WORKING_DAY,
        cadence=_of_commitment,
        example=lambda: _newest(_changes()),
    ),
    Kind(
        name=ESCALATED,
        label="A barrier is put before you",
        topic=PROMISES,
        audience="you chair the partnership",
        when="When it is escalated",
        things=_barriers,
        wording=_escalation,
        why_not=_escalation_stands,
        timing=Timing.WORKING_DAY,
        cadence=_of_challenge,
        example=lambda: _newest(_barriers()),
    ),
)
