"""What publishing a partnership makes known of its roles."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from leaders.models import LeadershipRole, RoleHolding
from partnership.going_live import AT_MOST, Consequences
from partnership.models import Partnership
from partnership.phrases import counted


def roles(partnership: Partnership, now: datetime) -> Consequences:
    """The page of each agreed role, with all who hold or held it."""
    agreed = LeadershipRole.objects.agreed().filter(partnership=partnership)
    count = agreed.count()
    if not count:
        return Consequences()
    names = RoleHolding.objects.filter(role__in=agreed).values_list("person__name", flat=True)
    vacant = LeadershipRole.objects.filter(partnership=partnership).vacant_on(
        timezone.localdate(now)
    )
    messages = []
    if empty := vacant.count():
        roles_without = counted(empty, "vacant role", "vacant roles")
        messages.append(f"those who head it, a month from now, of {roles_without}")
    return Consequences(
        pages=[
            f"{counted(count, 'leadership role', 'leadership roles')}, who holds and held each, "
            "and who employs them"
        ],
        names=list(names.order_by("person__name").distinct()[:AT_MOST]),
        messages=messages,
    )
