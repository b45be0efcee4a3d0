"""What a challenge is measured by, on its page and on that of its measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.panels import Panel
from challenges.measure_page import headline_of
from challenges.measure_rules import can_choose_measures
from challenges.models import Challenge, ChallengeMeasure, Measure, Reading
from challenges.periods import in_words
from challenges.run_chart import RunChart, run_chart
from partnership.acting import hats_of, may

MOST = 24
SMALL = 60  # readings of the small chart


@dataclass(frozen=True, slots=True)
class Line:
    """A measure as a list shows it."""

    link: ChallengeMeasure
    measure: Measure
    latest: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure that leads with its latest readings, and the others by what they are."""

    leading: Line | None
    headline: str
    chart: RunChart | None
    others: Sequence[Line]
    of_bodies_only: bool

    @property
    def is_empty(self) -> bool:
        return self.leading is None and not self.others


def measured_by(request: HttpRequest, challenge: Challenge) -> Measured:
    """All that this request may see of it. Two queries."""
    latest = Reading.objects.filter(measure=OuterRef("measure")).order_by("-period")
    links = list(
        ChallengeMeasure.objects.filter(challenge=challenge)
        .select_related("measure__place", "measure__organisation")
        .annotate(
            latest_period=Subquery(latest.values("period")[:1]),
            latest_value=Subquery(latest.values("value")[:1]),
        )[:MOST]
    )
    works_here = any(hat.partnership_id == challenge.partnership_id for hat in hats_of(request))
    seen = [link for link in links if works_here or link.measure.is_of_the_place]
    for link in seen:
        link.measure.partnership = challenge.partnership
    lines = [_line(link) for link in seen]
    leading = next((line for line in lines if line.link.leads), None)
    readings = list(leading.measure.readings.order_by("-period")[:SMALL])[::-1] if leading else []
    return Measured(
        leading,
        headline_of(leading.measure, readings) if leading and readings else "",
        run_chart(leading.measure, readings, height=200) if leading else None,
        [line for line in lines if line is not leading],
        bool(links) and not any(link.measure.is_of_the_place for link in links),
    )


def measures_of_challenge(request: HttpRequest, challenge: Challenge) -> Panel | None:
    """The leading measure with its sentence and a small chart; the others as a list."""
    measured = measured_by(request, challenge)
    may_choose = may(request, can_choose_measures, challenge)
    if measured.is_empty and not may_choose and not measured.of_bodies_only:
        return None
    context = {"measured": measured, "challenge": challenge, "may_choose": may_choose}
    return Panel(_("Whether it gets better"), "challenges/_measures_panel.html", context, 30)


def _line(link: ChallengeMeasure) -> Line:
    period = link.latest_period  # type: ignore[attr-defined]
    if period is None:
        return Line(link, link.measure, "")
    value = link.measure.with_unit(link.latest_value)  # type: ignore[attr-defined]
    return Line(link, link.measure, f"{value}, {in_words(period, link.measure.frequency)}")
