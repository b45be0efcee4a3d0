"""What a role's shares must come to and when they may run, as deferred triggers.

Both lock the role first, so that of two people who write at once the second sees the first. The
lock is FOR NO KEY UPDATE: the foreign keys of two new holdings both keep a KEY SHARE lock on the
role, and FOR UPDATE would make each wait for the other.
"""

from __future__ import annotations

import pgtrigger

_LOCK = "PERFORM 1 FROM leaders_leadershiprole WHERE id = {role} FOR NO KEY UPDATE;"

# The sum over a day is highest on a day when some share begins, so only those days are added up.
_AT_MOST_100 = """
    IF EXISTS (
        SELECT 1 FROM leaders_roleholding one
        JOIN leaders_roleholding other ON other.role_id = one.role_id
            AND one.starts_on <@ daterange(other.starts_on, other.ends_on, '[)')
        WHERE one.role_id = {role}
            AND NOT isempty(daterange(one.starts_on, one.ends_on, '[)'))
        GROUP BY one.id HAVING sum(other.share) > 100
    ) THEN
        RAISE EXCEPTION 'The shares of this role come to more than 100 %% on a day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'role_shares_are_100_at_most';
    END IF;
"""

_WITHIN_THE_ROLE = """
    IF EXISTS (
        SELECT 1 FROM leaders_roleholding holding
        JOIN leaders_leadershiprole role ON role.id = holding.role_id
        WHERE role.id = {role}
            AND NOT daterange(holding.starts_on, holding.ends_on, '[)')
                <@ daterange(role.starts_on, role.ends_on, '[)')
    ) THEN
        RAISE EXCEPTION 'A share runs when its role does not exist'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'holding_lies_within_its_role';
    END IF;
"""

_AGREED = """
    IF EXISTS (
        SELECT 1 FROM leaders_roleholding holding
        JOIN leaders_leadershiprole role ON role.id = holding.role_id
        WHERE role.id = {role} AND role.proposed
    ) THEN
        RAISE EXCEPTION 'Somebody holds a role that is only proposed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proposed_role_is_held_by_nobody';
    END IF;
"""

_ANSWERED = """
    IF EXISTS (
        SELECT 1 FROM leaders_roleproposal proposal
        JOIN leaders_leadershiprole role ON role.id = proposal.role_id
        WHERE role.id = {role}
            AND role.proposed = (proposal.answered_at IS NOT NULL AND proposal.why_not = '')
    ) THEN
        RAISE EXCEPTION 'A proposed role is open once a chair has agreed, and not before'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'role_is_open_once_it_is_agreed';
    END IF;
"""


def shares_within_bounds() -> pgtrigger.Trigger:
    """For holdings: 100 % at most on any day, and only while the role is agreed and exists."""
    sql = _LOCK + _AT_MOST_100 + _WITHIN_THE_ROLE + _AGREED
    return _deferred(
        "shares_within_bounds", pgtrigger.Insert | pgtrigger.Update, "NEW.role_id", sql
    )


def role_covers_its_shares() -> pgtrigger.Trigger:
    """For roles: not drawn in over shares that run on, nor proposed again while it is held, nor
    opened before its proposal is agreed."""
    sql = _LOCK + _WITHIN_THE_ROLE + _AGREED + _ANSWERED
    return _deferred("role_covers_its_shares", pgtrigger.Update, "NEW.id", sql)


def proposal_goes_with_its_role(operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """For proposals: the role is open exactly when a chair has agreed."""
    return _deferred("proposal_goes_with_its_role", operation, "NEW.role_id", _LOCK + _ANSWERED)


def _deferred(name: str, operation: pgtrigger.Operation, role: str, sql: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=sql.format(role=role) + "    RETURN NULL;",
    )
