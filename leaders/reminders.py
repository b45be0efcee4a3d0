"""What is owed about leadership roles as of now: vacancies, ends, and handing over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import F, Model, Prefetch, QuerySet
from django.utils import timezone

from accounts.models import ContactPoint
from leaders.models import LeadershipRole, RoleHolding
from partnership.models import Partnership
from partnership.models.dated import DatedQuerySet, Row
from partnership.who import acting, contacts
from reminders.actions.owing import Owed
from reminders.hours import midnight, morning

VACANT, ENDING, SHARE_ENDING, HANDOVER = (
    "role-vacant",
    "role-ending",
    "role-share-ending",
    "role-handover",
)
DAY, MONTH = timedelta(days=1), timedelta(days=30)
FIRST_TOLD, TOLD_AGAIN = timedelta(days=90), timedelta(days=30)
HANDED_OVER_WITHIN = timedelta(days=31)
HANDOVER_BEFORE = timedelta(days=14)


def vacant_roles(now: datetime) -> Iterator[Owed]:
    """To those who head the partnership: when a role becomes vacant, and monthly while it is.

    Of a role that nobody has held yet they hear after its first month: they have just created it.
    """
    today = timezone.localdate(now)
    roles = list(live(LeadershipRole.objects.vacant_on(today).with_holders()))
    heads = acting({role.partnership_id for role in roles}, now)
    reach = contacts(set().union(*heads.values()))
    for role in roles:
        since = role.vacant_since(today)
        if since is None:
            continue
        month = (today - since) // MONTH
        if month == 0 and not any(one.was_taken_up for one in role.holdings.all()):
            continue
        for person in sorted(heads[role.partnership_id] & reach.keys()):
            yield Owed(
                kind=VACANT,
                to=reach[person],
                about=role,
                due_at=morning(since + month * MONTH),
                version=f"{since.isoformat()} {month}",
                not_after=midnight(since + (month + 1) * MONTH),
            )


def ending_roles(now: datetime) -> Iterator[Owed]:
    """To its holders and those who head the partnership, 90 and 30 days before a role ends."""
    agreed = LeadershipRole.objects.agreed().with_holders()
    roles = list(live(ends_soon(agreed, now)))
    heads = acting({role.partnership_id for role in roles}, now)
    told = {role.pk: heads[role.partnership_id] | holders_at_the_end(role) for role in roles}
    reach = contacts(set().union(*told.values()))
    for role in roles:
        assert role.ends_on is not None
        for person in sorted(told[role.pk] & reach.keys()):
            yield end_owed(ENDING, role, reach[person], role.ends_on, now)


def ending_shares(now: datetime) -> Iterator[Owed]:
    """To the holder and those who head the partnership. A share that ends with its role is told
    of with the role."""
    taken_up = RoleHolding.objects.exclude(ends_on=F("starts_on"))
    own_end = taken_up.exclude(ends_on=F("role__ends_on")).select_related("role")
    shares = list(live(ends_soon(own_end, now), "role__partnership"))
    heads = acting({share.role.partnership_id for share in shares}, now)
    told = {share.pk: heads[share.role.partnership_id] | {share.person_id} for share in shares}
    reach = contacts(set().union(*told.values()))
    for share in shares:
        assert share.ends_on is not None
        for person in sorted(told[share.pk] & reach.keys()):
            yield end_owed(SHARE_ENDING, share, reach[person], share.ends_on, now)


def handovers(now: datetime) -> Iterator[Owed]:
    """To whoever takes up a share and whoever lays one down, 14 days before the first begins."""
    today = timezone.localdate(now)
    soon = RoleHolding.objects.filter(
        starts_on__gt=today, starts_on__lte=today + HANDOVER_BEFORE + DAY
    ).exclude(ends_on=F("starts_on"))
    incoming = list(live(with_whole_role(soon), "role__partnership"))
    pairs = [(one, before) for one in incoming for before in predecessors(one)]
    reach = contacts({one.person_id for pair in pairs for one in pair})
    for share, before in pairs:
        for person in (share.person_id, before.person_id):
            if person in reach:
                yield Owed(
                    kind=HANDOVER,
                    to=reach[person],
                    about=share,
                    due_at=morning(share.starts_on - HANDOVER_BEFORE),
                    version=f"{share.starts_on.isoformat()} {before.pk}",
                    not_after=midnight(share.starts_on),
                )


def predecessors(incoming: RoleHolding) -> list[RoleHolding]:
    """Whose share this one follows: as their handovers say, or else as the dates do.

    By the dates: other people's shares of the role that end within 31 days of its beginning.
    """
    return [
        one
        for one in incoming.role.holdings.all()
        if one.ends_on is not None
        and one.was_taken_up
        and one.person_id != incoming.person_id
        and _followed(one, incoming)
    ]


def _followed(outgoing: RoleHolding, incoming: RoleHolding) -> bool:
    handover = getattr(outgoing, "handover", None)
    if handover is not None:
        return bool(handover.incoming_id == incoming.pk)
    assert outgoing.ends_on is not None
    apart = abs(outgoing.ends_on - incoming.starts_on)
    return outgoing.starts_on < incoming.starts_on and apart <= HANDED_OVER_WITHIN


def holders_at_the_end(role: LeadershipRole) -> set[int]:
    """Who holds a role on its last day."""
    return {one.person_id for one in role.holdings_on(role.last_day)} if role.last_day else set()


def with_whole_role(holdings: QuerySet[RoleHolding]) -> QuerySet[RoleHolding]:
    """Shares with their role and everybody who has one of it, in two queries."""
    everybody = RoleHolding.objects.select_related("person", "employer", "handover")
    return holdings.select_related("role__partnership", "person", "employer").prefetch_related(
        Prefetch("role__holdings", queryset=everybody)
    )


def end_owed(kind: str, about: Model, to: ContactPoint, ends_on: date, now: datetime) -> Owed:
    """The reminder of the step that this day lies in: of 90 days, or of 30."""
    again = ends_on - timezone.localdate(now) <= TOLD_AGAIN
    step = TOLD_AGAIN if again else FIRST_TOLD
    return Owed(
        kind=kind,
        to=to,
        about=about,
        due_at=morning(ends_on - step),
        version=f"{ends_on.isoformat()} {step.days}",
        not_after=midnight(ends_on if again else ends_on - TOLD_AGAIN),
    )


def ends_soon(dated: DatedQuerySet[Row], now: datetime) -> DatedQuerySet[Row]:
    """What ends within 90 days."""
    today = timezone.localdate(now)
    return dated.filter(ends_on__gt=today, ends_on__lte=today + FIRST_TOLD)


def live(found: QuerySet[Row], partnership: str = "partnership") -> QuerySet[Row]:
    """Of live partnerships: nobody is written to while one is set up."""
    return found.filter(**{f"{partnership}__stage": Partnership.Stage.LIVE})
