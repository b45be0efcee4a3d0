"""Who is asked, who was, and who stands in: an open invitation, a delegation, a past chair."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import ContactPoint, Person
from partnership.codes import new_code
from partnership.models import Hat, Invitation, Organisation, Partnership
from partnership.models.capacity import Capacity
from partnership.models.invitation import HOLDS_FOR

ASKED = (
    ("Anna Reid", "anna.reid@example.org", Capacity.REPRESENTATIVE, timedelta(days=9)),
    ("Mr Chowdhury, Bishop’s Park", "", Capacity.FACILITATOR, timedelta(days=3)),
)
PAST_CHAIR_UNTIL = timedelta(days=400)
DELEGATED_FOR = timedelta(days=60)


def seed(partnership: Partnership, chair: Hat, organisation: Organisation, now: datetime) -> None:
    """Repairs what is missing; what has run out is asked anew."""
    for name, email, capacity, ago in ASKED:
        if not partnership.invitations.open(now).filter(name=name).exists():
            _ask(partnership, chair, organisation, (name, email, capacity), now - ago)
    _past_chair(partnership, organisation, chair)
    _deputy(partnership, organisation, now)


def _ask(
    partnership: Partnership,
    chair: Hat,
    organisation: Organisation,
    who: tuple[str, str, str],
    at: datetime,
) -> None:
    name, email, capacity = who
    partnership.invitations.unanswered().filter(name=name).update(withdrawn_at=at + HOLDS_FOR)
    Invitation.objects.create(
        partnership=partnership,
        name=name,
        email=email,
        contact=ContactPoint.objects.create(kind="email", value=email) if email else None,
        capacity=capacity,
        organisation=organisation,
        words="You know everybody on the estate. Will you help us?",
        code=new_code(),
        invited_by=chair,
        invited_at=at,
        expires_at=at + HOLDS_FOR,
    )


def _past_chair(partnership: Partnership, organisation: Organisation, chair: Hat) -> None:
    """Who handed over to the chair of today, in the moment in which that began."""
    person = _invented("Geoffrey Lane")
    if not Hat.objects.filter(person=person, partnership=partnership).exists():
        Hat.objects.create(
            person=person,
            partnership=partnership,
            organisation=organisation,
            capacity=Capacity.CHAIR,
            starts_at=chair.starts_at - PAST_CHAIR_UNTIL,
            ends_at=chair.starts_at,
        )


def _deputy(partnership: Partnership, organisation: Organisation, now: datetime) -> None:
    """She stands in for the chair, and a second coordinator for two months."""
    for name, capacity, ends_at in (
        ("Sunita Rao", Capacity.DEPUTY_CHAIR, None),
        ("Ben Whitaker", Capacity.COORDINATOR, now + DELEGATED_FOR),
    ):
        person = _invented(name)
        worn = Hat.objects.current(now).filter(
            person=person, partnership=partnership, capacity=capacity
        )
        if not worn.exists():
            Hat.objects.create(
                person=person,
                partnership=partnership,
                organisation=organisation,
                capacity=capacity,
                starts_at=now - timedelta(days=30),
                ends_at=ends_at,
            )


def _invented(name: str) -> Person:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    known = Person.objects.filter(email=email).first()
    return known or Person.objects.create_user(email, name=name, invented=True)
