"""What an active challenge rests on, as a deferred trigger that first locks the challenge."""

from __future__ import annotations

import pgtrigger

_SQL = """
    SELECT state INTO state_now FROM challenges_challenge
        WHERE id = COALESCE(NEW.{column}, OLD.{column}) FOR NO KEY UPDATE;
    IF state_now IS DISTINCT FROM 'active' THEN
        RETURN NULL;
    END IF;
    IF (SELECT count(DISTINCT organisation.sector)
            FROM challenges_challengeorganisation joined
            JOIN partnership_organisation organisation ON organisation.id = joined.organisation_id
            WHERE joined.challenge_id = COALESCE(NEW.{column}, OLD.{column})) < 2 THEN
        RAISE EXCEPTION 'An active challenge needs organisations of two sectors'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_challenge_has_two_sectors';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM challenges_challengestrength
            WHERE challenge_id = COALESCE(NEW.{column}, OLD.{column})) THEN
        RAISE EXCEPTION 'An active challenge needs a strength of the place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_challenge_has_a_strength';
    END IF;
    RETURN NULL;
"""


def keeps_its_footing(
    name: str, operation: pgtrigger.Operation, column: str = "challenge_id"
) -> pgtrigger.Trigger:
    """A trigger for a table whose `column` is the challenge's id."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("state_now", "text")],
        func=_SQL.format(column=column),
    )
