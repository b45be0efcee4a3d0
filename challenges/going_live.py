"""What publishing a partnership makes known of its challenges."""

from __future__ import annotations

from datetime import datetime

from challenges.models import Challenge, Commitment
from challenges.team import people_in_teams
from partnership.going_live import Consequences
from partnership.models import Partnership
from partnership.phrases import counted
from partnership.who import contacts


def challenges(partnership: Partnership, now: datetime) -> Consequences:
    """The page of each challenge that is no draft, its open entries, and what was promised."""
    shown = Challenge.objects.filter(partnership=partnership).exclude(state=Challenge.State.DRAFT)
    count = shown.count()
    if not count:
        return Consequences()
    promises = Commitment.objects.promised().filter(challenge__in=shown).count()
    teams = people_in_teams(list(shown.active().values_list("pk", flat=True)), now)
    reached = len(contacts(set().union(*teams.values())))
    pages = [
        f"{counted(count, 'challenge', 'challenges')}, with the work that is logged as open, and "
        f"{counted(promises, 'promise', 'promises')} with who made them"
    ]
    messages = [
        f"{counted(reached, 'person', 'people')} in teams, when a challenge has been quiet for "
        f"{partnership.quiet_after_days} days or a promise is due"
    ]
    return Consequences(pages=pages, messages=messages if reached else [])
