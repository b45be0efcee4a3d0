"""Those who head a partnership say what it is for, and how its partners work together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.errors import ChangedMeanwhile, OnlyAChairRenames, SayWhatChanged
from partnership.models import Partnership, Terms
from partnership.rules import can_configure, can_rename
from partnership.wording import Wording

DESCRIBED = "described the partnership"


def describe(
    partnership: Partnership,
    *,
    by: Actor,
    wording: Wording,
    seen: str,
    changed: str,
    now: datetime,
) -> Partnership:
    """Say what it is called and for; other words of purpose or terms make a new version.

    `seen` is the fingerprint of the words that whoever writes had before them: `ChangedMeanwhile`
    when others have been saved since. `SayWhatChanged` when a later version does not, and
    `OnlyAChairRenames` when somebody else gives a live partnership another name.
    """
    require(can_configure(by, partnership))
    with recorded(by, DESCRIBED):
        held = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        stands = Wording.of(held)
        if seen != stands.fingerprint and wording.fingerprint != stands.fingerprint:
            raise ChangedMeanwhile()
        if wording.name != stands.name and not can_rename(by, held):
            raise OnlyAChairRenames()
        if not wording.says_the_same_as(stands):
            _add_version(held, stands, wording, changed=changed, by=by, now=now)
        elif wording.name != stands.name:
            wording = replace(stands, name=wording.name)
        else:
            return held
        held.name, held.purpose, held.terms = wording.name, wording.purpose, wording.terms
        held.save(update_fields=["name", "purpose", "terms"])
    return held


def _add_version(
    held: Partnership, stands: Wording, wording: Wording, *, changed: str, by: Actor, now: datetime
) -> None:
    latest = Terms.objects.filter(partnership=held).order_by("-number").first()
    if latest is None and stands.purpose.strip():
        # Words from before there were versions: they are the first, so that nothing is lost.
        latest = Terms.objects.create(
            partnership=held,
            number=1,
            purpose=stands.purpose,
            terms=stands.terms,
            adopted_at=held.live_since or now,
            adopted_by=None,
        )
    if latest is not None and not changed.strip():
        raise SayWhatChanged()
    Terms.objects.create(
        partnership=held,
        number=latest.number + 1 if latest else 1,
        purpose=wording.purpose,
        terms=wording.terms,
        changed=changed.strip(),
        adopted_at=now,
        adopted_by_id=by.worn_hat_id,
    )
