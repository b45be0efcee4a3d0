"""What a challenge is measured by, on its page and on that of its measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.panels import Panel
from challenges.measure_page import CHARTED, chart_of, subject_of
from challenges.measure_rules import can_choose_measures
from challenges.models import (
    Challenge,
    ChallengeMeasure,
    Measure,
    Reading,
    Rebase,
    ReferenceSeries,
)
from challenges.periods import in_words
from challenges.spc import Chart
from challenges.spc_chart import Icon, Picture, icons_of, picture_of
from partnership.acting import hats_of, may

MOST = 24


@dataclass(frozen=True, slots=True)
class Line:
    """A measure as a list shows it: its latest reading, and what its icons say."""

    link: ChallengeMeasure
    measure: Measure
    latest: str
    icons: Sequence[Icon]


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure that leads with its picture, and the others."""

    leading: Line | None
    picture: Picture | None
    attribution: str
    others: Sequence[Line]
    of_bodies_only: bool

    @property
    def is_empty(self) -> bool:
        return self.leading is None and not self.others


def measured_by(request: HttpRequest, challenge: Challenge) -> Measured:
    """All that this request may see of it. Two queries."""
    links = list(_links(challenge)[:MOST])
    works_here = any(hat.partnership_id == challenge.partnership_id for hat in hats_of(request))
    seen = [link for link in links if works_here or link.measure.is_of_the_place]
    charts = _charts(seen)
    for link in seen:
        link.measure.partnership = challenge.partnership
    lines = [_line(link, charts[link.pk]) for link in seen]
    leading = next((line for line in lines if line.link.leads), None)
    picture = None
    if leading is not None and leading.latest:
        picture = picture_of(charts[leading.link.pk], subject_of(leading.measure))
    return Measured(
        leading,
        picture,
        "" if leading is None else leading.link.attribution or leading.measure.source,  # type: ignore[attr-defined]
        [line for line in lines if line is not leading],
        bool(links) and not any(link.measure.is_of_the_place for link in links),
    )


def measures_of_challenge(request: HttpRequest, challenge: Challenge) -> Panel | None:
    """The leading measure with its sentence and its chart; the others as a list."""
    measured = measured_by(request, challenge)
    may_choose = may(request, can_choose_measures, challenge)
    if measured.is_empty and not may_choose and not measured.of_bodies_only:
        return None
    context = {"measured": measured, "challenge": challenge, "may_choose": may_choose}
    return Panel(_("Whether it gets better"), "challenges/_measures_panel.html", context, 30)


def _links(challenge: Challenge) -> QuerySet[ChallengeMeasure]:
    """Each with its measure, where its limits begin anew, and whom to name for its figures."""
    rebases = Rebase.objects.filter(measure=OuterRef("measure")).values("on")
    series = ReferenceSeries.objects.filter(slug=OuterRef("measure__reference_series"))
    return (
        ChallengeMeasure.objects.filter(challenge=challenge)
        .select_related("measure__place", "measure__organisation")
        .annotate(
            rebased_on=ArraySubquery(rebases),
            attribution=Subquery(series.values("attribution")[:1]),
        )
    )


def _charts(links: Sequence[ChallengeMeasure]) -> dict[int, Chart]:
    """The chart of each, from one query: what the measure's own page charts."""
    newest = Window(RowNumber(), partition_by=[F("measure")], order_by=F("period").desc())
    read = (
        Reading.objects.filter(measure__in=[link.measure_id for link in links])
        .annotate(newest=newest)
        .filter(newest__lte=CHARTED)
        .order_by("period")
    )
    of: dict[int, list[Reading]] = defaultdict(list)
    for reading in read:
        of[reading.measure_id].append(reading)
    return {
        link.pk: chart_of(link.measure, of[link.measure_id], link.rebased_on)  # type: ignore[attr-defined]
        for link in links
    }


def _line(link: ChallengeMeasure, chart: Chart) -> Line:
    measure, last = link.measure, chart.last
    if last is None:
        return Line(link, measure, "", [])
    latest = f"{measure.with_unit(last.value)}, {in_words(last.period, measure.frequency)}"
    return Line(link, measure, latest, icons_of(chart))
