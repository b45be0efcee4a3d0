"""The golden thread: from what somebody said, to the decision, to the promise, to what came of it.

Stations are what `templates/_thread.html` draws. They end in "not yet" where it is not yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from challenges.models import Commitment
from coproduction.models import Contribution, Decision, Influence, Session

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
    """The short line for lists: somebody's words, the decision, and where its promise is."""
    contribution = influence.contribution
    words = Station(
        label=_("Somebody said"),
        date=timezone.localdate(contribution.said_at),
        words=contribution.words,
    )
    return [words, decided(influence), *_chief(follows(influence.decision, now=now))]


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
    """Each promise that follows a decision, and whether it was kept."""
    stations = []
    for follow_up in decision.follow_ups.all():
        stations += [_promised(follow_up.commitment), _kept(follow_up.commitment, now)]
    return stations


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
    looks = _("It is too early to say. We will look at this again on %(day)s, with residents.")
    return Station(label=label, state="notyet", text=looks % {"day": in_words(decision.review_on)})


def _promised(commitment: Commitment) -> Station:
    return Station(
        label=_("Promised"),
        date=timezone.localdate(commitment.made_at),
        title=commitment.organisation.name,
        text=commitment.will_do,
    )


def _kept(commitment: Commitment, now: datetime) -> Station:
    if commitment.state == Commitment.State.DROPPED:
        given_up = _("It will not happen. The reason: %(why)s")
        return Station(
            label=_("Given up"),
            date_text=_("Given up"),
            text=given_up % {"why": commitment.dropped_because},
        )
    if commitment.state == Commitment.State.KEPT:
        assert commitment.kept_at is not None and commitment.witness is not None
        seen = _("%(witness)s has seen it: %(evidence)s")
        return Station(
            label=_("Kept"),
            date=timezone.localdate(commitment.kept_at),
            text=seen % {"witness": commitment.witness.name, "evidence": commitment.evidence},
        )
    due = in_words(commitment.due_on)
    if commitment.is_late(timezone.localdate(now)):
        late = _("It is late: it was promised for %(day)s.") % {"day": due}
        return Station(label=_("Kept"), state="now", date_text=_("Late"), text=late)
    return Station(label=_("Kept"), state="notyet", text=_("Due by %(day)s.") % {"day": due})


def _chief(stations: list[Station]) -> list[Station]:
    """Of several promises the one that is furthest on; of none, that there is none yet."""
    pairs = [stations[at : at + 2] for at in range(0, len(stations), 2)]
    done = [pair for pair in pairs if pair[1].date]
    if pairs:
        return (done or pairs)[0]
    return [Station(label=_("Promised"), state="notyet", text=_("Nobody has promised it yet."))]
