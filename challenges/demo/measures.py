"""The demonstration's measures: published figures of Hertfordshire's districts, and invented ones.

The figures of Year 6 and of A&E are real, as they were published. Readings of the walking buses
and of the waiting list are invented, and say so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from accounts.actor import Actor
from accounts.record import recorded
from challenges.actions.feeding import feed
from challenges.actions.measures import places_of
from challenges.actions.readings import KEPT, told_apart
from challenges.models import (
    Challenge,
    ChallengeMeasure,
    Measure,
    Reading,
    Rebase,
    ReferenceSeries,
    RoleObjective,
)
from challenges.numbers import computed
from challenges.periods import after, first_day
from leaders.models import LeadershipRole
from partnership.demo import SLUG
from partnership.models import Hat, Partnership, Place

INVENTED = "Invented for the demonstration"
LEADS = "Stevenage"
DISTRICTS = (
    "Broxbourne", "Dacorum", "East Hertfordshire", "Hertsmere", "North Hertfordshire", "St Albans",
    "Stevenage", "Three Rivers", "Watford", "Welwyn Hatfield", "Epping Forest", "Harlow",
    "Uttlesford",
)  # fmt: skip
# Of 100 families asked at the gate, month by month: a shift after the walking buses began.
WALKED = (41, 44, 39, 42, 40, 45, 43, 38, 42, 44, 41, 40, 43,
          49, 52, 50, 54, 53, 51, 55, 52, 56, 54, 53)  # fmt: skip
ASKED = (212, 198, 205, 220, 190, 201, 215, 208, 199, 210, 204, 196, 211,
         218, 207, 200, 213, 209, 202, 216, 198, 206, 211, 203)  # fmt: skip
# Weeks that a family waits for the first appointment at the weight clinic.
WAITED = (11, 12, 10, 13, 12, 11, 12, 14, 11, 12, 13, 11, 12, 10, 12, 13, 11, 12, 9, 9, 8, 9, 8, 7)


def seed(now: datetime, say: Callable[[str], None]) -> None:
    """What the obesity challenge is measured by; months move with the day of seeding."""
    partnership = Partnership.objects.select_related("place").get(slug=SLUG)
    challenge = Challenge.objects.get(partnership=partnership, slug="rising-obesity")
    hat = Hat.objects.current(now).filter(partnership=partnership, capacity="leader").first()
    say("Measures of rising obesity")
    with recorded(Actor.for_job("seed_demo"), "set up the demonstration"):
        leading = _published(partnership, challenge, hat)
        _waiting(partnership)
        this = first_day(timezone.localdate(now), "month")
        walks = _walks(partnership, hat)
        _read(walks, _counted(walks, after(this, "month", -len(WALKED))))
        _link(challenge, walks, ChallengeMeasure.Kind.PROCESS)
        waits = _waits(partnership, hat)
        _read(waits, _plain(waits, after(this, "month", -len(WAITED))))
        _link(challenge, waits, ChallengeMeasure.Kind.BALANCING)
        _rebase(waits, after(this, "month", -6), hat)
        if leading is not None:
            _objective(partnership, leading, hat)


def _published(partnership: Partnership, challenge: Challenge, hat: Hat | None) -> Measure | None:
    """Excess weight in Year 6 of each district that is served; Stevenage's leads."""
    series = ReferenceSeries.objects.filter(slug="excess-weight-year-6").first()
    if series is None:
        return None
    here = Place.objects.filter(places_of(partnership), kind="district", name__in=DISTRICTS)
    leading = None
    for place in here.distinct().order_by("name"):
        measure = _from(series, partnership, place, hat)
        if place.name == LEADS:
            _link(challenge, measure, ChallengeMeasure.Kind.OUTCOME, leads=True)
            leading = measure
        elif place.name in ("Watford", "Harlow"):
            _link(challenge, measure, ChallengeMeasure.Kind.OUTCOME)
    return leading


def _waiting(partnership: Partnership) -> None:
    """A&E of the whole system, month by month, as published."""
    series = ReferenceSeries.objects.filter(slug="a-and-e-over-4-hours").first()
    if series is not None:
        _from(series, partnership, partnership.place, None)


def _from(
    series: ReferenceSeries, partnership: Partnership, place: Place, hat: Hat | None
) -> Measure:
    measure, _ = Measure.objects.get_or_create(
        partnership=partnership,
        slug=f"{series.slug}-{place.slug}"[:190],
        defaults={
            "name": f"{series.name}, {place.name}",
            "place": place,
            "improves": series.improves,
            "frequency": series.frequency,
            "unit": series.unit,
            "decimals": series.decimals,
            "denominator": series.denominator,
            "source": series.source,
            "reference_series": series.slug,
            "set_up_by": hat,
        },
    )
    feed(measure)
    return measure


def _walks(partnership: Partnership, hat: Hat | None) -> Measure:
    measure, _ = Measure.objects.get_or_create(
        partnership=partnership,
        slug="children-who-walk-to-school",
        defaults={
            "name": "Children who walk to school in Stevenage",
            "place": partnership.place,
            "improves": Measure.Improves.UP,
            "unit": "% of children",
            "denominator": "Children whose families were asked at the gate",
            "source": f"Hands up at the school gate. {INVENTED}.",
            "target": Decimal(50),
            "set_up_by": hat,
        },
    )
    return measure


def _waits(partnership: Partnership, hat: Hat | None) -> Measure:
    measure, _ = Measure.objects.get_or_create(
        partnership=partnership,
        slug="weeks-until-the-first-appointment",
        defaults={
            "name": "Weeks until the first appointment at the weight clinic",
            "place": partnership.place,
            "improves": Measure.Improves.DOWN,
            "unit": "weeks",
            "source": f"The clinic’s own list. {INVENTED}.",
            "target": Decimal(10),
            "set_up_by": hat,
        },
    )
    return measure


def _counted(measure: Measure, first: date) -> list[Reading]:
    rows = []
    for number, (share, asked) in enumerate(zip(WALKED, ASKED, strict=True)):
        numerator, denominator = Decimal(round(asked * share / 100)), Decimal(asked)
        rows.append(
            Reading(
                measure=measure,
                period=after(first, "month", number),
                value=computed(numerator, denominator, measure.unit),
                numerator=numerator,
                denominator=denominator,
                note="Walking buses begin on four routes" if number == 13 else "",
            )
        )
    return rows


def _plain(measure: Measure, first: date) -> list[Reading]:
    return [
        Reading(measure=measure, period=after(first, "month", number), value=Decimal(weeks))
        for number, weeks in enumerate(WAITED)
    ]


def _read(measure: Measure, wanted: list[Reading]) -> None:
    """Let it be read just so, and nothing else: seeded again on another day, the months move."""
    measure.readings.exclude(period__in=[one.period for one in wanted]).delete()
    stored = {one.period: one for one in measure.readings.all()}
    added, changed = told_apart(wanted, stored)
    for one in changed:
        one.pk = stored[one.period].pk
    Reading.objects.bulk_create(added)
    Reading.objects.bulk_update(changed, KEPT)


def _link(challenge: Challenge, measure: Measure, kind: str, *, leads: bool = False) -> None:
    leads = leads and not challenge.measure_links.filter(leads=True).exists()
    ChallengeMeasure.objects.get_or_create(
        challenge=challenge, measure=measure, defaults={"kind": kind, "leads": leads}
    )


def _rebase(measure: Measure, on: date, hat: Hat | None) -> None:
    because = "A second nurse began, and evening appointments with her"
    measure.rebases.exclude(on=on).filter(because=because).delete()
    Rebase.objects.get_or_create(
        measure=measure, on=on, defaults={"because": because, "decided_by": hat}
    )


def _objective(partnership: Partnership, measure: Measure, hat: Hat | None) -> None:
    """The role that leads the place is to bring it down."""
    role = (
        LeadershipRole.objects.filter(partnership=partnership, ends_on__isnull=True, proposed=False)
        .order_by("starts_on", "pk")
        .first()
    )
    if role is not None:
        RoleObjective.objects.get_or_create(
            role=role,
            measure=measure,
            defaults={
                "wording": "Fewer children in Stevenage leave Year 6 with excess weight",
                "aims_for": Decimal(30),
                "set_by": hat,
            },
        )
