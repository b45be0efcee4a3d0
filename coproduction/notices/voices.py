"""What people are told of what they said: their own words first, then what became of them."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.links import absolute
from challenges.models import Commitment
from coproduction.models import Contribution, DecisionCommitment, Influence
from coproduction.threads import in_words
from reminders.kinds import Kind, Message
from reminders.models import Notice

TOPIC = "what became of what you said"
SUBJECTS = {
    "adopted": gettext_lazy("We are doing what you said: %(title)s"),
    "adapted": gettext_lazy("We are doing part of what you said: %(title)s"),
    "not_now": gettext_lazy("Not now: our answer to what you said at “%(session)s”"),
    "no": gettext_lazy("Our answer is no, and why: what you said at “%(session)s”"),
}


def one_line(text: str, at_most: int = 120) -> str:
    """Text that somebody wrote, fit for a subject: one line, nothing that turns it round."""
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    seen = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    short = " ".join(seen.split())
    return short if len(short) <= at_most else f"{short[: at_most - 1].rstrip()}…"


# --- Received ------------------------------------------------------------------------------------


def received(notice: Notice) -> Message:
    contribution = _contribution(notice)
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
        text=_("We have what you told us. See what becomes of it: %(link)s") % {"link": link},
    )


def received_why_not(notice: Notice, now: datetime) -> str:
    contribution = Contribution.objects.filter(pk=notice.subject_id).first()
    return "" if contribution and not contribution.is_taken_back else "the words were taken back"


# --- Answered ------------------------------------------------------------------------------------


def answered(notice: Notice) -> Message:
    influence = _influence(notice)
    decision, session = influence.decision, influence.contribution.session
    titles = {"title": one_line(decision.title), "session": one_line(session.title)}
    follow_ups = decision.follow_ups.select_related("commitment__organisation")
    promises = [_promise_in_words(one.commitment) for one in follow_ups[:10]]
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


def answered_why_not(notice: Notice, now: datetime) -> str:
    influence = _told_influence(notice)
    if influence is None:
        return "the answer was taken out, or the words were taken back"
    if influence.answered_at.isoformat() != notice.version:
        return "it has been answered anew since"
    return ""


# --- Promised, and kept --------------------------------------------------------------------------


def committed(notice: Notice) -> Message:
    influence, commitment = _influence(notice), _commitment(notice)
    subject = _("Promised, after what you said: %(title)s")
    lines = [
        *_her_words(influence),
        _("Our answer was: %(outcome)s.") % {"outcome": influence.get_outcome_display()},
        _promise_in_words(commitment),
        _("We will tell you when somebody else has seen that it was kept."),
    ]
    return _message(subject % {"title": one_line(influence.decision.title)}, lines, influence)


def kept(notice: Notice) -> Message:
    influence, commitment = _influence(notice), _commitment(notice)
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


def committed_why_not(notice: Notice, now: datetime) -> str:
    if _told_influence(notice) is None:
        return "the answer was taken out, or the words were taken back"
    commitment = _linked_commitment(notice)
    if commitment is None or commitment.state == Commitment.State.DROPPED:
        return "the promise does not stand"
    return "" if commitment.state == Commitment.State.OPEN else "the promise was kept meanwhile"


def kept_why_not(notice: Notice, now: datetime) -> str:
    if _told_influence(notice) is None:
        return "the answer was taken out, or the words were taken back"
    commitment = _linked_commitment(notice)
    kept_it = commitment is not None and commitment.state == Commitment.State.KEPT
    return "" if kept_it else "the promise is not kept"


# --- What they share -----------------------------------------------------------------------------


def _message(subject: str, lines: list[str], influence: Influence) -> Message:
    link = absolute(influence.contribution.private_path())
    return Message(
        subject=subject,
        lines=lines,
        link=link,
        link_text=_("What became of what I said"),
        text=f"{one_line(subject, 100)}. {link}",
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


def _contribution(notice: Notice) -> Contribution:
    return Contribution.objects.select_related("session").get(pk=notice.subject_id)


def _influence(notice: Notice) -> Influence:
    return Influence.objects.select_related(
        "decision__partnership", "contribution__session__partnership"
    ).get(pk=notice.subject_id)


def _told_influence(notice: Notice) -> Influence | None:
    """The answer that a notice tells of, while it stands, is public, and its words are there."""
    withdrawn = Contribution.State.WITHDRAWN
    standing = Influence.objects.exclude(contribution__state=withdrawn)
    return standing.filter(pk=notice.subject_id, decision__state="published").first()


def _commitment(notice: Notice) -> Commitment:
    return Commitment.objects.select_related("organisation", "witness").get(pk=int(notice.version))


def _linked_commitment(notice: Notice) -> Commitment | None:
    link = (
        DecisionCommitment.objects.filter(
            decision__influences=notice.subject_id, commitment=int(notice.version)
        )
        .select_related("commitment")
        .first()
    )
    return link.commitment if link else None


KINDS: tuple[Kind, ...] = (
    Kind("said-received", TOPIC, "people who said something", received, received_why_not, True),
    Kind("said-answered", TOPIC, "people who said something", answered, answered_why_not, True),
    Kind("said-commitment", TOPIC, "people who said something", committed, committed_why_not, True),
    Kind("said-kept", TOPIC, "people who said something", kept, kept_why_not, True),
)
