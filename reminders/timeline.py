"""The life of one notice in plain words, for those who organise: what was when, and why."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from accounts.templatetags.clock import clock
from reminders.models import Bounce, Handling, Notice

State = Notice.State


def _when(at: datetime) -> str:
    return f"{date_format(timezone.localtime(at), 'j F Y')}, {clock(at)}"


def timeline(notice: Notice) -> list[dict[str, object]]:
    """What happened, the newest first: each with `at` and `text`."""
    told: list[dict[str, object]] = [
        {"at": notice.owed_at, "text": f"Owed: to go on {_when(notice.due_at)}."}
    ]
    told += [_handled(one) for one in notice.handlings.select_related("done_by")]
    told += _how_it_stands(notice)
    bounce = Bounce.objects.filter(notice=notice).first()
    if notice.delivered_at is not None:
        told.append({"at": notice.delivered_at, "text": "Arrived, as the gateway reports."})
    if bounce is not None:
        why = bounce.get_sort_display().lower()
        told.append({"at": bounce.heard_at, "text": f"It came back: {why}."})
    return sorted(told, key=_at, reverse=True)


def _at(one: dict[str, object]) -> datetime:
    at = one["at"]
    assert isinstance(at, datetime)
    return at


def _handled(one: Handling) -> dict[str, object]:
    who = one.hat_label or (one.done_by.name if one.done_by else "somebody")
    before = Notice.State(one.state_before).label.lower()
    settled = f" on {_when(one.settled_before)}" if one.settled_before else ""
    why = f" ({one.why_before.rstrip('.')})" if one.why_before else ""
    did = one.get_did_display().lower()
    return {"at": one.done_at, "text": f"{who} {did}. Before that: {before}{settled}{why}."}


def _how_it_stands(notice: Notice) -> list[dict[str, object]]:
    tries = f"try {notice.attempts}" if notice.attempts else "not tried yet"
    if notice.state == State.OWED:
        why = f" {notice.why}" if notice.why else ""
        text = f"Waits until {_when(notice.waits_until)}, {tries}.{why}"
        return [{"at": max(notice.owed_at, timezone.now()), "text": text}]
    if notice.state == State.HELD and notice.digest is not None:
        day = _when(notice.digest.waits_until)
        return [{"at": timezone.now(), "text": f"Waits to come together with others on {day}."}]
    if notice.state == State.CLAIMED and notice.claimed_at is not None:
        return [{"at": notice.claimed_at, "text": f"Being sent, {tries}."}]
    if notice.state == State.UNCERTAIN:
        at = notice.begun_at or timezone.now()
        return [{"at": at, "text": f"It may or may not have gone. {notice.why}"}]
    if notice.state == State.TO_CALL:
        return [{"at": timezone.now(), "text": f"To be told by phone or post. {notice.why}"}]
    assert notice.settled_at is not None
    ended = {
        State.SENT: f"Sent, {tries}" + (", together with others" if notice.digest_id else "") + ".",
        State.SKIPPED: f"Not sent: {notice.why}",
        State.FAILED: f"Failed, {tries}: {notice.why}",
    }
    return [{"at": notice.settled_at, "text": ended[State(notice.state)]}]
