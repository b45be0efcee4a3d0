"""What the pages of programmes and cohorts show, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.alumni import Alumni, alumni_of
from leaders.mix import Mix, mix_of, number
from leaders.models import Application, Cohort, Participation, Programme
from leaders.programme_reminders import cohorts
from leaders.reach import CohortTaken, Eligible, Line, Reach, Took, reach_of
from leaders.standing import Status, in_words
from partnership.models import Sector


@dataclass(frozen=True, slots=True)
class CohortLine:
    """A cohort in a list: how it stands, when it runs, and its mix."""

    cohort: Cohort
    status: Status
    when: str
    mix: Mix
    mix_in_words: str
    takes_applications: bool


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """All that the public page of a programme says beside its own words."""

    status: Status
    facts: Sequence[Mapping[str, str]]
    cohorts: Sequence[CohortLine]
    reach: Reach
    reach_bars: Sequence[Mapping[str, Any]]
    alumni: Alumni

    @property
    def open(self) -> Sequence[CohortLine]:
        return [line for line in self.cohorts if line.takes_applications]


def programme_page(programme: Programme, shown: Iterable[Cohort], now: datetime) -> ProgrammePage:
    """The page of a programme, with those of its cohorts that may be shown."""
    today = timezone.localdate(now)
    found = list(shown)
    reach = reach_of([taken(one) for one in found if one.has_begun(today)], programme.reach_target)
    return ProgrammePage(
        status=programme_status(programme, today),
        facts=_facts(programme, today),
        cohorts=[cohort_line(one, today) for one in reversed(found)],
        reach=reach,
        reach_bars=_bars(reach),
        alumni=alumni_of(programme, found, now),
    )


def cohorts_of(programme: Programme, visible: Any) -> list[Cohort]:
    """The cohorts of a programme, the earliest first, with their mix and those who take part."""
    found = list(cohorts().filter(programme=programme, pk__in=visible.values("pk")))
    for one in found:
        one.programme = programme
    return found


def taking_applications(programmes: Iterable[Programme], today: date) -> Mapping[int, Cohort]:
    """The cohort of each programme that somebody can apply to today, the earliest; one query."""
    found = Cohort.objects.filter(programme__in=list(programmes), opened_at__isnull=False)
    later_first = found.order_by("-starts_on", "-pk")
    return {one.programme_id: one for one in later_first if one.takes_applications(today)}


def cohort_line(cohort: Cohort, today: date) -> CohortLine:
    mix = mix_now(cohort)
    return CohortLine(
        cohort=cohort,
        status=cohort_status(cohort, today),
        when=cohort_span(cohort),
        mix=mix,
        mix_in_words=mix.verdict if cohort.has_begun(today) else mix.sentence,
        takes_applications=cohort.takes_applications(today),
    )


def programme_status(programme: Programme, today: date) -> Status:
    if programme.ends_on is not None and programme.ends_on <= today:
        return Status(_("Ended"), "none")
    if programme.starts_on > today:
        return Status(_("Begins %(day)s") % {"day": in_words(programme.starts_on)}, "waiting")
    return Status(_("Runs"), "good")


def cohort_status(cohort: Cohort, today: date) -> Status:
    """One word about a cohort."""
    if cohort.opened_at is None:
        return Status(_("Being prepared"), "none")
    if cohort.is_over(today):
        return Status(_("Finished"), "none")
    if cohort.takes_applications(today):
        return Status(_("Open to applications"), "progress")
    if not cohort.has_begun(today):
        return Status(_("About to begin"), "waiting")
    return Status(_("Under way"), "good")


def cohort_span(cohort: Cohort) -> str:
    """When it runs, both days included."""
    first = in_words(cohort.starts_on)
    if cohort.last_day is None:
        return _("From %(first)s") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": in_words(cohort.last_day)}


def mix_now(cohort: Cohort, chosen: Iterable[Application] = ()) -> Mix:
    """The mix of a cohort that was fetched with its targets and places: no query of its own."""
    return mix_of(
        cohort.places,
        {target.sector: target.places for target in cohort.targets.all()},
        Counter(one.sector for one in cohort.participations.all() if one.left_on is None),
        Counter(one.sector for one in chosen),
    )


def taken(cohort: Cohort) -> CohortTaken:
    """Those who were there once it had begun."""
    return CohortTaken(
        cohort.name,
        [
            Took(one.person_id, one.employer_id, one.place_id)
            for one in cohort.participations.all()
            if one.left_on is None or one.left_on > cohort.starts_on
        ],
        Eligible(cohort.eligible_people, cohort.eligible_organisations, cohort.eligible_places),
    )


def reach_of_cohort(cohort: Cohort) -> Line:
    """What one cohort reached."""
    return reach_of([taken(cohort)]).cohorts[0]


def where_from(cohort: Cohort) -> QuerySet[Participation, dict[str, Any]]:
    """Those who have a place by organisation, without a name: what the public reads."""
    return (
        Participation.objects.filter(cohort=cohort, left_on__isnull=True)
        .values("employer", "employer__name", "employer__invented", "sector")
        .annotate(people=Count("pk"))
        .order_by("sector", "employer__name", "employer")
    )


def with_labels(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same, each with its sector in words."""
    labels = dict(Sector.choices)
    return [{**row, "label": labels[row["sector"]]} for row in rows]


def without_a_funder(cohort: Cohort) -> str:
    """That nobody pays for the places of people outside the NHS, in words; or nothing."""
    places = [
        one for one in cohort.participations.all() if one.left_on is None and one.needs_a_funder
    ]
    if not places:
        return ""
    sectors = sorted({str(Sector(one.sector).label) for one in places})
    return ngettext(
        "Nobody pays yet for the place of %(count)s person from outside the NHS (%(sectors)s).",
        "Nobody pays yet for the places of %(count)s people from outside the NHS (%(sectors)s).",
        len(places),
    ) % {"count": number(len(places)), "sectors": ", ".join(sectors)}


def _facts(programme: Programme, today: date) -> list[Mapping[str, str]]:
    run_by = ", ".join(one.name for one in programme.run_by.all())
    facts: list[Mapping[str, str]] = [
        {"key": _("For"), "value": programme.place.name},
        {"key": _("Run by"), "value": run_by or _("the partnership itself")},
        {
            "key": _("From") if programme.starts_on > today else _("Since"),
            "value": in_words(programme.starts_on),
        },
    ]
    if programme.modelled_on:
        facts.append({"key": _("Modelled on"), "value": programme.modelled_on})
    return facts


def _bars(reach: Reach) -> list[Mapping[str, Any]]:
    """People so far, cohort by cohort, and the target, all on one scale."""
    bars: list[Mapping[str, Any]] = [
        {
            "label": line.name,
            "percent": 100 * line.so_far / reach.scale,
            "number": f"{line.so_far:,}",
        }
        for line in reach.cohorts
    ]
    if bars and reach.target:
        bars.append(
            {
                "label": _("Target"),
                "percent": 100 * reach.target / reach.scale,
                "number": f"{reach.target:,}",
                "accent": True,
            }
        )
    return bars
