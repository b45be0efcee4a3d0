"""The demonstration's boards, and the money for roles and for taking part: with one cliff edge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from leaders.demo import FOOD_AND_FRIENDS
from leaders.models import LeadershipRole, RoleFunding
from partnership.demo import CENTRAL_EAST, HERTFORDSHIRE, SLUG
from partnership.investment import FinancialYear
from partnership.models import BoardMeeting, Organisation, ParticipationFunding, Partnership

EVERY = timedelta(days=63)  # nine weeks: about every two months, on one weekday
# Beside `leaders/demo/running.py`: the role, who pays, how much a year, since how many years back,
# until how many years on. Invented.
FOR_ROLES = [("Lead for eating well and moving more", FOOD_AND_FRIENDS, 6_000, 2, 1)]
FOR_CITIZENS = [(CENTRAL_EAST, 12_000, 1, 1), (HERTFORDSHIRE, 6_000, 1, 3)]


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """A board every nine weeks, a year back and the next two; money until ends of years."""
    say("boards and money")
    today = timezone.localdate(now)
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        partnership = Partnership.objects.get(slug=SLUG)
        if not partnership.board_meetings.exists():
            for number in range(-6, 2):
                meets_on = today + timedelta(days=35) + number * EVERY
                BoardMeeting.objects.create(partnership=partnership, meets_on=meets_on)
        year = FinancialYear.of(today).first
        for title, payer, pounds, back, ahead in FOR_ROLES:
            role = LeadershipRole.objects.get(partnership=partnership, title=title)
            RoleFunding.objects.get_or_create(
                role=role, organisation=_body(payer), defaults=_from(year, pounds, back, ahead)
            )
        for payer, pounds, back, ahead in FOR_CITIZENS:
            ParticipationFunding.objects.get_or_create(
                partnership=partnership,
                organisation=_body(payer),
                defaults=_from(year, pounds, back, ahead),
            )


def _from(year: int, pounds: int, back: int, ahead: int) -> dict[str, object]:
    return {
        "pounds_a_year": pounds,
        "starts_on": date(year - back, 4, 1),
        "ends_on": date(year + ahead, 4, 1),
    }


def _body(name: str) -> Organisation:
    return Organisation.objects.get(name=name)
