"""The demonstration's boards, and the money for roles and for taking part: with one cliff edge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from leaders.demo import FOOD_AND_FRIENDS
from leaders.models import LeadershipRole, RoleFunding
from partnership.demo import CENTRAL_EAST, EAST_NORTH, HERTFORDSHIRE, SLUG
from partnership.investment import FinancialYear
from partnership.models import BoardMeeting, Organisation, ParticipationFunding, Partnership

EVERY = timedelta(days=63)  # nine weeks: about every two months, on one weekday
# The role, who pays, how much a year, since which year back and until how many years on. Invented.
FOR_ROLES = [
    ("Joint lead for health and care", CENTRAL_EAST, 52_000, 2, 3),
    ("Joint lead for health and care", HERTFORDSHIRE, 52_000, 2, 3),
    ("Lead for eating well and moving more", HERTFORDSHIRE, 48_000, 2, 1),
    ("Lead for eating well and moving more", FOOD_AND_FRIENDS, 6_000, 2, 1),
    ("Lead for living with several conditions", EAST_NORTH, 30_000, 1, 1),
]
FOR_CITIZENS = [(CENTRAL_EAST, 18_000, 1, 2), (HERTFORDSHIRE, 6_000, 1, 2)]


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
