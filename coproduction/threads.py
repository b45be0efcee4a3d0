"""The golden thread: from what somebody said, to the decision, to the promise, to what came of it.

Stations are what `templates/_thread.html` draws. They end in "not yet" where it is not yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from challenges.models import Commitment
from coproduction.models import Concern, Contribution, Decision, Influence, Session

TONES = {"adopted": "good", "adapted": "progress", "not_now": "waiting", "no": ""}


@dataclass(frozen=True, slots=True)
class Station:
    """One stop on the thread. `state` is done, now or notyet."""

    label: str
    state: str = "done"
    date: date | None = None
    date_text: str = ""
    title: str = ""
    words: str = ""
    url: str = ""
    text: str = ""
    status: str = ""
    tone: str = ""


def in_words(day: date) -> str:
    return date_format(day, "j F Y")


def thread_of(
    contribution: Contribution, influences: Sequence[Influence], *, now: datetime
) -> list[Station]:
    """All of it, for whoever said it. `influences` are those of published decisions."""
    stations = [_said(contribution), _read(contribution)]
    if contribution.is_taken_back:
        return stations
    for influence in influences:
        stations += [decided(influence), *follows(influence.decision, now=now)]
    if not influences:
        stations.append(_no_decision_yet(contribution, now))
    elif _something_will_change(influences):
        stations.append(_difference(influences[0].decision))
    return stations


def line_of(influence: Influence, *, now: datetime) -> list[Station]:
    """Somebody's words, the decision, and each promise that followed."""
    followed = follows(influence.decision, now=now) or [_no_promise()]
    return [_somebody_said(influence.contribution), decided(influence), *followed]


def glance_of(influence: Influence, *, now: datetime) -> list[Station]:
    """The same in three stations: of several promises the one that is furthest on."""
    commitments = [one.commitment for one in influence.decision.follow_ups.all()]
    standing = [one for one in commitments if one.state != Commitment.State.DROPPED]
    standing.sort(key=lambda one: (one.kept_at is None, one.due_on))
    decision = replace(decided(influence), text="")
    last = _at_a_glance(standing[0], now) if standing else _no_promise()
    return [_somebody_said(influence.contribution), decision, last]


def decided(influence: Influence) -> Station:
    """What the decision made of it, and why."""
    decision = influence.decision
    return Station(
        label=_("Decided"),
        date=decision.decided_on,
        title=decision.title,
        url=decision.get_absolute_url(),
        text=influence.reason,
        status=influence.get_outcome_display(),
        tone=TONES[influence.outcome],
    )


def follows(decision: Decision, *, now: datetime) -> list[Station]:
    """Each promise that follows a decision, and what came of it; what is not yet comes last."""
    commitments = [one.commitment for one in decision.follow_ups.all()]
    stations = [make(one, now) for one in commitments for make in (_promised, _kept)]
    return sorted(stations, key=lambda station: (station.date is None, station.date or date.max))


def _said(contribution: Contribution) -> Station:
    label = _("You said")
    day = timezone.localdate(contribution.said_at)
    if contribution.is_taken_back:
        return Station(label=label, date=day, title=_("You have taken your words back."))
    heard = _("%(how)s, for “%(session)s”.") % {
        "how": contribution.get_provenance_display(),
        "session": contribution.session.title,
    }
    return Station(label=label, date=day, words=contribution.words, text=heard)


def _read(contribution: Contribution) -> Station:
    if contribution.is_taken_back:
        assert contribution.withdrawn_at is not None
        gone = _(
            "We have erased them, and where we could reach you. Nobody can read them any more."
        )
        day = timezone.localdate(contribution.withdrawn_at)
        return Station(label=_("Taken back"), date=day, text=gone)
    if contribution.moderated_at is None:
        waits = _("Somebody from the team of the session reads everything before it is used.")
        return Station(label=_("Read by the team"), state="notyet", text=waits)
    text = _how_it_is_shown(contribution)
    day = timezone.localdate(contribution.moderated_at)
    return Station(label=_("Read by the team"), date=day, text=text)


def _how_it_is_shown(contribution: Contribution) -> str:
    if contribution.is_hidden:
        return _("We have not shared it. The reason: %(why)s") % {
            "why": contribution.hidden_because
        }
    if contribution.is_shown:
        return _("Your words can be seen by anybody, without your name.")
    return _("It was passed on to the people who decide. Your words are not shown to others.")


def _no_decision_yet(contribution: Contribution, now: datetime) -> Station:
    label = _("Decided")
    if contribution.is_hidden or contribution.is_private:
        private = _("What is not shared is not named in a decision. The team has read it.")
        return Station(label=label, state="notyet", date_text=_("Not named"), text=private)
    return Station(label=label, state="notyet", text=_when_it_is_due(contribution.session, now))


def _when_it_is_due(session: Session, now: datetime) -> str:
    due = session.reply_by or session.decision_due_on
    if due is None:
        return _("We will write to you here when something is decided.")
    if due < timezone.localdate(now):
        return _("We said that you would hear by %(day)s. We are late, and we are sorry.") % {
            "day": in_words(due)
        }
    return _("You will hear by %(day)s.") % {"day": in_words(due)}


def _something_will_change(influences: Sequence[Influence]) -> bool:
    doing = {Influence.Outcome.ADOPTED, Influence.Outcome.ADAPTED}
    return any(influence.outcome in doing for influence in influences)


def _difference(decision: Decision) -> Station:
    label = _("Has it made a difference?")
    if decision.review_on is None:
        return Station(label=label, state="notyet", text=_("It is too early to say."))
    looks = _("It is too early to say. We will look at this again on %(day)s.")
    return Station(label=label, state="notyet", text=looks % {"day": in_words(decision.review_on)})


def _somebody_said(contribution: Contribution) -> Station:
    return Station(
        label=_("Somebody said"),
        date=timezone.localdate(contribution.said_at),
        words=contribution.words,
    )


def _promised(commitment: Commitment, now: datetime) -> Station:
    return Station(
        label=_("Promised"),
        date=timezone.localdate(commitment.made_at),
        title=commitment.will_do,
        url=commitment.get_absolute_url(),
        text=commitment.organisation.name,
    )


def _kept(commitment: Commitment, now: datetime) -> Station:
    who = commitment.organisation.name
    if commitment.state == Commitment.State.DROPPED:
        given_up = _("%(who)s will not do it. The reason: %(why)s")
        text = given_up % {"who": who, "why": commitment.dropped_because}
        return Station(label=_("Given up"), date_text=_("Given up"), text=text)
    if commitment.state == Commitment.State.KEPT:
        assert commitment.kept_at is not None and commitment.witness is not None
        seen = {"witness": commitment.witness.name, "evidence": commitment.evidence}
        return Station(
            label=_("Kept"),
            date=timezone.localdate(commitment.kept_at),
            title=who,
            text=_("%(witness)s has seen it: “%(evidence)s”") % seen,
        )
    due = in_words(commitment.due_on)
    if commitment.is_late(timezone.localdate(now)):
        late = _("It is late: it was promised for %(day)s.") % {"day": due}
        return Station(label=_("Kept"), state="now", date_text=_("Late"), title=who, text=late)
    by_then = _("Due by %(day)s.") % {"day": due}
    return Station(label=_("Kept"), state="notyet", title=who, text=by_then)


def _at_a_glance(commitment: Commitment, now: datetime) -> Station:
    station = replace(_kept(commitment, now), title=commitment.will_do)
    if station.state == "done":
        return replace(station, text=commitment.organisation.name)
    return replace(
        station, label=_("Promised"), text=f"{commitment.organisation.name}. {station.text}"
    )


def _no_promise() -> Station:
    text = _("No organisation has promised anything yet.")
    return Station(label=_("Promised"), state="notyet", text=text)


def concern_stations(concern: Concern) -> list[Station]:
    """How far a concern has come, for whoever raised it: not a word of what it says."""
    raised = timezone.localdate(concern.raised_at)
    sent = Station(_("You told us"), date=raised, text=_("We have what you wrote."))
    if concern.acknowledged_at is None:
        seen = Station(
            _("Seen by the safeguarding lead"),
            state="notyet",
            text=_("They were told at once, and are told again until one of them has seen it."),
        )
    else:
        seen = Station(
            _("Seen by the safeguarding lead"), date=timezone.localdate(concern.acknowledged_at)
        )
    if concern.closed_at is None:
        return [sent, seen, Station(_("Dealt with"), state="notyet")]
    closed = Station(
        _("Dealt with"),
        date=timezone.localdate(concern.closed_at),
        text=_("To protect everybody in it we cannot say here what was done."),
    )
    return [sent, seen, closed]
