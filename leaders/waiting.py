"""What waits for one person in the roles that they hold, for their own page."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import Person
from leaders.inside import Waits, act_waits, notice_waits
from leaders.models import JointAct, RoleHolding, RoleNotice

SHOWN = 10


def waits_for(person: Person, *, now: datetime) -> list[Waits]:
    """What is put to their roles and not seen to, and joint acts that they have not answered."""
    held = RoleHolding.objects.on(timezone.localdate(now)).filter(person=person).values("role")
    notices = RoleNotice.objects.filter(role__in=held, cleared_at=None).order_by("due_on", "pk")
    acts = JointAct.objects.filter(role__in=held, done_at=None, withdrawn_at=None)
    unanswered = acts.exclude(consents__person=person)
    return [
        *(notice_waits(one) for one in notices.select_related("role__partnership")[:SHOWN]),
        *(
            act_waits(one, f"{one.role.title}: waits for your answer")
            for one in unanswered.select_related("role__partnership")[:SHOWN]
        ),
    ]
