"""Whom a message about a session concerns among the staff, as people's ids."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from coproduction.models import Session
from partnership.models import Hat, Partnership
from partnership.who import acting


def wearers(partnership: Partnership, *capacities: str, now: datetime) -> list[int]:
    """Who wears a hat of these capacities in the partnership."""
    return sorted(acting([partnership.pk], now, capacities)[partnership.pk])


def arrangers(session: Session, *, now: datetime) -> list[int]:
    """Those who arrange a session: the coordinator, and its facilitators."""
    coordinates = Q(partnership=session.partnership_id, capacity=Hat.Capacity.COORDINATOR)
    facilitates = Q(session_links__session=session)
    hats = Hat.objects.current(now).filter(coordinates | facilitates)
    return list(hats.order_by("person_id").values_list("person_id", flat=True).distinct())
