"""What is owed to those who hold a role, or pay for it, while something waits. See `reminders`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import ContactPoint
from leaders.models import JointAct, RoleFunding, RoleHolding, RoleNotice
from leaders.reminders import end_owed, ends_soon, live
from leaders.resources import is_followed
from leaders.telling import ACT_PROPOSED, FUNDING_ENDING, PUT_TO_ROLE, PUT_TO_ROLE_DUE
from partnership.who import acting, contacts
from reminders.actions.owing import Owed
from reminders.hours import midnight, morning

DAY, WEEK, ASKED_AGAIN = timedelta(days=1), timedelta(days=7), timedelta(days=14)


def ending_money(now: datetime) -> Iterator[Owed]:
    """To those who head the partnership, 90 and 30 days before money ends with nothing after."""
    soon = live(
        ends_soon(RoleFunding.objects.filter(role__proposed=False), now), "role__partnership"
    )
    found = soon.select_related("role").prefetch_related("role__funding")
    rows = [row for row in found if leaves_a_gap(row)]
    heads = acting({row.role.partnership_id for row in rows}, now)
    reach = contacts(set().union(*heads.values()))
    for row in rows:
        for person in sorted(heads[row.role.partnership_id] & reach.keys()):
            yield end_owed(FUNDING_ENDING, row, reach[person], row.ends_on, now)


def leaves_a_gap(row: RoleFunding) -> bool:
    """Whether the role goes on when this money ends, and nothing follows it."""
    role = row.role
    goes_on = role.ends_on is None or role.ends_on > row.ends_on
    return goes_on and not is_followed(row, role.funding.all())


def open_notices(now: datetime) -> Iterator[Owed]:
    """To each who holds the role now, newcomers included; and again before the day."""
    today = timezone.localdate(now)
    waiting = RoleNotice.objects.filter(cleared_at__isnull=True).select_related("role")
    found = list(live(waiting.prefetch_related(_holders()), "role__partnership"))
    holders = {one.pk: {held.person_id for held in one.role.holdings_on(today)} for one in found}
    reach = contacts(set().union(*holders.values()))
    for asked in found:
        for person in sorted(holders[asked.pk] & reach.keys()):
            yield Owed(PUT_TO_ROLE, reach[person], asked, asked.sent_at)
            yield from _due(asked, reach[person], now)


def open_acts(now: datetime) -> Iterator[Owed]:
    """To each who holds the role now and has not answered; every two weeks until they do."""
    today = timezone.localdate(now)
    waiting = JointAct.objects.filter(done_at__isnull=True, withdrawn_at__isnull=True)
    found = list(
        live(
            waiting.select_related("role").prefetch_related(_holders(), "consents"),
            "role__partnership",
        )
    )
    asked = {act.pk: _unanswered(act, act.role.holdings_on(today)) for act in found}
    reach = contacts(set().union(*asked.values()))
    for act in found:
        times = (now - act.proposed_at) // ASKED_AGAIN
        due_at = act.proposed_at + times * ASKED_AGAIN
        for person in sorted(asked[act.pk] & reach.keys()):
            yield Owed(ACT_PROPOSED, reach[person], act, due_at, str(times) if times > 0 else "")


def _unanswered(act: JointAct, holdings: Iterable[RoleHolding]) -> set[int]:
    answered = {consent.person_id for consent in act.consents.all()}
    return {one.person_id for one in holdings} - answered


def _due(asked: RoleNotice, to: ContactPoint, now: datetime) -> Iterator[Owed]:
    """The reminder of the step that this day lies in; the notice itself serves as a late one's."""
    if asked.due_on is None:
        return
    today = timezone.localdate(now)
    step = DAY if asked.due_on - today <= DAY else WEEK
    begins = asked.due_on - step
    over = asked.due_on + DAY if step == DAY else asked.due_on - DAY
    if today < begins or today >= over or timezone.localdate(asked.sent_at) >= begins:
        return
    version = f"{asked.due_on.isoformat()} {step.days}"
    yield Owed(PUT_TO_ROLE_DUE, to, asked, morning(begins), version, midnight(over))


def _holders() -> Prefetch[str]:
    return Prefetch("role__holdings", queryset=RoleHolding.objects.select_related("person"))
