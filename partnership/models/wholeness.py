"""What a live partnership must have, as a deferred trigger that first locks the partnership."""

from __future__ import annotations

import pgtrigger

# A minute's grace absorbs the difference between the clocks of web and database hosts.
_SQL = """
    SELECT stage INTO stage_now FROM partnership_partnership
        WHERE id = COALESCE(NEW.{column}, OLD.{column}) FOR NO KEY UPDATE;
    IF stage_now IS DISTINCT FROM 'live' THEN
        RETURN NULL;
    END IF;
    today := (clock_timestamp() AT TIME ZONE 'Europe/London')::date;
    IF (SELECT count(DISTINCT organisation.sector)
            FROM partnership_partner partner
            JOIN partnership_organisation organisation ON organisation.id = partner.organisation_id
            WHERE partner.partnership_id = COALESCE(NEW.{column}, OLD.{column})
              AND partner.starts_on <= today
              AND (partner.ends_on IS NULL OR partner.ends_on > today)) < 2 THEN
        RAISE EXCEPTION 'A live partnership needs partners of two sectors'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'live_partnership_has_two_sectors';
    END IF;
    FOREACH needed IN ARRAY ARRAY['chair', 'safeguarding_lead', 'safeguarding_deputy'] LOOP
        IF NOT EXISTS (SELECT 1 FROM partnership_hat hat
                WHERE hat.partnership_id = COALESCE(NEW.{column}, OLD.{column})
                  AND hat.capacity = needed
                  AND hat.starts_at <= clock_timestamp() + interval '1 minute'
                  AND (hat.ends_at IS NULL
                       OR hat.ends_at > clock_timestamp() + interval '1 minute')) THEN
            RAISE EXCEPTION 'A live partnership needs a %', needed
                USING ERRCODE = 'check_violation', CONSTRAINT = 'live_partnership_has_a_' || needed;
        END IF;
    END LOOP;
    IF NOT EXISTS (SELECT 1 FROM partnership_vouching
            WHERE partnership_id = COALESCE(NEW.{column}, OLD.{column})) THEN
        RAISE EXCEPTION 'A live partnership is vouched for'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'live_partnership_is_vouched_for';
    END IF;
    RETURN NULL;
"""


def stays_whole(name: str, operation: pgtrigger.Operation, column: str) -> pgtrigger.Trigger:
    """A trigger for a table whose `column` is the partnership's id."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("stage_now", "text"), ("needed", "text"), ("today", "date")],
        func=_SQL.format(column=column),
    )
