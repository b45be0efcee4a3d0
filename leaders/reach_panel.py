"""What the chair's page says of reach: whom each programme has reached, of those who could be."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from accounts.panels import Panel
from leaders.all_cohorts import cohorts_of
from leaders.models import Cohort, Programme
from leaders.programme_page import taken
from leaders.reach import reach_of
from partnership.models import Partnership

SHOWN = 6


def reached(request: HttpRequest, partnership: Partnership) -> Panel:
    """Each programme in its own words of reach, the newest first."""
    today = timezone.localdate()
    programmes = list(partnership.programmes.order_by("-starts_on", "pk")[:SHOWN])
    begun: dict[int, list[Cohort]] = {one.pk: [] for one in programmes}
    for cohort in cohorts_of(partnership):
        if cohort.programme_id in begun and cohort.has_begun(today):
            begun[cohort.programme_id].append(cohort)
    said = [(one, _sentence(one, begun[one.pk])) for one in programmes]
    headline = " ".join(f"{one.name}: {words}" for one, words in said)
    context = {
        "partnership": partnership,
        "said": said,
        "headline": headline or "There is no programme yet, so nobody has been reached by one.",
    }
    return Panel("Reach of programmes", "leaders/_reached.html", context, position=30)


def _sentence(programme: Programme, cohorts: list[Cohort]) -> str:
    return reach_of([taken(one) for one in cohorts], programme.reach_target).sentence
