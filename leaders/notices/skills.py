"""Somebody is asked for their view of how a leader practises, by a link of their own."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from leaders.actions.assessing import VOICE
from leaders.actions.practice import CONFIRM
from leaders.models import SecondVoice, SkillPractice
from leaders.notices import words
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

# It can be left, so that no coordinator has to tell it by hand: whom somebody asks is theirs alone.
VIEWS = Topic("views", gettext_lazy("What somebody asks you about how they work"), optional=True)
FORGOTTEN = gettext_lazy(
    "We use your address for this alone, and delete it when you have answered, or after 30 days."
)


def _voices() -> QuerySet[SecondVoice]:
    return SecondVoice.objects.select_related("participation__person")


def _voice_wording(voice: SecondVoice, notice: Notice) -> Message:
    facts = {"who": one_line(voice.participation.person.name), "you": one_line(voice.name)}
    return Message(
        subject=_("Your view is asked: how %(who)s works with others") % facts,
        lines=[
            _("%(you)s, %(who)s would like to know how you see them work with others.") % facts,
            _("Four short questions, about five minutes. You need no account."),
            _("Only %(who)s sees what you answer. You can also say that you would rather not.")
            % facts,
            str(FORGOTTEN),
        ],
        link=absolute(voice.private_path()),
        link_text=_("Answer, or say no"),
        text=one_line(
            _("How do you see %(who)s work with others? Four short questions.") % facts,
            words.IN_A_TEXT,
        ),
    )


def _why_not_voice(voice: SecondVoice, notice: Notice, now: datetime) -> str:
    return "They have answered." if voice.is_settled else ""


def _practice() -> QuerySet[SkillPractice]:
    return SkillPractice.objects.select_related("person")


def _confirm_wording(entry: SkillPractice, notice: Notice) -> Message:
    facts = {
        "who": one_line(entry.person.name),
        "you": one_line(entry.confirmed_by),
        "work": one_line(entry.work),
    }
    return Message(
        subject=_("Was it so? %(who)s asks about work that you saw") % facts,
        lines=[
            _("%(you)s, %(who)s wrote down what they learned from this: %(work)s.") % facts,
            _("Read it and say whether it was so. It takes a minute, and you need no account."),
            str(FORGOTTEN),
        ],
        link=absolute(entry.private_path()),
        link_text=_("Read it and answer"),
        text=one_line(
            _("%(who)s asks whether it was so, what they learned from: %(work)s") % facts,
            words.IN_A_TEXT,
        ),
    )


def _why_not_confirm(entry: SkillPractice, notice: Notice, now: datetime) -> str:
    return "" if entry.is_asked else "They have answered, or it was taken back."


KINDS = (
    Kind(
        name=VOICE,
        label="Somebody asks how you see them lead",
        topic=VIEWS,
        audience=gettext_lazy("they named you as somebody who sees them work"),
        when="When a participant of a programme asks for a second voice",
        things=_voices,
        wording=_voice_wording,
        why_not=_why_not_voice,
        timing=Timing.DECENT_HOUR,
    ),
    Kind(
        name=CONFIRM,
        label="Somebody asks you to confirm what they practised",
        topic=VIEWS,
        audience=gettext_lazy("they named you as somebody who was there"),
        when="When a leader asks for it",
        things=_practice,
        wording=_confirm_wording,
        why_not=_why_not_confirm,
        timing=Timing.DECENT_HOUR,
    ),
)
