"""To record means to open the history's context: who, in which hat, doing what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pghistory
from django.db import IntegrityError, connection, transaction

from accounts.actor import Actor
from accounts.errors import NotAllowed, Refused


@contextmanager
def recorded(
    by: Actor, action: str, *, refusals: Mapping[str, type[Refused]] | None = None
) -> Iterator[None]:
    """One transaction whose every change is recorded as done `by` whom, doing `action`.

    `action` is a past-tense phrase that reads on in "Priya ...": "added a partner". Deferred
    constraints are checked before the block ends, and a broken one named in `refusals` becomes
    that error, so that a person reads words and not a constraint's name.
    """
    try:
        with transaction.atomic(), pghistory.context(**by.as_context(), action=action):
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as broken:
        refused = _explained(broken, refusals or {})
        if refused is None:
            raise
        raise refused from broken


def _explained(broken: IntegrityError, refusals: Mapping[str, type[Refused]]) -> Refused | None:
    diagnosis = getattr(broken.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    return refusals[name]() if name in refusals else None


def require(allowed: bool) -> None:
    """Raise `NotAllowed` unless the rule said yes."""
    if not allowed:
        raise NotAllowed()
