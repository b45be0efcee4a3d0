"""To owe a notice: a row, written in the transaction of the act that it tells of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import ContactPoint
from reminders.kinds import kinds


@dataclass(frozen=True, slots=True)
class Owed:
    """One message owed to one contact point about one thing.

    `version` is the version of the subject's time: the same version is owed once, however often
    it is said. Nothing is sent at or after `not_after`.
    """

    kind: str
    to: ContactPoint
    about: models.Model
    due_at: datetime
    version: str = ""
    not_after: datetime | None = None


# One array a column: a thousand rows are one short statement, and no model is made for any.
_OWE = """
    INSERT INTO reminders_notice (
        kind, contact_id, subject_type, subject_id, version, due_at, not_after, urgent,
        state, why, key, attempts, owed_at, receipt
    )
    SELECT *, 'owed', '', gen_random_uuid(), 0, %s, ''
    FROM unnest(
        %s::text[], %s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::timestamptz[],
        %s::timestamptz[], %s::boolean[]
    )
    ON CONFLICT DO NOTHING
"""
AT_A_TIME = 1_000


def owe(owed: Iterable[Owed]) -> None:
    """Write what is owed. Owing twice is harmless: what is there already is left as it is.

    Always in the same order, so that two who owe the same at once wait for each other in turn
    rather than each for the other.
    """
    urgent = {name for name, kind in kinds().items() if kind.urgent}
    rows = sorted((_row(one, urgent) for one in owed), key=itemgetter(1, 0, 2, 3, 4))
    if not rows:
        return
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        for first in range(0, len(rows), AT_A_TIME):
            columns = zip(*rows[first : first + AT_A_TIME], strict=True)
            cursor.execute(_OWE, [now, *map(list, columns)])


def _row(one: Owed, urgent: Collection[str]) -> tuple[object, ...]:
    return (
        one.kind,
        one.to.pk,
        one.about._meta.label_lower,
        one.about.pk,
        one.version,
        one.due_at,
        one.not_after,
        one.kind in urgent,
    )
