"""Chairs and safeguarding people whose time in it ends soon: nobody may be left without them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from partnership.models import Hat
from partnership.models.capacity import NEEDED, Capacity

TOLD_BEFORE = timedelta(days=30)
# Of a deputy or a coordinator, often a delegation: a partnership can be without for a while.
DELEGATED = (Capacity.DEPUTY_CHAIR, Capacity.COORDINATOR)
DELEGATION_TOLD_BEFORE = timedelta(days=14)


def with_followed(hats: QuerySet[Hat]) -> QuerySet[Hat]:
    """With `followed`: whether anybody of the partnership acts so when this hat has ended."""
    others = Hat.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=OuterRef("ends_at")),
        partnership=OuterRef("partnership"),
        capacity=OuterRef("capacity"),
        starts_at__lte=OuterRef("ends_at"),
    ).exclude(pk=OuterRef("pk"))
    return hats.annotate(followed=Exists(others)).select_related(
        "person", "partnership", "organisation"
    )


def ending_hats(now: datetime) -> QuerySet[Hat]:
    """Needed hats that end within 30 days, and delegations within 14, the next first."""
    soon = Q(capacity__in=NEEDED, ends_at__lte=now + TOLD_BEFORE)
    delegated = Q(capacity__in=DELEGATED, ends_at__lte=now + DELEGATION_TOLD_BEFORE)
    ending = Hat.objects.filter(soon | delegated, ends_at__gt=now)
    return with_followed(ending.filter(ends_at__gt=F("starts_at"))).order_by("ends_at", "pk")


def left_alone(worn: Iterable[Hat], now: datetime) -> list[Hat]:
    """Of all hats of a partnership the needed ones that end within 30 days, the next first, when
    nobody acts so once they have ended. Nothing is asked of the database."""
    needed = [hat for hat in worn if hat.capacity in NEEDED]
    soon = [
        hat
        for hat in needed
        if hat.ends_at and now < hat.ends_at <= now + TOLD_BEFORE and hat.ends_at > hat.starts_at
    ]
    alone = [hat for hat in soon if not any(_follows(other, hat) for other in needed)]
    return sorted(alone, key=lambda hat: (hat.ends_at, hat.pk))


def _follows(other: Hat, hat: Hat) -> bool:
    return (
        other.pk != hat.pk
        and other.capacity == hat.capacity
        and hat.ends_at is not None
        and other.starts_at <= hat.ends_at
        and (other.ends_at is None or other.ends_at > hat.ends_at)
    )


def told_before(hat: Hat) -> timedelta:
    """How long before its end those whom it concerns hear of it."""
    return DELEGATION_TOLD_BEFORE if hat.capacity in DELEGATED else TOLD_BEFORE
