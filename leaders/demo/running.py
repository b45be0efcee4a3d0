"""A full year of the demonstration's roles: what pays for them, who sees to what, what waits.

People, sums and words are invented. Seeding again adds nothing that is there, and leaves what
somebody has done meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Person
from accounts.record import recorded
from leaders.demo import ICS, MERGER, ROBOT
from leaders.errors import BOUNDS
from leaders.models import (
    Consent,
    Handover,
    JointAct,
    LeadershipRole,
    ProposedShare,
    RoleFunding,
    RoleHost,
    RoleNotice,
    RoleProposal,
)
from partnership.demo import (
    CENTRAL_EAST,
    COMMUNITY,
    EAST_NORTH,
    HERTFORDSHIRE,
    OLD_BOARD,
    SLUG,
)
from partnership.investment import FinancialYear
from partnership.models import Hat, Organisation, Partnership

DAY = timedelta(days=1)
JOINT, EATING, CONDITIONS = (
    "joint-lead-for-health-and-care",
    "lead-for-eating-well-and-moving-more",
    "lead-for-living-with-several-conditions",
)
CARERS = "Dacorum Carers’ Circle"
NOTE = (
    "Ring the ward managers on Monday mornings: they know by then who waits.\n\n"
    "Two promises are not on paper: transport for families in Royston, and a desk for Daniel at "
    "County Hall on Thursdays. Both sides say yes more easily after a visit together than after a "
    "meeting."
)
LAST_YEARS_WORDS = (
    "By next winter nobody who is ready to go home waits more than a day for the first visit.\n\n"
    "Each family has one name to ring, and that person rings back the same day."
)
NEXT_YEARS_WORDS = (
    "Carers are asked what they need before somebody goes home, not after.\n\n"
    "Half of the people who sit at our table are people who used these services."
)


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """Everything that belongs to a year of these roles, counted back from the day of seeding."""
    say("a year of leadership roles")
    with recorded(ROBOT, "set up the demonstration", refusals=BOUNDS):
        partnership = Partnership.objects.get(slug=SLUG)
        roles = {role.slug: role for role in partnership.roles.agreed()}
        today = timezone.localdate(now)
        _hosts(roles[JOINT])
        _money(roles, today)
        _duties(roles[JOINT])
        _handovers(roles)
        _notices(roles[JOINT], now)
        _acts(roles[JOINT], now)
        _proposal(partnership, now)
        _prepared(roles[CONDITIONS], now)


def _hosts(role: LeadershipRole) -> None:
    for name, starts_on, ends_on in (
        (OLD_BOARD, None, MERGER),
        (CENTRAL_EAST, MERGER, None),
        (HERTFORDSHIRE, None, None),
    ):
        times = {"starts_on": starts_on, "ends_on": ends_on}
        RoleHost.objects.get_or_create(role=role, organisation=_body(name), defaults=times)
        RoleHost.objects.filter(role=role, organisation=_body(name)).update(**times)


def _money(roles: dict[str, LeadershipRole], today: date) -> None:
    """Half of the joint lead's money runs out soon with nothing after it; the year after next half
    of what is paid then ends on one day: the cliff edge (with the other money of the
    demonstration)."""
    year = FinancialYear.of(today).first
    rows = (
        (JOINT, OLD_BOARD, 36_000, ICS, MERGER),
        (JOINT, CENTRAL_EAST, 38_000, MERGER, today + 70 * DAY),
        (JOINT, HERTFORDSHIRE, 38_000, ICS, date(year + 4, 4, 1)),
        (EATING, HERTFORDSHIRE, 26_000, date(2024, 10, 1), date(year + 2, 4, 1)),
        (CONDITIONS, EAST_NORTH, 28_000, date(2025, 1, 6), today + 200 * DAY),
    )
    for slug, payer, pounds, starts_on, ends_on in rows:
        RoleFunding.objects.update_or_create(
            role=roles[slug],
            organisation=_body(payer),
            starts_on=starts_on,
            defaults={"pounds_a_year": pounds, "ends_on": ends_on},
        )


def _duties(role: LeadershipRole) -> None:
    for position, (what, whose) in enumerate(
        (
            ("Brings both sides to the table on leaving hospital, each second Tuesday", "daniel"),
            ("Keeps the one list of promises, and asks after each", "daniel"),
            ("Holds the shared budget line, and says each month what is left", "margaret"),
            ("Meets carers with Dacorum Carers’ Circle", "margaret"),
            ("Answers residents who ask what became of it", ""),
        )
    ):
        held = role.holdings.filter(ends_on=None, person__email__startswith=whose).first()
        words: dict[str, Any] = {"position": position, "falls_to": held if whose else None}
        role.duties.get_or_create(what=what, defaults=words)


def _handovers(roles: dict[str, LeadershipRole]) -> None:
    """Peter handed over to Margaret with a note; for Grace nobody follows yet, and that is said."""
    joint = roles[JOINT].holdings
    peter = joint.filter(person=_person("peter.lindqvist")).exclude(ends_on=None).first()
    margaret = joint.filter(person=_person("margaret.whitlock")).first()
    if peter and margaret:
        Handover.objects.get_or_create(
            outgoing=peter,
            defaults={
                "incoming": margaret,
                "note": NOTE,
            },
        )
    grace = roles[CONDITIONS].holdings.exclude(ends_on=None).first()
    if grace:
        because = (
            "a trust and a council are still agreeing who pays for the other half, and half a "
            "role was too little for one person"
        )
        Handover.objects.get_or_create(outgoing=grace, defaults={"gap_because": because})


def _notices(role: LeadershipRole, now: datetime) -> None:
    today = timezone.localdate(now)
    RoleNotice.objects.get_or_create(
        role=role,
        words="Tell the board what would let ten more people a week go home in a day.",
        defaults={"due_on": today + 9 * DAY, "sent_by": _hat("ruth.adeyemi"), "sent_at": now},
    )
    RoleNotice.objects.get_or_create(
        role=role,
        words="Two families in Royston ask whether transport will go on after the summer.",
        defaults={
            "sent_by": _hat("priya.raman"),
            "sent_at": now - 44 * DAY,
            "cleared_at": now - 41 * DAY,
            "cleared_by": _person("margaret.whitlock"),
            "done": "Rang both. It goes on until March, and they have my number.",
        },
    )


def _acts(role: LeadershipRole, now: datetime) -> None:
    """Last year's objectives, agreed by both; next year's, with one consent of two."""
    both = [_person("daniel.okafor"), _person("margaret.whitlock")]
    then = now - 330 * DAY
    done, new = JointAct.objects.get_or_create(
        role=role,
        kind=JointAct.Kind.OBJECTIVES,
        words=LAST_YEARS_WORDS,
        defaults={
            "proposed_by": _hat("ruth.adeyemi"),
            "proposed_at": then - 8 * DAY,
            "done_at": then,
        },
    )
    if new:
        for person in both:
            Consent.objects.create(act=done, person=person, agreed=True, given_at=then)
    acts = JointAct.objects.filter(role=role, kind=JointAct.Kind.OBJECTIVES)
    if not acts.filter(words=NEXT_YEARS_WORDS).exists() and all(one.done_at for one in acts):
        act = JointAct.objects.create(
            role=role,
            kind=JointAct.Kind.OBJECTIVES,
            words=NEXT_YEARS_WORDS,
            proposed_by=_hat("daniel.okafor"),
            proposed_at=now - 3 * DAY,
        )
        Consent.objects.create(act=act, person=both[0], agreed=True, given_at=now - 3 * DAY)


def _proposal(partnership: Partnership, now: datetime) -> None:
    role, new = LeadershipRole.objects.get_or_create(
        partnership=partnership,
        slug="lead-for-people-who-care",
        defaults={
            "title": "Lead for people who care",
            "remit": "To see that whoever looks after somebody at home is asked, is rested and is "
            "not forgotten when a service changes.",
            "place": partnership.place,
            "population": "Unpaid carers of all ages",
            "proposed": True,
            "case": "Every one of our challenges names carers, and none of us is asked about them."
            " At the session in Hemel Hempstead eleven people said the same: nobody rings back, "
            "because each service thinks it is another’s turn.\n\nA role shared by community "
            "nursing and a carers’ group would have one number, and the right to ask all of us.",
            "starts_on": (timezone.localdate(now).replace(day=1) + 62 * DAY).replace(day=1),
        },
    )
    if new:
        proposal = RoleProposal.objects.create(
            role=role, proposed_by=_hat("fiona.castle"), proposed_at=now - 12 * DAY
        )
        proposal.would_share.set([_body(COMMUNITY), _body(CARERS)])


def _prepared(role: LeadershipRole, now: datetime) -> None:
    """The coordinator has prepared a half for a community nurse: the chair has yet to approve."""
    if role.proposals.exists():
        return
    ProposedShare.objects.create(
        role=role,
        person=_person("kwame.mensah"),
        employer=_body(COMMUNITY),
        share=50,
        starts_on=(timezone.localdate(now).replace(day=1) + 32 * DAY).replace(day=1),
        proposed_by=_hat("priya.raman"),
        proposed_at=now - 2 * DAY,
    )


def _person(name: str) -> Person:
    return Person.objects.get(email=f"{name}@example.org")


def _hat(name: str) -> Hat:
    return Hat.objects.filter(person=_person(name), partnership__slug=SLUG).earliest("pk")


def _body(name: str) -> Organisation:
    return Organisation.objects.get(name=name)
