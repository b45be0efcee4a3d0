"""What notices are about: fetched for many at once, a statement for each kind."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model

from reminders.kinds import kinds
from reminders.models import Notice


def things_of(notices: Sequence[Notice]) -> dict[tuple[str, int], Model]:
    """Each notice's thing by the notice's kind and subject; what is gone is not among them."""
    found: dict[tuple[str, int], Model] = {}
    for name in {notice.kind for notice in notices}:
        kind = kinds().get(name)
        if kind is not None:
            ids = {notice.subject_id for notice in notices if notice.kind == name}
            found |= {(name, thing.pk): thing for thing in kind.things().filter(pk__in=ids)}
    return found
