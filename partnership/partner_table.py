"""The table of partners, for those who look after it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from partnership.models import Hat, Partner, Partnership

WHICH = {
    "": "Today",
    "not-confirmed": "Not confirmed yet",
    "other": "Former or to come",
}


def partners_of(partnership: Partnership, which: str, *, on: date) -> QuerySet[Partner]:
    """Partners by name, with `represented`: whether anybody could confirm the membership."""
    speaks = Hat.objects.current().filter(
        partnership=partnership,
        capacity=Hat.Capacity.REPRESENTATIVE,
        organisation=OuterRef("organisation"),
    )
    current = Partner.objects.on(on).filter(partnership=partnership)
    if which == "other":
        rows = Partner.objects.filter(partnership=partnership).exclude(pk__in=current.values("pk"))
    elif which == "not-confirmed":
        rows = current.filter(confirmed_at__isnull=True)
    else:
        rows = current
    return (
        rows.select_related("organisation", "confirmed_by__person")
        .annotate(represented=Exists(speaks))
        .order_by("organisation__name", "starts_on", "pk")
    )
