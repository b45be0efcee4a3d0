"""Words are read before anybody else can see them."""

from __future__ import annotations

from datetime import datetime

from accounts.actor import Actor
from accounts.record import recorded, require
from coproduction.errors import HiddenWithoutReason, TakenBack, WordsKeptPrivate
from coproduction.models import Contribution
from coproduction.rules import can_moderate


def share(contribution: Contribution, *, by: Actor, now: datetime) -> Contribution:
    """Let it be used, and its words be seen where the person allowed that.

    Raises `WordsKeptPrivate`, `TakenBack`.
    """
    require(can_moderate(by, contribution.session))
    refusals = {"private_contribution_is_never_shared": WordsKeptPrivate}
    with recorded(by, "shared what somebody said", refusals=refusals):
        return _moderated(contribution, by, now, Contribution.State.PUBLISHED, "")


def hide(contribution: Contribution, *, by: Actor, because: str, now: datetime) -> Contribution:
    """Keep it from being seen, or take it out of sight again; the person is told why on her page.

    Raises `HiddenWithoutReason`, `TakenBack`.
    """
    require(can_moderate(by, contribution.session))
    if not because.strip():
        raise HiddenWithoutReason()
    with recorded(by, "did not share what somebody said"):
        return _moderated(contribution, by, now, Contribution.State.HIDDEN, because.strip())


def _moderated(
    contribution: Contribution, by: Actor, now: datetime, state: str, because: str
) -> Contribution:
    locked = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if locked.is_taken_back:
        raise TakenBack()
    locked.state, locked.hidden_because = state, because
    locked.moderated_by_id, locked.moderated_at = by.hat_id, now
    locked.save(update_fields=["state", "hidden_because", "moderated_by", "moderated_at"])
    return locked
