"""Of the promises of a partnership, how many were kept, and how many by their day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import TruncQuarter

from challenges.models import Commitment
from challenges.models.commitment import CommitmentQuerySet
from partnership.months import quarter

QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """The promises whose day lay in a quarter, up to today, and what became of them."""

    begins: date
    due: int
    kept: int
    in_time: int
    dropped: int

    @property
    def late(self) -> int:
        """Neither kept nor dropped by today."""
        return self.due - self.kept - self.dropped

    @property
    def label(self) -> str:
        return f"{self.begins:%b} to {date(self.begins.year, self.begins.month + 2, 1):%b %Y}"


def by_quarter(promised: CommitmentQuerySet, today: date) -> list[Quarter]:
    """The quarters of the last two years in which a promise fell due. One query."""
    first = quarter(today, back=QUARTERS - 1)
    kept = Q(state=Commitment.State.KEPT)
    counted = (
        promised.promised()
        .filter(due_on__gte=first, due_on__lt=today)
        .order_by()
        .annotate(begins=TruncQuarter("due_on"))
        .values("begins")
        .annotate(
            due=Count("pk"),
            kept=Count("pk", filter=kept),
            in_time=Count("pk", filter=kept & Q(kept_at__date__lte=F("due_on"))),
            dropped=Count("pk", filter=Q(state=Commitment.State.DROPPED)),
        )
        .order_by("begins")
    )
    return [Quarter(**row) for row in counted]


def in_words(quarters: Sequence[Quarter]) -> str:
    """The last two years in a sentence."""
    due = sum(one.due for one in quarters)
    if not due:
        return "No promise has fallen due in the last two years."
    kept, in_time, late, dropped = (
        sum(getattr(one, what) for one in quarters)
        for what in ("kept", "in_time", "late", "dropped")
    )
    return (
        f"Of {due} {'promise' if due == 1 else 'promises'} that fell due in the last two years "
        f"{_some(kept)} kept, {in_time} of them by {'its' if in_time == 1 else 'their'} day; "
        f"{_some(dropped)} dropped, and {_some(late, 'is', 'are')} late today."
    )


def _some(count: int, one: str = "was", many: str = "were") -> str:
    return f"{count} {one if count == 1 else many}"
