"""Who may do what with roles and programmes. Reads like minutes; each takes the actor first."""

from __future__ import annotations

from accounts.actor import Actor
from leaders.models import (
    Application,
    Cohort,
    JointAct,
    LeadershipRole,
    Participation,
    Programme,
    RoleHolding,
    RoleNotice,
    RoleProposal,
)
from partnership.models import Partnership
from partnership.models.capacity import CHAIRS, HEADS, Capacity

# Those who act for an organisation in a partnership, and those who head it.
ACT_FOR_A_PARTNER = (Capacity.LEADER, Capacity.REPRESENTATIVE, *HEADS)
SEE_THE_PULSE = (*HEADS, Capacity.REPRESENTATIVE, Capacity.LEADER, Capacity.ANALYST)


def can_manage_roles(by: Actor, partnership: Partnership) -> bool:
    """Those who head the partnership create roles, say what pays for them, and end them."""
    return by.wears(partnership.pk, *HEADS)


def can_give_share(by: Actor, partnership: Partnership) -> bool:
    """A chair, or a deputy, gives out shares of roles, and answers what others propose."""
    return by.wears(partnership.pk, *CHAIRS)


def can_propose_share(by: Actor, partnership: Partnership) -> bool:
    """A coordinator prepares shares: they are held once a chair has approved."""
    return by.wears(partnership.pk, Capacity.COORDINATOR)


def can_prepare_share(by: Actor, partnership: Partnership) -> bool:
    """Whoever gives a share, or proposes one."""
    return can_give_share(by, partnership) or can_propose_share(by, partnership)


def can_propose_role(by: Actor, partnership: Partnership) -> bool:
    """Whoever leads, represents an organisation, or heads the partnership may propose a role."""
    return by.wears(partnership.pk, *ACT_FOR_A_PARTNER)


def can_revise_proposal(by: Actor, proposal: RoleProposal) -> bool:
    """Whoever proposed the role, while they still act there, and those who manage roles."""
    partnership = proposal.role.partnership
    own = proposal.proposed_by.person_id == by.person_id and can_propose_role(by, partnership)
    return own or can_manage_roles(by, partnership)


def can_answer_proposal(by: Actor, proposal: RoleProposal) -> bool:
    """A chair opens a proposed role, or says why not."""
    return can_give_share(by, proposal.role.partnership)


def can_withdraw_proposal(by: Actor, proposal: RoleProposal) -> bool:
    """Whoever may revise a proposed role may take it back."""
    return can_revise_proposal(by, proposal)


def can_step_down(by: Actor, holding: RoleHolding) -> bool:
    """Whoever holds a share may lay it down, in a hat of this partnership or in none."""
    return by.person_id == holding.person_id and _acts_here(by, holding.role)


def can_hand_over(by: Actor, holding: RoleHolding) -> bool:
    """Whoever held the share writes who follows, and so do those who head the partnership."""
    return can_step_down(by, holding) or can_manage_roles(by, holding.role.partnership)


def holds(by: Actor, role: LeadershipRole) -> bool:
    """Whoever has a share of the role that has not ended, in a hat of this partnership or none."""
    return by.person_id in {one.person_id for one in role.running()} and _acts_here(by, role)


def can_see_inside(by: Actor, role: LeadershipRole) -> bool:
    """Notes, notices and what waits are for those who hold a role and those who head it."""
    return holds(by, role) or can_manage_roles(by, role.partnership)


def can_see_money(by: Actor, role: LeadershipRole) -> bool:
    """What a role costs is seen by all where the partnership shows it, or by those who head it."""
    return role.partnership.shows_investment or can_manage_roles(by, role.partnership)


def can_divide_duties(by: Actor, role: LeadershipRole) -> bool:
    """Those who hold a role divide what it sees to, and so do those who head the partnership."""
    return can_see_inside(by, role)


def can_put_to_role(by: Actor, role: LeadershipRole) -> bool:
    """Whoever acts for a partner may put something to all who hold a role."""
    return by.wears(role.partnership_id, *ACT_FOR_A_PARTNER)


def can_read_notice(by: Actor, notice: RoleNotice) -> bool:
    """Those whom it is put to, whoever put it, and those who head the partnership."""
    sender = notice.sent_by.person_id if notice.sent_by else None
    own = sender == by.person_id and can_put_to_role(by, notice.role)
    return own or can_see_inside(by, notice.role)


def can_clear_notice(by: Actor, notice: RoleNotice) -> bool:
    """Each who holds the role now; the first to act does it for all."""
    return holds_now(by, notice.role)


def holds_now(by: Actor, role: LeadershipRole) -> bool:
    """Whoever holds a share of the role today."""
    return by.person_id in {one.person_id for one in role.held_today()} and _acts_here(by, role)


def can_propose_act(by: Actor, role: LeadershipRole) -> bool:
    """Each who holds the role now, and a chair, may put a joint act to those who hold it."""
    return holds_now(by, role) or can_give_share(by, role.partnership)


def can_answer_act(by: Actor, act: JointAct) -> bool:
    """Each who holds the role now."""
    return holds_now(by, act.role)


def can_withdraw_act(by: Actor, act: JointAct) -> bool:
    """Whoever proposed it, and a chair."""
    proposer = act.proposed_by.person_id if act.proposed_by else None
    own = proposer == by.person_id and _acts_here(by, act.role)
    return own or can_give_share(by, act.role.partnership)


def can_open_pulse(by: Actor, partnership: Partnership) -> bool:
    """Whoever heads the partnership asks its partners how far they trust each other."""
    return by.wears(partnership.pk, *HEADS)


def can_answer_pulse(by: Actor, partnership: Partnership) -> bool:
    """Representatives answer, each for the organisation of their hat."""
    return by.wears(partnership.pk, Capacity.REPRESENTATIVE)


def can_see_pulse(by: Actor, partnership: Partnership) -> bool:
    """What a closed round says is for those who act in the partnership; never for the public."""
    return by.wears(partnership.pk, *SEE_THE_PULSE)


def can_see_network(by: Actor, partnership: Partnership) -> bool:
    """Everybody, where the partnership shows it; otherwise those who act in it."""
    return partnership.shows_network or by.wears(partnership.pk, *Capacity.values)


def _acts_here(by: Actor, role: LeadershipRole) -> bool:
    return by.person_id is not None and by.partnership_id in (None, role.partnership_id)


def can_word_skills(by: Actor, programme: Programme) -> bool:
    """Whoever heads the partnership of a programme says what it calls the four skills."""
    return by.wears(programme.partnership_id, *HEADS)


def can_read_shared_practice(by: Actor, partnership: Partnership) -> bool:
    """What somebody shared is for those who act in the partnership with them."""
    return by.wears(partnership.pk, *Capacity.values)


def can_run_programmes(by: Actor, partnership: Partnership) -> bool:
    """Those who head the partnership set up programmes and cohorts."""
    return by.wears(partnership.pk, *HEADS)


def can_apply(by: Actor, cohort: Cohort) -> bool:
    """Anybody who signed in may ask for a place in a cohort that has opened."""
    return by.person_id is not None and cohort.opened_at is not None


def can_decide(by: Actor, application: Application) -> bool:
    """Those who run programmes decide on applications, but never on their own."""
    return by.person_id != application.person_id and can_run_programmes(
        by, application.cohort.partnership
    )


def can_see_participants(by: Actor, partnership: Partnership) -> bool:
    """Whoever acts in the partnership reads the names of those who take part."""
    return by.hat_id is not None and by.partnership_id == partnership.pk


def can_leave_cohort(by: Actor, participation: Participation) -> bool:
    """Whoever has a place may give it back, and those who run programmes may free it."""
    return by.person_id == participation.person_id or can_run_programmes(
        by, participation.cohort.partnership
    )
