"""Chairs and safeguarding people whose time in it ends soon: nobody may be left without them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from partnership.models import Hat
from partnership.models.capacity import NEEDED

TOLD_BEFORE = timedelta(days=30)


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
    """Needed hats that end within 30 days, the next first."""
    ending = Hat.objects.filter(
        capacity__in=NEEDED, ends_at__gt=now, ends_at__lte=now + TOLD_BEFORE
    )
    return with_followed(ending.filter(ends_at__gt=F("starts_at"))).order_by("ends_at", "pk")
