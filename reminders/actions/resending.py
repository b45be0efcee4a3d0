"""To send a message again, or to say that it arrived. Whether one may is the caller's rule.

The row is used again, under a new key, so that a gateway does not take it for a repeat of ours;
how it stood before is kept as a `Handling`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from accounts.actor import Actor
from accounts.record import recorded
from reminders.digests import DIGEST
from reminders.errors import NothingUnclear, NotSentAgain
from reminders.kinds import kinds
from reminders.models import Bounce, Handling, Notice
from reminders.things import things_of
from reminders.wishes import wishes_of_one

State = Notice.State
CAN_GO_AGAIN = frozenset({State.SENT, State.FAILED, State.UNCERTAIN, State.SKIPPED})
_WAITS = {
    State.OWED: "It is on its way.",
    State.CLAIMED: "It is on its way.",
    State.HELD: "It waits to go together with other messages.",
    State.TO_CALL: "Somebody has to tell them, by phone or by post.",
}


def why_not_again(notice: Notice, now: datetime) -> str:
    """Why a message cannot be sent again; "" when it can."""
    kind = kinds().get(notice.kind)
    thing = things_of([notice]).get((notice.kind, notice.subject_id))
    if notice.state not in CAN_GO_AGAIN:
        return _WAITS[State(notice.state)]
    if kind is None or notice.kind == DIGEST:
        return "This kind of message is not sent again."
    if thing is None:
        return "What it was about is gone."
    if notice.not_after is not None and now >= notice.not_after:
        return "It would come too late."
    if notice.contact.stopped_at is not None:
        return f"Nothing is sent there any more: {notice.contact.stopped_because}"
    if kind.topic.optional and wishes_of_one(notice.contact_id).left & {kind.topic.name, "all"}:
        return "They do not want to hear of this."
    return kind.why_not(thing, notice, now)


def send_again(notice: Notice, *, by: Actor, now: datetime) -> Notice:
    """Owe it once more, as of now. Raises `NotSentAgain` and says why."""
    with recorded(by, "sent a message again"):
        again = _locked(notice)
        if why := why_not_again(again, now):
            raise NotSentAgain(why)
        _keep(again, Handling.Did.AGAIN, by=by, now=now)
        Bounce.objects.filter(notice=again).delete()
        again.state, again.why, again.receipt = State.OWED, "", ""
        again.key, again.attempts, again.digest = uuid4(), 0, None
        again.not_before = now  # not since it was first due: nothing has kept it waiting
        again.begun_at = again.settled_at = again.delivered_at = None
        again.save()
    return again


def say_it_arrived(notice: Notice, *, by: Actor, now: datetime) -> Notice:
    """Settle what nobody knew of. Raises `NothingUnclear` when it is known meanwhile."""
    with recorded(by, "said that a message arrived"):
        unclear = _locked(notice)
        if unclear.state != State.UNCERTAIN:
            raise NothingUnclear
        _keep(unclear, Handling.Did.ARRIVED, by=by, now=now)
        unclear.state, unclear.why = State.SENT, ""
        unclear.settled_at, unclear.not_before = unclear.begun_at or now, None
        unclear.save()
    return unclear


def _locked(notice: Notice) -> Notice:
    rows = Notice.objects.select_for_update(of=("self",)).select_related("contact__person")
    return rows.get(pk=notice.pk)


def _keep(notice: Notice, did: Handling.Did, *, by: Actor, now: datetime) -> None:
    bounce = Bounce.objects.filter(notice=notice).first()
    came_back = f"It came back: {bounce.get_sort_display().lower()}." if bounce else ""
    Handling.objects.create(
        notice=notice,
        did=did,
        done_at=now,
        done_by_id=by.person_id,
        hat_label=by.hat_label,
        state_before=notice.state,
        why_before=notice.why or came_back,
        settled_before=notice.settled_at,
        key_before=notice.key,
        receipt_before=notice.receipt,
    )
