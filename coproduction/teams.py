"""Whom a message about a session concerns among the staff, as people's ids."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from coproduction.models import Session
from partnership.models import Hat, Partnership


def safeguards(partnership: Partnership, *, now: datetime, deputies: bool) -> list[int]:
    """The partnership's safeguarding lead, with `deputies` these as well.

    Where nobody is lead, which time alone can bring about, the deputies stand in at once.
    """
    worn = Hat.objects.current(now).filter(partnership=partnership)
    leads = worn.filter(capacity=Hat.Capacity.SAFEGUARDING_LEAD)
    seconds = worn.filter(capacity=Hat.Capacity.SAFEGUARDING_DEPUTY)
    found = list(leads.values_list("person_id", flat=True))
    if deputies or not found:
        found += seconds.values_list("person_id", flat=True)
    return found


def arrangers(session: Session, *, now: datetime) -> list[int]:
    """Those who arrange a session: the coordinator, and its facilitators."""
    coordinates = Q(partnership=session.partnership_id, capacity=Hat.Capacity.COORDINATOR)
    facilitates = Q(session_links__session=session)
    hats = Hat.objects.current(now).filter(coordinates | facilitates)
    return list(hats.order_by("person_id").values_list("person_id", flat=True).distinct())
