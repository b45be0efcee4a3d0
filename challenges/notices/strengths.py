"""Whoever named a strength is asked once a year whether it is still there."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.links import absolute
from challenges.models import Strength
from challenges.strength_reminders import CONFIRM, COORDINATES
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

STRENGTHS = Topic("strengths", "Strengths that you know", optional=True)


def _strengths() -> QuerySet[Strength]:
    return Strength.objects.select_related("partnership")


def _cadence(strength: Strength) -> Cadence:
    return strength.partnership.cadence()


def _wording(strength: Strength, notice: Notice) -> Message:
    facts = {
        "name": one_line(strength.name),
        "day": date_format(strength.confirmed_on, "j F Y"),
        "partnership": one_line(strength.partnership.name),
    }
    path = reverse("strength_detail", args=[strength.partnership.slug, strength.pk])
    return Message(
        subject=_("Is it still there? %(name)s") % facts,
        lines=[
            _("Nobody has confirmed this strength since %(day)s: %(name)s.") % facts,
            _("Until somebody does, its page on %(partnership)s says so to everybody.") % facts,
            _("If it is still there, confirm it on its page, or tell the coordinator."),
        ],
        link=absolute(path),
        link_text=_("Open its page"),
    )


def _why_not(strength: Strength, notice: Notice, now: datetime) -> str:
    """Not when somebody confirmed it meanwhile, nor to whom it does not concern any more."""
    if strength.state != Strength.State.PUBLISHED or not strength.partnership.is_live:
        return "It is not published any more."
    if strength.is_confirmed(timezone.localdate(now)):
        return "Somebody confirmed it meanwhile."
    if notice.version != strength.confirmed_on.isoformat():
        return "It was confirmed on another day meanwhile."
    person = notice.contact.person_id
    if person == strength.named_by_id:
        return ""
    if not acts(person, strength.partnership_id, now, COORDINATES):
        return "They do not coordinate the partnership any more."
    return ""


KINDS = (
    Kind(
        name=CONFIRM,
        label="A strength was not confirmed for a year",
        topic=STRENGTHS,
        audience="you named this strength, or coordinate its partnership",
        when="A year after it was named or last confirmed, once",
        things=_strengths,
        wording=_wording,
        why_not=_why_not,
        timing=Timing.WORKING_DAY,
        cadence=_cadence,
    ),
)
