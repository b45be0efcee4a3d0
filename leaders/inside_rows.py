"""What is put to a role, and the shares of it that wait, in one statement for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Field,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from leaders.models import AwaitedShare, LeadershipRole, ProposedShare

SEEN_TO_SHOWN = 5


class Sort(StrEnum):
    """What a row tells of."""

    OPEN = "open"
    SEEN_TO = "seen to"
    PREPARED = "prepared"
    AWAITED = "awaited"


@dataclass(frozen=True, slots=True)
class RowInside:
    """A notice: its words, who cleared it, and how; or a share: for whom, and of which employer."""

    sort: str
    pk: int
    words: str
    who: str | None
    share: int | None
    due_on: date | None
    at: datetime | None
    done: str


def rows_inside(role: LeadershipRole, *, with_shares: bool, most: int) -> list[RowInside]:
    """Open notices by their days, the last that were seen to, and shares that are prepared for
    somebody or wait for an invitation; so many of each at most."""
    arms = [*_notices(role, most), *(_shares(role, most) if with_shares else ())]
    first, *others = arms
    found = [RowInside(*values) for values in first.union(*others, all=True)]
    return sorted(found, key=lambda row: (row.due_on or date.max, row.pk))


def _notices(role: LeadershipRole, most: int) -> list[QuerySet[Any, tuple[Any, ...]]]:
    columns = ("pk", "words", "cleared_by__name", _none(IntegerField()), "due_on", "cleared_at")
    waiting = role.notices.filter(cleared_at=None).order_by("due_on", "pk")
    seen_to = role.notices.filter(cleared_at__isnull=False).order_by("-cleared_at", "-pk")
    return [
        waiting.values_list(_sort(Sort.OPEN), *columns, "done")[:most],
        seen_to.values_list(_sort(Sort.SEEN_TO), *columns, "done")[:SEEN_TO_SHOWN],
    ]


def _shares(role: LeadershipRole, most: int) -> list[QuerySet[Any, tuple[Any, ...]]]:
    prepared = ProposedShare.objects.filter(role=role, decided_at=None)
    awaited = AwaitedShare.objects.filter(
        role=role, invitation__declined_at=None, invitation__withdrawn_at=None
    ).exclude(invitation__person__role_holdings__role=role)
    day, moment, nothing = _none(DateField()), _none(DateTimeField()), Value("")
    columns = ("employer__name", "share", day)
    return [
        prepared.values_list(_sort(Sort.PREPARED), "pk", "person__name", *columns, moment, nothing)[
            :most
        ],
        awaited.values_list(
            _sort(Sort.AWAITED),
            "pk",
            "invitation__name",
            *columns,
            "invitation__accepted_at",
            nothing,
        )[:most],
    ]


def _sort(sort: Sort) -> Value:
    return Value(str(sort), output_field=CharField())


def _none(kind: Field[Any, Any]) -> Cast:
    """Nothing, of a kind: the arms of a union agree on the kinds of their columns."""
    return Cast(Value(None), kind)
