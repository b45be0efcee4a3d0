"""A person declares an interest, once, and says when it has ended. None is ever taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from accounts.record import recorded, require
from partnership.errors import HasInterests, InterestOver, InterestSaysNothing
from partnership.models import Interest, NoInterests, Organisation
from partnership.rules import can_declare, can_end_interest

# NHS England, Managing conflicts of interest in the NHS (2017): a private record is kept for six
# years after an interest has ended.
KEPT_FOR = timedelta(days=6 * 365 + 2)
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a person says of an interest."""

    kind: str
    what: str
    organisation: Organisation | None = None
    starts_on: date | None = None
    ends_on: date | None = None


def declare(declared: Declared, *, by: Actor, now: datetime) -> Interest:
    """Declare an interest of one's own. Raises `InterestSaysNothing` and `InterestOver`."""
    require(can_declare(by))
    refusals = {
        "interest_says_what_it_is": InterestSaysNothing,
        "interest_ends_after_it_starts": InterestOver,
    }
    with recorded(by, "declared an interest", refusals=refusals):
        return Interest.objects.create(
            person_id=by.person_id or 0,
            kind=declared.kind,
            what=declared.what.strip(),
            organisation=declared.organisation,
            starts_on=declared.starts_on,
            ends_on=declared.ends_on,
            declared_at=now,
            declared_in_id=by.hat_id,
        )


def declare_none(*, by: Actor, now: datetime) -> NoInterests:
    """Say that one has no interest to declare, as of this day. Raises `HasInterests`."""
    require(can_declare(by))
    with recorded(by, "declared to have no interests"):
        person = Person.objects.select_for_update(no_key=True).get(pk=by.person_id or 0)
        today = timezone.localdate(now)
        if any(one.ends_on is None or one.ends_on > today for one in person.interests.all()):
            raise HasInterests()
        return NoInterests.objects.create(person=person, declared_at=now, declared_in_id=by.hat_id)


def end_interest(interest: Interest, *, by: Actor, ends_on: date) -> Interest:
    """Say from which day one's own interest no longer holds. Raises `InterestOver`."""
    require(can_end_interest(by, interest))
    refusals = {"interest_ends_after_it_starts": InterestOver}
    with recorded(by, "said that an interest has ended", refusals=refusals):
        held = Interest.objects.select_for_update().get(pk=interest.pk)
        if held.ends_on is not None and held.ends_on <= ends_on:
            raise InterestOver()
        held.ends_on = ends_on
        held.save(update_fields=["ends_on"])
    return held


def forget_interests(now: datetime) -> int:
    """Delete interests that ended six years ago, and what was said then of having none.

    Listed in settings.RETENTION.
    """
    over = Interest.objects.filter(ends_on__lte=timezone.localdate(now - KEPT_FOR))
    with recorded(Actor.for_job("forget interests"), "deleted interests that ended long ago"):
        rows = list(over.order_by("pk").values_list("pk", flat=True)[:_AT_A_TIME])
        Interest.objects.filter(pk__in=rows).delete()
        said = NoInterests.objects.filter(declared_at__lt=now - KEPT_FOR).order_by("pk")
        old = list(said.values_list("pk", flat=True)[:_AT_A_TIME])
        NoInterests.objects.filter(pk__in=old).delete()
    return len(rows) + len(old)
