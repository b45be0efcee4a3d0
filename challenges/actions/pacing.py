"""A challenge's own pace: when it counts as quiet, and whether anybody is reminded of it."""

from __future__ import annotations

from datetime import date

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.errors import AlreadyClosed, QuietTooSoon
from challenges.models import Challenge
from challenges.rules import can_pace

_REFUSALS = {"quiet_challenge_is_a_week_at_least": QuietTooSoon}


def set_pace(
    challenge: Challenge,
    *,
    by: Actor,
    quiet_after_days: int | None,
    no_reminders_until: date | None,
) -> Challenge:
    """Say after how many days it counts as quiet, and from which day on people are reminded again.

    None is as the partnership says, and from now on. Raises `QuietTooSoon`, `AlreadyClosed`.
    """
    require(can_pace(by, challenge))
    with recorded(by, "set when people are reminded of the challenge", refusals=_REFUSALS):
        held = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        if held.is_closed:
            raise AlreadyClosed()
        held.quiet_after_days = quiet_after_days
        held.no_reminders_until = no_reminders_until
        held.save(update_fields=["quiet_after_days", "no_reminders_until"])
    return held
