"""What passes on of this app: the hats that people wear for a body, and invitations to wear one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from partnership.errors import AlreadyWears
from partnership.models import Hat, Invitation, Organisation
from partnership.models.funding import ParticipationFunding
from partnership.succession import Case, Duty, Succeeding
from reminders.hours import midnight


def _hats(case: Case) -> Sequence[Duty]:
    still = max(midnight(case.on), _now(case))
    worn = Hat.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=still),
        partnership=case.partnership,
        organisation=case.ended,
    ).select_related("person")
    return [
        Duty(hat.pk, f"{hat.person.name}, {hat.get_capacity_display().lower()}")
        for hat in worn.order_by("person__name", "pk")
    ]


def _now(case: Case) -> datetime:
    """Today, to the minute: a hat that was ended an hour ago is history."""
    return max(midnight(case.today), timezone.now())


def _pass_hat(case: Case, pk: int, successor: Organisation) -> None:
    hat = Hat.objects.select_for_update().get(pk=pk)
    ends_at = hat.ends_at
    hat.ends_at = max(midnight(case.on), hat.starts_at)
    hat.save(update_fields=["ends_at"])
    follows = Hat.objects.create(
        person_id=hat.person_id,
        partnership=case.partnership,
        organisation=successor,
        capacity=hat.capacity,
        starts_at=hat.ends_at,
        ends_at=ends_at,
    )
    # A chair that was offered is the one that goes on.
    Invitation.objects.unanswered().filter(replaces=hat).update(replaces=follows)


def hat_that_follows(hat: Hat, successor: Organisation) -> Hat | None:
    """The hat of the same person for the successor, once the hat itself was passed on."""
    assert hat.ends_at is not None
    return Hat.objects.filter(
        person=hat.person_id,
        partnership=hat.partnership_id,
        capacity=hat.capacity,
        organisation=successor,
        starts_at=hat.ends_at,
    ).first()


def _invitations(case: Case) -> Sequence[Duty]:
    waiting = Invitation.objects.open(_now(case)).filter(
        partnership=case.partnership, organisation=case.ended
    )
    return [
        Duty(one.pk, f"{one.name}, invited as {one.get_capacity_display().lower()}")
        for one in waiting
    ]


def _pass_invitation(case: Case, pk: int, successor: Organisation) -> None:
    invitation = Invitation.objects.select_for_update().get(pk=pk)
    invitation.organisation = successor
    invitation.save(update_fields=["organisation"])


def _funding(case: Case) -> Sequence[Duty]:
    paid = ParticipationFunding.objects.filter(
        case.runs_on, partnership=case.partnership, organisation=case.ended
    )
    return [
        Duty(one.pk, f"£{one.pounds_a_year:,} a year for citizens who take part") for one in paid
    ]


def _pass_funding(case: Case, pk: int, successor: Organisation) -> None:
    paid = ParticipationFunding.objects.select_for_update().get(pk=pk)
    pass_on(case, paid, organisation=successor)


def pass_on(case: Case, row: Model, **changed: Model) -> Model:
    """End a dated row on the day, and begin the same with what changed; the old one is history."""
    dated: Any = row
    same = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    others = {f"{name}_id": thing.pk for name, thing in changed.items()}
    dated.ends_on = case.begins(dated.starts_on)
    dated.save(update_fields=["ends_on"])
    began: Model = type(dated).objects.create(**{**same, **others, "starts_on": dated.ends_on})
    return began


HATS = Succeeding(
    "hat", "Who acts for it", _hats, _pass_hat, {"hat_is_worn_once_at_a_time": AlreadyWears}
)
INVITATIONS = Succeeding("invitation", "Who is invited", _invitations, _pass_invitation)
FUNDING = Succeeding("participation", "Money for citizens", _funding, _pass_funding)
