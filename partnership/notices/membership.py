"""A representative is asked whether their organisation is a partner, and what it brings."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import absolute
from partnership.membership_reminders import AGAIN, CONFIRM, FIRST
from partnership.models import Hat, Partner
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

MEMBERSHIP = Topic("membership", "The membership of your organisation", for_work=True)
IN_A_TEXT = 160


def _asked(partner: Partner, notice: Notice) -> Message:
    facts = {
        "body": one_line(partner.organisation.name),
        "partnership": one_line(partner.partnership.name),
        "brings": one_line(partner.brings),
    }
    subject = (
        _("Not confirmed yet: %(body)s in %(partnership)s")
        if notice.version == AGAIN
        else _("Please confirm that you are a partner: %(body)s, %(partnership)s")
    )
    lines = [
        _("%(body)s is named as a partner of %(partnership)s. You act for it.") % facts,
        _("It is said to bring: %(brings)s.") % facts
        if partner.brings
        else _("Nothing is said yet of what it brings."),
        _("Confirm it, or change what it says, on one page. Until then the public page says that "
          "it is not confirmed."),
    ]  # fmt: skip
    return Message(
        subject=subject % facts,
        lines=lines,
        link=absolute(reverse("partner_confirm", args=[partner.partnership.slug, partner.pk])),
        link_text=_("Confirm the membership"),
        text=one_line(_("Please confirm the membership of %(body)s, %(partnership)s") % facts,
                      IN_A_TEXT),
    )  # fmt: skip


def _why_not(partner: Partner, notice: Notice, now: datetime) -> str:
    if partner.confirmed_at is not None:
        return "The membership is confirmed."
    if not partner.is_on(timezone.localdate(now)):
        return "The organisation is not a partner any more."
    speaks = Hat.objects.current(now).filter(
        person=notice.contact.person_id,
        partnership=partner.partnership_id,
        organisation=partner.organisation_id,
        capacity=Hat.Capacity.REPRESENTATIVE,
    )
    return "" if speaks.exists() else "They do not act for the organisation any more."


def _partners() -> QuerySet[Partner]:
    return Partner.objects.select_related("organisation", "partnership")


def _pace(partner: Partner) -> Cadence:
    return partner.partnership.cadence()


def _an_unconfirmed() -> tuple[Partner, str] | None:
    partner = _partners().filter(confirmed_at__isnull=True).order_by("-pk").first()
    return (partner, FIRST) if partner else None


KINDS = (
    Kind(
        name=CONFIRM,
        label="A membership to confirm",
        topic=MEMBERSHIP,
        audience="you act for a partner organisation",
        when="The day after you are named, and again a month later, until somebody has confirmed",
        things=_partners,
        wording=_asked,
        why_not=_why_not,
        timing=Timing.WORKING_DAY,
        cadence=_pace,
        example=_an_unconfirmed,
    ),
)
