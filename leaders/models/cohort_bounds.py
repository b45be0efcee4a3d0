"""What a cohort's mix and places must come to, as deferred triggers.

Each locks its cohort first, so that of two who write at once the second sees the first. A row that
moves to another cohort is counted in both.
"""

from __future__ import annotations

import pgtrigger

_EACH = """
    FOR touched IN
        SELECT DISTINCT one FROM unnest(ARRAY[OLD.{column}, NEW.{column}]) AS one
        WHERE one IS NOT NULL ORDER BY one
    LOOP
        SELECT places, opened_at IS NOT NULL INTO all_places, is_open
            FROM leaders_cohort WHERE id = touched FOR NO KEY UPDATE;
        IF FOUND THEN
            {check}
        END IF;
    END LOOP;
    RETURN NULL;
"""
_MIX = """
            IF is_open AND (SELECT count(*) FROM leaders_sectortarget
                    WHERE cohort_id = touched AND places > 0) < 2 THEN
                RAISE EXCEPTION 'An open cohort has a target for two sectors at least'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'open_cohort_has_a_target_mix';
            END IF;
            IF (SELECT COALESCE(sum(places), 0) FROM leaders_sectortarget
                    WHERE cohort_id = touched) > all_places THEN
                RAISE EXCEPTION 'The targets of a cohort come to no more than its places'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'cohort_mix_fits_its_places';
            END IF;
"""
_PLACES = """
            IF (SELECT count(*) FROM leaders_participation
                    WHERE cohort_id = touched AND left_on IS NULL) > all_places THEN
                RAISE EXCEPTION 'A cohort takes no more people than it has places'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'cohort_has_a_place_for_each';
            END IF;
"""


def has_a_mix(name: str, column: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Open with a target for two sectors at least; never more meant than there are places."""
    return _deferred(name, column, operation, _MIX)


def takes_its_places(name: str, column: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """No more people at once than there are places."""
    return _deferred(name, column, operation, _PLACES)


def _deferred(
    name: str, column: str, operation: pgtrigger.Operation, check: str
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("touched", "bigint"), ("all_places", "integer"), ("is_open", "boolean")],
        func=_EACH.format(column=column, check=check),
    )
