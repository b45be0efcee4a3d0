"""To whoever is invited to act, to whoever invited them, and when the chair changes hands."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from partnership.invitation_reminders import (
    ANSWERED,
    CHAIR_HANDED_OVER,
    CHAIR_OFFERED,
    INVITED,
    REMINDED,
)
from partnership.models import Invitation
from partnership.models.capacity import HEADS, SAFEGUARDS
from partnership.who import acts
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice
from reminders.words import one_line

INVITATIONS = Topic("invitations", gettext_lazy("Invitations to act in a partnership"))
IN_A_TEXT = 160


def _facts(invitation: Invitation) -> dict[str, str]:
    by = invitation.invited_by
    begins = invitation.hat.starts_at if invitation.hat else invitation.starts_at
    return {
        "as": invitation.get_capacity_display().lower(),
        "hat": one_line(invitation.label),
        "who": one_line(invitation.name),
        "partnership": one_line(invitation.partnership.name),
        "by": one_line(by.person.name) if by else _("The partnership"),
        "until": _day(invitation.until),
        "expires": _day(invitation.expires_at),
        "begins": _day(begins),
        "from": _day(begins) if begins else _("as soon as they accept"),
    }


def _day(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j F Y") if moment else ""


def _link(invitation: Invitation) -> str:
    return absolute(reverse("invitation_open", args=[invitation.token()]))


def _invited(invitation: Invitation, notice: Notice) -> Message:
    facts = _facts(invitation)
    lines = [_("%(by)s invites you to act as %(hat)s in %(partnership)s.") % facts]
    if invitation.replaces is not None:
        begins = facts["begins"] or _("as soon as you accept")
        lines.append(_("You would take over the chair. From when: %(from)s.") % {"from": begins})
    if invitation.until is not None:
        lines.append(_("It would be until %(until)s.") % facts)
    if invitation.words:
        lines.append(_("They write: “%(words)s”") % {"words": one_line(invitation.words, 1000)})
    lines.append(
        _("The page says what you could do, and who would see you. Say yes or no by %(expires)s.")
        % facts
    )
    return Message(
        subject=_("You are invited to be %(as)s: %(partnership)s") % facts,
        lines=lines,
        link=_link(invitation),
        link_text=_("See the invitation"),
        text=one_line(
            _("You are invited to be %(as)s, by %(by)s, %(partnership)s") % facts,
            IN_A_TEXT,
        ),
    )


def _reminded(invitation: Invitation, notice: Notice) -> Message:
    facts = _facts(invitation)
    return Message(
        subject=_("Yes or no by %(expires)s: you are invited to be %(as)s, %(partnership)s")
        % facts,
        lines=[
            _("%(by)s invited you to act as %(hat)s in %(partnership)s.") % facts,
            _("You have not answered yet. The invitation ends on %(expires)s.") % facts,
        ],
        link=_link(invitation),
        link_text=_("See the invitation"),
        text=one_line(
            _("By %(expires)s: do you want to be %(as)s, %(partnership)s?") % facts, IN_A_TEXT
        ),
    )


def _why_not_open(invitation: Invitation, notice: Notice, now: datetime) -> str:
    if invitation.ended_at is not None:
        return "It was answered or withdrawn."
    if not invitation.is_open(now):
        return "It has expired."
    if invitation.expires_at.isoformat() != notice.version:
        return "It was sent again later."
    return ""


def _answered(invitation: Invitation, notice: Notice) -> Message:
    facts = _facts(invitation)
    accepted = invitation.accepted_at is not None
    subject = (
        _("Accepted: %(who)s, %(as)s, %(partnership)s")
        if accepted
        else _("Declined: %(who)s, %(as)s, %(partnership)s")
    )
    line = (
        _("%(who)s said yes to being %(hat)s in %(partnership)s.")
        if accepted
        else _("%(who)s said no to being %(hat)s in %(partnership)s. You can ask another.")
    )
    return Message(
        subject=subject % facts,
        lines=[line % facts],
        link=absolute(reverse("hat_list", args=[invitation.partnership.slug])),
        link_text=_("People of the partnership"),
        text=one_line(subject % facts, IN_A_TEXT),
    )


def _why_no_answer(invitation: Invitation, notice: Notice, now: datetime) -> str:
    return "" if invitation.accepted_at or invitation.declined_at else "It was not answered."


def _chair_offered(invitation: Invitation, notice: Notice) -> Message:
    facts = _facts(invitation)
    return Message(
        subject=_("The chair is offered to %(who)s: %(partnership)s") % facts,
        lines=[
            _("%(by)s would hand over the chair of %(partnership)s to %(who)s.") % facts,
            _("From when: %(from)s. Nothing changes before they accept.") % facts,
        ],
        link=absolute(reverse("hat_list", args=[invitation.partnership.slug])),
        link_text=_("People of the partnership"),
        text=one_line(_("The chair is offered to %(who)s: %(partnership)s") % facts, IN_A_TEXT),
    )


def _why_not_offered(invitation: Invitation, notice: Notice, now: datetime) -> str:
    if not invitation.is_open(now):
        return "The offer is over."
    return _still_told(invitation, notice, now)


def _chair_handed_over(invitation: Invitation, notice: Notice) -> Message:
    old = invitation.replaces
    facts = {**_facts(invitation), "old": one_line(old.person.name) if old else ""}
    return Message(
        subject=_("From %(from)s %(who)s chairs: %(partnership)s") % facts,
        lines=[
            _("%(who)s accepted the chair of %(partnership)s, from %(from)s.") % facts,
            _("%(old)s stops as chair in the same moment.") % facts,
        ],
        link=absolute(reverse("partnership_detail", args=[invitation.partnership.slug])),
        link_text=_("See the partnership"),
        text=one_line(_("From %(from)s %(who)s chairs: %(partnership)s") % facts, IN_A_TEXT),
    )


def _why_not_handed_over(invitation: Invitation, notice: Notice, now: datetime) -> str:
    if invitation.accepted_at is None:
        return "Nobody has accepted it."
    return _still_told(invitation, notice, now)


def _still_told(invitation: Invitation, notice: Notice, now: datetime) -> str:
    capacities = (*HEADS, *SAFEGUARDS)
    person = notice.contact.person_id
    told = acts(person, invitation.partnership_id, now, capacities) or person == (
        invitation.person_id
    )
    return "" if told else "They do not act in the partnership any more."


def _invitations() -> QuerySet[Invitation]:
    return Invitation.objects.select_related(
        "partnership",
        "organisation",
        "hat",
        "invited_by__person",
        "invited_by__organisation",
        "replaces__person",
    )


def _newest(**given: object) -> tuple[Invitation, str] | None:
    found = _invitations().filter(**given).order_by("-pk").first()
    return (found, found.expires_at.isoformat()) if found else None


def _one_open() -> tuple[Invitation, str] | None:
    return _newest(accepted_at=None, declined_at=None, withdrawn_at=None)


def _one_accepted() -> tuple[Invitation, str] | None:
    return _newest(accepted_at__isnull=False)


def _one_handover() -> tuple[Invitation, str] | None:
    return _newest(replaces__isnull=False)


KINDS = (
    Kind(
        name=INVITED,
        label="You are invited to act",
        topic=INVITATIONS,
        audience=gettext_lazy("somebody who heads the partnership asked you"),
        when="As soon as somebody is invited, or invited again",
        things=_invitations,
        wording=_invited,
        why_not=_why_not_open,
        example=_one_open,
    ),
    Kind(
        name=REMINDED,
        label="An invitation waits for your answer",
        topic=INVITATIONS,
        audience=gettext_lazy("somebody who heads the partnership asked you"),
        when="A week after the invitation, if it was not answered",
        things=_invitations,
        wording=_reminded,
        why_not=_why_not_open,
        timing=Timing.DECENT_HOUR,
        example=_one_open,
    ),
    Kind(
        name=ANSWERED,
        label="An invitation was answered",
        topic=INVITATIONS,
        audience="you invited them",
        when="As soon as somebody accepts or declines",
        things=_invitations,
        wording=_answered,
        why_not=_why_no_answer,
        example=_one_accepted,
    ),
    Kind(
        name=CHAIR_OFFERED,
        label="The chair is offered to somebody",
        topic=INVITATIONS,
        audience="you head the partnership",
        when="As soon as a chair offers to hand over",
        things=_invitations,
        wording=_chair_offered,
        why_not=_why_not_offered,
        example=_one_handover,
    ),
    Kind(
        name=CHAIR_HANDED_OVER,
        label="The chair changes hands",
        topic=INVITATIONS,
        audience="you head the partnership, or look after safeguarding in it",
        when="As soon as the new chair accepts",
        things=_invitations,
        wording=_chair_handed_over,
        why_not=_why_not_handed_over,
        example=_one_handover,
    ),
)
