"""Who has answered a joint act, and who has yet to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import Person
from leaders.models import Consent, JointAct
from leaders.standing import Status


@dataclass(frozen=True, slots=True)
class Answer:
    """What one holder of a role has said to a joint act, if anything yet."""

    person: Person
    status: Status
    why_not: str = ""


def answers_to(act: JointAct, day: date) -> Sequence[Answer]:
    """Each who holds the role on this day, and of a done act each who agreed. No query of its own
    when the role's holders and the consents were fetched."""
    given = {consent.person_id: consent for consent in act.consents.all()}
    if act.done_at is not None:
        agreed = [consent for consent in given.values() if consent.agreed]
        return [Answer(one.person, Status("Agreed", "good")) for one in agreed]
    return [
        _answer(person, given.get(person.pk))
        for person in {one.person_id: one.person for one in act.role.holdings_on(day)}.values()
    ]


def _answer(person: Person, consent: Consent | None) -> Answer:
    if consent is None:
        return Answer(person, Status("Has yet to agree", "waiting"))
    if consent.agreed:
        return Answer(person, Status("Agreed", "good"))
    return Answer(person, Status("Does not agree", "late"), consent.why_not)
