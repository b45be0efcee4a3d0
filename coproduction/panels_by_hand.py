"""On the coordinator's own page: how many people are to be told by phone or post."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import Person
from accounts.panels import Panel
from coproduction.by_hand import about_partnership, to_tell
from coproduction.rules import COORDINATOR
from partnership.acting import hats_of


def people_to_tell(request: HttpRequest, person: Person) -> Panel | None:
    """Nothing while nobody waits."""
    rows = []
    for hat in hats_of(request):
        if hat.capacity == COORDINATOR:
            count = to_tell(about_partnership(hat.partnership)).count()
            rows += [{"partnership": hat.partnership, "count": count}] if count else []
    if not rows:
        return None
    return Panel("To be told by you", "coproduction/_to_tell.html", {"rows": rows}, position=5)
