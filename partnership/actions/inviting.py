"""Somebody is invited to wear a hat; they say yes or no themselves, signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from accounts.actor import Actor
from accounts.models import ContactPoint, Person
from accounts.record import recorded, require
from accounts.second_step import has_one
from partnership.actions.hats import check_partner
from partnership.actions.telling_of_hats import tell_answered, tell_handed_over, tell_invited
from partnership.codes import new_code
from partnership.errors import (
    STAYS_WHOLE,
    AlreadyInvited,
    AlreadyWears,
    AskedEnough,
    EndsBeforeItBegins,
    InvitationOver,
    OfferedAlready,
    OwnInvitation,
    SentJustNow,
    SentToAnother,
    ShowSecondStep,
)
from partnership.holding import hold
from partnership.models import Hat, Invitation, Organisation, Partnership, Vouching
from partnership.models.capacity import SECURED
from partnership.models.invitation import HOLDS_FOR
from partnership.rules import can_give_hat, can_hand_over

AGAIN_AFTER = timedelta(minutes=10)
ASKED_AT_MOST = 30  # by email, before a partnership is vouched for; `AskedEnough` says it too


@dataclass(frozen=True, slots=True)
class Terms:
    """From when, until when, in whose stead, and a note for the invited."""

    starts_at: datetime | None = None
    until: datetime | None = None
    replaces: Hat | None = None
    words: str = ""


_REFUSALS = {
    "invited_once_at_a_time_to_a_capacity": AlreadyInvited,
    "hat_is_offered_to_one_person_at_a_time": OfferedAlready,
    "delegation_ends_after_the_invitation": EndsBeforeItBegins,
    "delegation_ends_after_it_starts": EndsBeforeItBegins,
}


def invite_to_hat(
    partnership: Partnership,
    *,
    by: Actor,
    name: str,
    email: str,
    capacity: str,
    organisation: Organisation | None,
    now: datetime,
    terms: Terms = Terms(),
) -> Invitation:
    """Invite somebody, known or new, by email, or without an address by a code to hand over.

    Whether the address is somebody's is neither asked nor told. Raises `NotAPartner`,
    `AlreadyInvited`, `AlreadyWears` when they accepted such an invitation before, `OfferedAlready`,
    `EndsBeforeItBegins`, and `AskedEnough` in a partnership that nobody has vouched for.
    """
    require(can_give_hat(by, partnership, capacity))
    require(terms.replaces is None or can_hand_over(by, terms.replaces))
    check_partner(partnership, capacity, organisation, now)
    address = email.strip().lower()
    with recorded(by, "invited somebody", refusals=_REFUSALS):
        if address:
            _check_vouched_for(partnership, by)
        _make_room(partnership, address, capacity, terms, now)
        invitation = Invitation.objects.create(
            partnership=partnership,
            name=name,
            email=address,
            contact=ContactPoint.objects.create(kind="email", value=address) if address else None,
            capacity=capacity,
            organisation=organisation,
            starts_at=terms.starts_at,
            until=terms.until,
            replaces=terms.replaces,
            words=terms.words,
            code=new_code(),
            invited_by_id=by.hat_id,
            invited_at=now,
            expires_at=now + HOLDS_FOR,
        )
        tell_invited(invitation, now=now)
    return invitation


def send_again(invitation: Invitation, *, by: Actor, now: datetime) -> Invitation:
    """Send it once more, and let it hold for another 28 days.

    Raises `InvitationOver`, and `SentJustNow` within ten minutes of the last time.
    """
    require(can_give_hat(by, invitation.partnership, invitation.capacity))
    with recorded(by, "sent an invitation again"):
        held = _held(invitation)
        if held.ended_at is not None:
            raise InvitationOver
        if now - (held.expires_at - HOLDS_FOR) < AGAIN_AFTER:
            raise SentJustNow
        held.expires_at = now + HOLDS_FOR
        held.save(update_fields=["expires_at"])
        tell_invited(held, now=now)
    return held


def withdraw(invitation: Invitation, *, by: Actor, now: datetime) -> Invitation:
    """Take an invitation back. Raises `InvitationOver` when it was answered."""
    require(can_give_hat(by, invitation.partnership, invitation.capacity))
    with recorded(by, "withdrew an invitation"):
        held = _held(invitation)
        if held.ended_at is not None:
            raise InvitationOver
        held.withdrawn_at = now
        held.save(update_fields=["withdrawn_at"])
    return held


def accept(
    invitation: Invitation, *, by: Actor, now: datetime, passed_second_step: bool = False
) -> Hat:
    """Wear the hat. The hat that it replaces ends in the moment in which this one begins.

    What waited for it in other apps is taken up (`settings.WHEN_ACCEPTED`).

    Raises `InvitationOver`, `SentToAnother`, `OwnInvitation`, `NotAPartner` and `AlreadyWears`;
    `ShowSecondStep` when they have one and did not pass it in this session, for a mailbox alone
    would otherwise bring somebody under a chair who may take it away.
    """
    require(by.person_id is not None)
    if invitation.capacity in SECURED and not passed_second_step and _has_second_step(by):
        raise ShowSecondStep
    refusals = {**STAYS_WHOLE, "hat_is_worn_once_at_a_time": AlreadyWears}
    with recorded(by, "accepted an invitation", refusals=refusals):
        hold(invitation.partnership_id)
        held = _held(invitation)
        worn = _replaced(held)
        begins = max(now, held.starts_at or now)
        _check_acceptable(held, by, now, begins)
        assert by.person_id is not None
        if worn is not None:
            _lay_down(worn, begins)
        held.hat = Hat.objects.create(
            person_id=by.person_id,
            partnership_id=held.partnership_id,
            organisation_id=held.organisation_id,
            capacity=held.capacity,
            starts_at=begins,
            ends_at=held.until,
        )
        held.accepted_at, held.person_id = now, by.person_id
        held.save(update_fields=["accepted_at", "person", "hat"])
        tell_answered(held, now=now)
        if held.replaces_id:
            tell_handed_over(held, now=now)
        for path in settings.WHEN_ACCEPTED:
            import_string(path)(held, hat=held.hat, by=by, now=now)
    return held.hat


def _has_second_step(by: Actor) -> bool:
    assert by.person_id is not None
    return has_one(Person.objects.get(pk=by.person_id))


def decline(invitation: Invitation, *, by: Actor, now: datetime) -> Invitation:
    """Say no: whoever has the link or the code may, signed in or not. Raises `InvitationOver`."""
    with recorded(by, "declined an invitation"):
        held = _held(invitation)
        if not held.is_open(now):
            raise InvitationOver
        held.declined_at = now
        held.save(update_fields=["declined_at"])
        tell_answered(held, now=now)
    return held


def was_sent_to(invitation: Invitation, person_id: int | None) -> bool:
    """Whether this person may accept it: one without an address whoever has its code."""
    if not invitation.email:
        return True
    proved = EmailAddress.objects.filter(user_id=person_id, verified=True)
    return person_id is not None and proved.filter(email__iexact=invitation.email).exists()


def _held(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)


def _check_acceptable(held: Invitation, by: Actor, now: datetime, begins: datetime) -> None:
    if not held.is_open(now) or (held.until is not None and held.until <= begins):
        raise InvitationOver
    if not was_sent_to(held, by.person_id):
        raise SentToAnother
    invited_by = held.invited_by
    if held.organisation_id and invited_by and invited_by.person_id == by.person_id:
        raise OwnInvitation
    check_partner(held.partnership, held.capacity, held.organisation, now)


def _replaced(held: Invitation) -> Hat | None:
    worn = Hat.objects.select_for_update(no_key=True)
    return worn.get(pk=held.replaces_id) if held.replaces_id else None


def _lay_down(worn: Hat, ends_at: datetime) -> None:
    """Raises `InvitationOver` when it has ended: an offer lasts no longer than who made it."""
    if not worn.is_current(ends_at):
        raise InvitationOver
    worn.ends_at = ends_at
    worn.save(update_fields=["ends_at"])


def _check_vouched_for(partnership: Partnership, by: Actor) -> None:
    """Anybody may begin a partnership: before it is vouched for it writes to few who have not said
    yes, those included whom it asked no longer, and those whom the same person asks from another.
    """
    if Vouching.objects.filter(partnership=partnership).exists():
        return
    hold(partnership.pk)
    asked = Invitation.objects.filter(
        Q(partnership=partnership)
        | Q(partnership__vouching__isnull=True, invited_by__person=by.person_id),
        accepted_at__isnull=True,
    )
    if asked.exclude(email="").count() >= ASKED_AT_MOST:
        raise AskedEnough


def _make_room(
    partnership: Partnership, address: str, capacity: str, terms: Terms, now: datetime
) -> None:
    """What has expired stands in the way of nothing; what was accepted is not asked again."""
    expired = Invitation.objects.unanswered().filter(partnership=partnership, expires_at__lte=now)
    expired.update(withdrawn_at=now)
    if not address or terms.replaces is not None:
        return
    worn = Hat.objects.current(now).filter(partnership=partnership, capacity=capacity)
    if worn.filter(came_by__email=address).exists():
        raise AlreadyWears
