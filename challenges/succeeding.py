"""What passes on of this app when one body takes over from another: work and promises."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from challenges.actions.challenge import FOOTING
from challenges.models import Challenge, ChallengeMember, ChallengeOrganisation, Commitment, Passing
from partnership.models import Hat, Organisation
from partnership.succeeding import HATS, hat_that_follows
from partnership.succession import Case, Duty, Succeeding
from reminders.hours import midnight


def _work(case: Case) -> Sequence[Duty]:
    joined = ChallengeOrganisation.objects.filter(
        challenge__partnership=case.partnership, organisation=case.ended
    ).exclude(challenge__state=Challenge.State.CLOSED)
    return [
        Duty(one.pk, f"works on “{one.challenge.title}”")
        for one in joined.select_related("challenge")
    ]


def _pass_work(case: Case, pk: int, successor: Organisation) -> None:
    """A body joins a challenge once: where the successor works on it, the old one only leaves."""
    joined = ChallengeOrganisation.objects.get(pk=pk)
    Challenge.objects.select_for_update(no_key=True).get(pk=joined.challenge_id)
    _kept(case, joined.challenge_id, successor)
    there = ChallengeOrganisation.objects.filter(challenge=joined.challenge_id)
    if there.filter(organisation=successor).exists():
        joined.delete()
    else:
        joined.organisation = successor
        joined.save(update_fields=["organisation"])


def _promises(case: Case) -> Sequence[Duty]:
    promised = Commitment.objects.open().filter(
        challenge__partnership=case.partnership, organisation=case.ended
    )
    return [Duty(one.pk, f"promised by {one.due_on:%-d %B %Y}: {one.will_do}") for one in promised]


def _pass_promise(case: Case, pk: int, successor: Organisation) -> None:
    promise = Commitment.objects.select_for_update().get(pk=pk)
    _kept(case, promise.challenge_id, successor, commitment=promise)
    promise.organisation = successor
    promise.save(update_fields=["organisation"])


def _teams(case: Case) -> Sequence[Duty]:
    still = midnight(max(case.on, case.today))
    members = (
        ChallengeMember.objects.filter(
            Q(hat__ends_at__isnull=True) | Q(hat__ends_at__gt=still),
            challenge__partnership=case.partnership,
            hat__organisation=case.ended,
        )
        .exclude(challenge__state=Challenge.State.CLOSED)
        .select_related("hat__person", "challenge")
    )
    return [
        Duty(
            one.pk,
            f"{one.hat.person.name} in the team of “{one.challenge.title}”",
            goes_with=f"{HATS.name}-{one.hat_id}",
        )
        for one in members
    ]


def _pass_member(case: Case, pk: int, successor: Organisation) -> None:
    member = (
        ChallengeMember.objects.select_for_update(of=("self",)).select_related("hat").get(pk=pk)
    )
    follows = hat_that_follows(member.hat, successor)
    if follows is not None:
        _kept(case, member.challenge_id, successor, seat=member.hat)
        member.hat = follows
        member.save(update_fields=["hat"])


def _kept(
    case: Case,
    challenge: int,
    successor: Organisation,
    *,
    commitment: Commitment | None = None,
    seat: Hat | None = None,
) -> None:
    """Keep the old name: what was done for the challenge until the day was done by that body."""
    Passing.objects.create(
        challenge_id=challenge,
        commitment=commitment,
        seat=seat,
        before=case.ended,
        after=successor,
        on=case.on,
    )


WORK = Succeeding("work", "Challenges that it works on", _work, _pass_work, FOOTING)
PROMISES = Succeeding("promise", "What it has promised and not done yet", _promises, _pass_promise)
TEAMS = Succeeding("team", "Who is in teams for it", _teams, _pass_member)
