"""Promises that wait for an answer or were changed, and what stands in the way, as invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from challenges.demo.script import AMINA, DANIEL, GRACE, MARGARET
from challenges.models import Barrier, Challenge, Commitment, Renegotiation
from partnership.demo import CENTRAL_EAST, EAST_NORTH, HERTFORDSHIRE, SLUG
from partnership.models import Hat, Organisation

OBESITY = "rising-obesity"
DAY = timedelta(days=1)


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """What is not settled yet; told once, and left alone where somebody answered meanwhile."""
    say("Offers, changes and barriers")
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        challenge = Challenge.objects.get(partnership__slug=SLUG, slug=OBESITY)
        _Standing(challenge, now).tell()


class _Standing:
    def __init__(self, challenge: Challenge, now: datetime) -> None:
        self.challenge = challenge
        self.now = now
        self.today = timezone.localdate(now)
        here = challenge.partnership
        bodies = Organisation.objects.filter(partnerships__partnership=here)
        self.bodies = {body.name: body for body in bodies}
        hats = Hat.objects.current(now).filter(partnership=here, capacity=Hat.Capacity.LEADER)
        self.hats = {hat.person.email: hat for hat in hats.select_related("person")}

    def tell(self) -> None:
        self._offer(EAST_NORTH, "Lend the outpatients’ kitchen to parents on Sundays", MARGARET, 6)
        self._decline()
        self._changed()
        self._asked()
        self._barrier(
            "Schools may not pass on which families asked for help, so the kitchen asks again",
            "information", 96, HERTFORDSHIRE,
        )  # fmt: skip
        escalated = self._barrier(
            "The money for the walks ends in March and belongs to nobody’s budget",
            "money", 61, CENTRAL_EAST,
        )  # fmt: skip
        if escalated.is_open and escalated.escalated_on is None:
            escalated.escalated_on = self.today - 12 * DAY
            escalated.escalated_because = "Three finance directors each wait for the other two."
            escalated.save(update_fields=["escalated_on", "escalated_because"])
        lifted = self._barrier(
            "Volunteers were asked for five forms before they could cook",
            "accountability", 210, None, "The trust’s volunteering office",
        )  # fmt: skip
        if lifted.is_open:
            lifted.lifted_on = self.today - 120 * DAY
            lifted.how_lifted = "One form for all seven organisations, written with volunteers."
            lifted.save(update_fields=["lifted_on", "how_lifted"])

    def _offer(self, body: str, will_do: str, who: str, days_ago: int) -> Commitment:
        offer, _ = Commitment.objects.get_or_create(
            challenge=self.challenge,
            organisation=self.bodies[body],
            will_do=will_do,
            defaults={
                "made_by": self.hats[who],
                "made_at": self.now - days_ago * DAY,
                "due_on": self.today + 40 * DAY,
                "state": Commitment.State.OFFERED,
            },
        )
        return offer

    def _decline(self) -> None:
        offer = self._offer(EAST_NORTH, "Weigh every child at every visit", DANIEL, 80)
        if offer.is_offered:
            offer.state = Commitment.State.DECLINED
            offer.declined_because = "Parents told us that they would stop coming. We do not do it."
            offer.save(update_fields=["state", "declined_because"])

    def _changed(self) -> None:
        """The shade at Bishop’s Park was promised for earlier, and the food charity agreed."""
        promise = self._promise("Put up shade and a toilet at the Bishop’s Park play area")
        Renegotiation.objects.get_or_create(
            commitment=promise,
            will_do_before=promise.will_do,
            defaults={
                "due_before": promise.due_on - 45 * DAY,
                "will_do": promise.will_do,
                "due_on": promise.due_on,
                "because": "The ground was too wet to dig until May.",
                "asked_by": self.hats[MARGARET],
                "asked_at": self.now - 70 * DAY,
                "answered_by": self.hats[AMINA],
                "answered_at": self.now - 68 * DAY,
                "agreed_for": self.hats[AMINA].organisation,
            },
        )

    def _asked(self) -> None:
        promise = self._promise(
            "Publish one list of everything that is offered to families, with times and without "
            "jargon"
        )
        Renegotiation.objects.get_or_create(
            commitment=promise,
            will_do_before=promise.will_do,
            defaults={
                "due_before": promise.due_on,
                "will_do": f"{promise.will_do}, in three languages",
                "due_on": promise.due_on + 30 * DAY,
                "because": "Parents asked for Polish and Urdu, and translating takes a month.",
                "asked_by": self.hats[DANIEL],
                "asked_at": self.now - 2 * DAY,
            },
        )

    def _promise(self, will_do: str) -> Commitment:
        return Commitment.objects.get(challenge=self.challenge, will_do=will_do)

    def _barrier(
        self, what: str, boundary: str, days_ago: int, body: str | None, outside: str = ""
    ) -> Barrier:
        barrier, _ = Barrier.objects.get_or_create(
            challenge=self.challenge,
            what=what,
            defaults={
                "boundary": boundary,
                "met_on": self.today - days_ago * DAY,
                "can_lift": self.bodies[body] if body else None,
                "who_can_lift": outside,
                "named_by": self.hats[GRACE],
            },
        )
        return barrier
