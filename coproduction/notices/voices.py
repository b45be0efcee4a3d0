"""What people are told of what they said: their own words first, then what became of them."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from challenges.models import Commitment
from coproduction.figures import what_follows
from coproduction.models import Contribution, DecisionCommitment, Influence
from coproduction.notices.names import one_line
from coproduction.threads import in_words
from reminders.cadence import Cadence
from reminders.kinds import Kind, Message, Timing, Topic
from reminders.models import Notice

RECEIPTS = Topic("words", gettext_lazy("What you told us"))
OUTCOMES = Topic(
    "what-became", gettext_lazy("What became of what you said, and of sessions"), optional=True
)
SUBJECTS = {
    "adopted": gettext_lazy("We are doing what you said: %(title)s"),
    "adapted": gettext_lazy("We are doing part of what you said: %(title)s"),
    "not_now": gettext_lazy("Not now: our answer to what you said at “%(session)s”"),
    "no": gettext_lazy("Our answer is no, and why: what you said at “%(session)s”"),
}


# --- Received ------------------------------------------------------------------------------------


def received(contribution: Contribution, notice: Notice) -> Message:
    session = contribution.session
    due = session.reply_by or session.decision_due_on
    lines = [
        _("We have what you told us for “%(session)s”.") % {"session": one_line(session.title)},
        _("Somebody from the team reads it. When something is decided, we will tell you here."),
    ]
    if due and due >= timezone.localdate():
        lines.append(_("You will hear by %(day)s.") % {"day": in_words(due)})
    lines.append(_("Keep the link: it is yours alone, and shows what became of what you said."))
    link = absolute(contribution.private_path())
    return Message(
        subject=_("We have what you told us: %(session)s") % {"session": one_line(session.title)},
        lines=lines,
        link=link,
        link_text=_("What became of what I said"),
        text=_("We have what you told us. See what becomes of it:"),
    )


def received_why_not(contribution: Contribution, notice: Notice, now: datetime) -> str:
    return "The words were taken back." if contribution.is_taken_back else ""


# --- Answered ------------------------------------------------------------------------------------


def answered(influence: Influence, notice: Notice) -> Message:
    decision, session = influence.decision, influence.contribution.session
    titles = {"title": one_line(decision.title), "session": one_line(session.title)}
    promises = [_promise_in_words(one.commitment) for one in decision.follow_ups.all()[:10]]
    lines = [
        *_her_words(influence),
        _("Our answer: %(outcome)s.") % {"outcome": influence.get_outcome_display()},
        _("Why: %(reason)s") % {"reason": influence.reason},
        _("What was decided on %(day)s: %(title)s.")
        % {"day": in_words(decision.decided_on), "title": one_line(decision.title)},
        *promises,
    ]
    if not promises:
        lines.append(
            _("No organisation has promised anything yet. We will tell you when one does.")
        )
    return _message(str(SUBJECTS[influence.outcome]) % titles, lines, influence)


def answered_why_not(influence: Influence, notice: Notice, now: datetime) -> str:
    if why := _no_longer_told(influence):
        return why
    anew = influence.answered_at.isoformat() != notice.version
    return "It has been answered anew since." if anew else ""


# --- Promised, and kept --------------------------------------------------------------------------


def committed(influence: Influence, notice: Notice) -> Message:
    commitment = _commitment(influence, notice)
    assert commitment is not None
    subject = _("Promised, after what you said: %(title)s")
    lines = [
        *_her_words(influence),
        _("Our answer was: %(outcome)s.") % {"outcome": influence.get_outcome_display()},
        _promise_in_words(commitment),
        _("We will tell you when somebody else has seen that it was kept."),
    ]
    return _message(subject % {"title": one_line(influence.decision.title)}, lines, influence)


def kept(influence: Influence, notice: Notice) -> Message:
    commitment = _commitment(influence, notice)
    assert commitment is not None
    assert commitment.kept_at is not None and commitment.witness is not None
    subject = _("Kept, after what you said: %(promise)s")
    lines = [
        *_her_words(influence),
        _("%(organisation)s promised: %(promise)s")
        % {"organisation": commitment.organisation.name, "promise": commitment.will_do},
        _("It was kept on %(day)s. %(witness)s has seen it: %(evidence)s")
        % {
            "day": in_words(timezone.localdate(commitment.kept_at)),
            "witness": commitment.witness.name,
            "evidence": commitment.evidence,
        },
        _("Thank you for saying it."),
    ]
    return _message(subject % {"promise": one_line(commitment.will_do)}, lines, influence)


def committed_why_not(influence: Influence, notice: Notice, now: datetime) -> str:
    if why := _no_longer_told(influence):
        return why
    commitment = _commitment(influence, notice)
    if commitment is None or commitment.state == Commitment.State.DROPPED:
        return "The promise does not stand."
    return "" if commitment.state == Commitment.State.OPEN else "The promise was kept meanwhile."


def kept_why_not(influence: Influence, notice: Notice, now: datetime) -> str:
    if why := _no_longer_told(influence):
        return why
    commitment = _commitment(influence, notice)
    kept_it = commitment is not None and commitment.state == Commitment.State.KEPT
    return "" if kept_it else "The promise is not kept."


# --- What they share -----------------------------------------------------------------------------


def _message(subject: str, lines: list[str], influence: Influence) -> Message:
    link = absolute(influence.contribution.private_path())
    return Message(
        subject=subject,
        lines=lines,
        link=link,
        link_text=_("What became of what I said"),
        text=f"{one_line(subject, 100)}.",
    )


def _her_words(influence: Influence) -> list[str]:
    contribution = influence.contribution
    said = _("That is what you told us on %(day)s, for “%(session)s”.") % {
        "day": in_words(timezone.localdate(contribution.said_at)),
        "session": one_line(contribution.session.title),
    }
    return [f"“{contribution.words}”", said]


def _promise_in_words(commitment: Commitment) -> str:
    if commitment.state == Commitment.State.KEPT:
        words = _("%(organisation)s promised, and has kept it: %(promise)s")
    elif commitment.state == Commitment.State.DROPPED:
        words = _("%(organisation)s promised this and gave it up: %(promise)s Why: %(why)s")
    else:
        words = _("%(organisation)s promises, by %(day)s: %(promise)s")
    return words % {
        "organisation": commitment.organisation.name,
        "day": in_words(commitment.due_on),
        "promise": commitment.will_do,
        "why": commitment.dropped_because,
    }


def _no_longer_told(influence: Influence) -> str:
    if not influence.decision.is_published:
        return "The decision is not public any more."
    return "The words were taken back." if influence.contribution.is_taken_back else ""


def _commitment(influence: Influence, notice: Notice) -> Commitment | None:
    """The promise that the notice's version names, if the decision is still tied to it."""
    links = influence.decision.follow_ups.all()
    return next((one.commitment for one in links if str(one.commitment_id) == notice.version), None)


def _contributions() -> QuerySet[Contribution]:
    return Contribution.objects.select_related("session__partnership")


def _influences() -> QuerySet[Influence]:
    return Influence.objects.select_related(
        "decision__partnership", "contribution__session__partnership"
    ).prefetch_related(what_follows("decision__follow_ups"))


def _cadence(influence: Influence) -> Cadence:
    return influence.decision.partnership.cadence()


def _newest_answer() -> tuple[Influence, str] | None:
    influence = _influences().filter(decision__state="published").order_by("-pk").first()
    return (influence, influence.answered_at.isoformat()) if influence else None


def _newest_promise(state: str) -> tuple[Influence, str] | None:
    link = (
        DecisionCommitment.objects.filter(
            commitment__state=state, decision__influences__isnull=False, decision__state="published"
        )
        .order_by("-pk")
        .first()
    )
    if link is None:
        return None
    influence = _influences().filter(decision=link.decision_id).order_by("-pk").first()
    return (influence, str(link.commitment_id)) if influence else None


_SAID = gettext_lazy("you told us something")

KINDS = (
    Kind(
        name="said-received",
        label=gettext_lazy("We have what you told us"),
        topic=RECEIPTS,
        audience=_SAID,
        when="At once",
        things=_contributions,
        wording=received,
        why_not=received_why_not,
    ),
    Kind(
        name="said-answered",
        label=gettext_lazy("Our answer to what you said"),
        topic=OUTCOMES,
        audience=_SAID,
        when="When a decision that answers it is published",
        things=_influences,
        wording=answered,
        why_not=answered_why_not,
        timing=Timing.DECENT_HOUR,
        cadence=_cadence,
        example=_newest_answer,
    ),
    Kind(
        name="said-commitment",
        label=gettext_lazy("A promise after what you said"),
        topic=OUTCOMES,
        audience=_SAID,
        when="When an organisation promises something because of it",
        things=_influences,
        wording=committed,
        why_not=committed_why_not,
        timing=Timing.DECENT_HOUR,
        cadence=_cadence,
        example=partial(_newest_promise, "open"),
    ),
    Kind(
        name="said-kept",
        label=gettext_lazy("A promise was kept"),
        topic=OUTCOMES,
        audience=_SAID,
        when="When another organisation has seen that the promise was kept",
        things=_influences,
        wording=kept,
        why_not=kept_why_not,
        timing=Timing.DECENT_HOUR,
        cadence=_cadence,
        example=partial(_newest_promise, "kept"),
    ),
)
