"""A role, or a share of one, is proposed and answered."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leaders.models import ProposedShare, RoleProposal
from leaders.notices import words
from leaders.telling import ROLE_ANSWERED, ROLE_PROPOSED, SHARE_ANSWERED, SHARE_PROPOSED
from partnership.models.capacity import CHAIRS
from partnership.who import acts
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing
from reminders.models import Notice
from reminders.words import one_line

ANSWERED = "A chair has answered it."
REVISED = "It was revised, or answered, since."

# --- A role --------------------------------------------------------------------------------------


def _role_wording(proposal: RoleProposal, notice: Notice) -> Message:
    role = proposal.role
    facts = {
        "title": one_line(role.title),
        "who": one_line(proposal.proposed_by.person.name),
        "case": one_line(role.case, 600),
    }
    return words.message(
        role,
        _("A role is proposed: %(title)s") % facts,
        [
            _("%(who)s proposes a leadership role: %(title)s.") % facts,
            _("Why the place needs it: %(case)s") % facts,
            _("You can open it, or say why not. Until then nobody can hold it."),
        ],
        _("Proposed by %(who)s: %(title)s") % facts,
        link_text=_("Read the case"),
    )


def _why_not_proposed(proposal: RoleProposal, notice: Notice, now: datetime) -> str:
    if not proposal.is_waiting:
        return ANSWERED
    if notice.version and notice.version != proposal.proposed_at.isoformat():
        return REVISED
    chairs = acts(notice.contact.person_id, proposal.role.partnership_id, now, CHAIRS)
    return "" if chairs else words.NOT_CHAIR


def _role_answer(proposal: RoleProposal, notice: Notice) -> Message:
    role = proposal.role
    facts = {"title": one_line(role.title), "why": one_line(proposal.why_not, 500)}
    if proposal.withdrawn and proposal.answered_by is not None:
        facts["who"] = one_line(proposal.answered_by.person.name)
        return words.message(
            role,
            _("Withdrawn: %(title)s") % facts,
            [
                _("%(who)s withdrew the proposal of a role: %(title)s.") % facts,
                _("Why: %(why)s") % facts,
                _("You can revise it, and so propose it again."),
            ],
            _("Withdrawn: %(title)s") % facts,
            link_text=_("Open the proposal"),
        )
    if proposal.why_not:
        return words.message(
            role,
            _("Not agreed: %(title)s") % facts,
            [
                _("The chair did not agree to the role that you proposed: %(title)s.") % facts,
                _("Why: %(why)s") % facts,
                _("You can revise it, and so propose it again."),
            ],
            _("Not agreed: %(title)s") % facts,
            link_text=_("Open the proposal"),
        )
    return words.message(
        role,
        _("Agreed: %(title)s") % facts,
        [
            _("The chair agreed to the role that you proposed: %(title)s.") % facts,
            _("It is open, and anybody can see it. Next, somebody is given a share of it."),
        ],
        _("Agreed: %(title)s") % facts,
    )


def _why_not_answered(proposal: RoleProposal, notice: Notice, now: datetime) -> str:
    if proposal.answered_at is None:
        return REVISED
    if notice.version and notice.version != proposal.answered_at.isoformat():
        return REVISED
    return ""


def _proposals() -> QuerySet[RoleProposal]:
    return RoleProposal.objects.select_related(
        "role__partnership", "proposed_by__person", "answered_by__person"
    )


def _pace_of_role(proposal: RoleProposal) -> Cadence:
    return proposal.role.partnership.cadence()


# --- A share -------------------------------------------------------------------------------------


def _share_facts(share: ProposedShare) -> dict[str, object]:
    return {
        "title": one_line(share.role.title),
        "who": one_line(share.person.name),
        "employer": one_line(share.employer.name),
        "by": one_line(share.proposed_by.person.name),
        "share": share.share,
        "day": words.long(share.starts_on),
        "why": one_line(share.why_not, 300),
    }


def _share_wording(share: ProposedShare, notice: Notice) -> Message:
    facts = _share_facts(share)
    return words.message(
        share.role,
        _("A share waits for you: %(who)s, %(title)s") % facts,
        [
            _("%(by)s prepared a share of %(title)s.") % facts,
            _("%(who)s of %(employer)s would hold %(share)s%% from %(day)s.") % facts,
            _("Approve it, or say why not. Until then nobody holds it."),
        ],
        _("Waits for you: %(share)s%% for %(who)s, %(title)s") % facts,
        page="share_answer",
        thing=share.pk,
        link_text=_("Approve it, or say why not"),
    )


def _why_not_share(share: ProposedShare, notice: Notice, now: datetime) -> str:
    if share.decided_at is not None:
        return ANSWERED
    chairs = acts(notice.contact.person_id, share.role.partnership_id, now, CHAIRS)
    return "" if chairs else words.NOT_CHAIR


def _share_answer(share: ProposedShare, notice: Notice) -> Message:
    facts = _share_facts(share)
    if share.why_not:
        return words.message(
            share.role,
            _("Not approved: %(who)s, %(title)s") % facts,
            [
                _("The chair did not approve %(share)s%% of %(title)s for %(who)s.") % facts,
                _("Why: %(why)s") % facts,
            ],
            _("Not approved: %(who)s, %(title)s") % facts,
        )
    return words.message(
        share.role,
        _("Approved: %(who)s, %(title)s") % facts,
        [_("%(who)s of %(employer)s holds %(share)s%% of %(title)s from %(day)s.") % facts],
        _("Approved: %(who)s, %(title)s") % facts,
    )


def _why_not_share_answer(share: ProposedShare, notice: Notice, now: datetime) -> str:
    return "" if share.decided_at is not None else "The chair has not answered yet."


def _shares() -> QuerySet[ProposedShare]:
    return ProposedShare.objects.select_related(
        "role__partnership", "person", "employer", "proposed_by__person"
    )


def _pace_of_share(share: ProposedShare) -> Cadence:
    return share.role.partnership.cadence()


def _an_answered_role() -> tuple[RoleProposal, str] | None:
    found = _proposals().exclude(answered_at=None).order_by("-answered_at").first()
    return (found, "") if found else None


def _an_answered_share() -> tuple[ProposedShare, str] | None:
    found = _shares().exclude(decided_at=None).order_by("-decided_at").first()
    return (found, "") if found else None


KINDS = (
    Kind(
        name=ROLE_PROPOSED,
        label="A role is proposed",
        topic=words.ROLES,
        audience="you chair the partnership",
        when="When somebody proposes a leadership role, or proposes it again, on a working day",
        things=_proposals,
        wording=_role_wording,
        why_not=_why_not_proposed,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_role,
    ),
    Kind(
        name=ROLE_ANSWERED,
        label="A proposed role is answered",
        topic=words.ROLES,
        audience="you proposed the role",
        when="When a chair opens the role, or says why not, on a working day",
        things=_proposals,
        wording=_role_answer,
        why_not=_why_not_answered,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_role,
        example=_an_answered_role,
    ),
    Kind(
        name=SHARE_PROPOSED,
        label="A share of a role waits for the chair",
        topic=words.ROLES,
        audience="you chair the partnership",
        when="When a coordinator prepares a share of a role, on a working day",
        things=_shares,
        wording=_share_wording,
        why_not=_why_not_share,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_share,
    ),
    Kind(
        name=SHARE_ANSWERED,
        label="A prepared share is answered",
        topic=words.ROLES,
        audience="you prepared the share",
        when="When a chair approves the share, or says why not, on a working day",
        things=_shares,
        wording=_share_answer,
        why_not=_why_not_share_answer,
        timing=Timing.WORKING_DAY,
        cadence=_pace_of_share,
        example=_an_answered_share,
    ),
)
