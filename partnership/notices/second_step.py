"""To whoever’s second step somebody else took away."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from accounts.models import SecondStepReset
from partnership.actions.resetting import RESET
from reminders.kinds import Kind, Message, Topic
from reminders.models import Notice

SIGNING_IN = Topic("signing-in", gettext_lazy("Signing in"))


def _reset(reset: SecondStepReset, notice: Notice) -> Message:
    at = date_format(timezone.localtime(reset.reset_at), "l j F Y, H:i")
    return Message(
        subject=_("Your second step was taken away: set up a new one"),
        lines=[
            _("On %(at)s somebody who may took away your lost second step.") % {"at": at},
            _("You were signed out everywhere. At your next sign-in you set up a new one."),
            _("If you did not ask for this, phone your partnership, or whoever runs this site."),
        ],
        link=absolute(reverse("second_step_setup")),
        link_text=_("Set up a second step"),
        text=_("Your second step was taken away. If you did not ask for this, phone us."),
    )


def _why_not(reset: SecondStepReset, notice: Notice, now: datetime) -> str:
    return ""


def _resets() -> QuerySet[SecondStepReset]:
    return SecondStepReset.objects.select_related("person")


KINDS = (
    Kind(
        name=RESET,
        label="Your second step was taken away",
        topic=SIGNING_IN,
        audience="it was yours",
        when="As soon as a chair, or whoever runs the site, has done it",
        things=_resets,
        wording=_reset,
        why_not=_why_not,
    ),
)
