"""Who lives in a place, beside England: shares within one dimension, never across."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from partnership.models import PopulationShare

Words = str | Promise
CENSUS = gettext_lazy("Census 2021, Office for National Statistics")


@dataclass(frozen=True, slots=True)
class Slice:
    """One category: how many people in a hundred, here and in England."""

    label: str
    count: int
    percent: float
    england: float | None
    start: float
    shade: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One dimension of a population as one whole bar, cut into its categories."""

    heading: str
    headline: str
    slices: tuple[Slice, ...]
    source: str

    @property
    def compared(self) -> bool:
        """Whether England stands beside it; not on England's own page."""
        return self.slices[0].england is not None


@dataclass(frozen=True, slots=True)
class _Dimension:
    name: str
    heading: Words
    # The categories that the headline sentence counts together, by position after grouping.
    counted: tuple[int, ...]
    headline: Words
    labels: tuple[Words, ...]
    source: Words = CENSUS
    group: Callable[[int], int] = int


DIMENSIONS = (
    _Dimension(
        "age_band",
        gettext_lazy("Age"),
        (5,),
        gettext_lazy("%(here)s in 100 people are 65 or older."),
        (
            gettext_lazy("0 to 15"),
            gettext_lazy("16 to 24"),
            gettext_lazy("25 to 34"),
            gettext_lazy("35 to 49"),
            gettext_lazy("50 to 64"),
            gettext_lazy("65 and over"),
        ),
    ),
    _Dimension(
        "imd2025_decile",
        gettext_lazy("Deprivation"),
        (0,),
        gettext_lazy(
            "%(here)s in 100 people live in the fifth of neighbourhoods in England that are most "
            "deprived."
        ),
        (
            pgettext_lazy("neighbourhoods", "Most deprived fifth"),
            pgettext_lazy("neighbourhoods", "Second most deprived"),
            pgettext_lazy("neighbourhoods", "Middle fifth"),
            pgettext_lazy("neighbourhoods", "Second least deprived"),
            pgettext_lazy("neighbourhoods", "Least deprived fifth"),
        ),
        gettext_lazy(
            "English Indices of Deprivation 2025 (MHCLG), with people of Census 2021 (ONS)"
        ),
        lambda position: position // 2,
    ),
    _Dimension(
        "ethnic_group_5",
        gettext_lazy("Ethnic group"),
        (1, 2, 3, 4),
        gettext_lazy("%(here)s in 100 people are from Asian, Black, Mixed or other ethnic groups."),
        (
            pgettext_lazy("ethnic group", "White"),
            pgettext_lazy("ethnic group", "Asian"),
            pgettext_lazy("ethnic group", "Black"),
            pgettext_lazy("ethnic group", "Mixed"),
            pgettext_lazy("ethnic group", "Other"),
        ),
    ),
    _Dimension(
        "disability",
        gettext_lazy("Disability"),
        (0,),
        gettext_lazy("%(here)s in 100 people are disabled."),
        (gettext_lazy("Disabled"), gettext_lazy("Not disabled")),
    ),
)


def population_bars(shares: Iterable[PopulationShare], place_id: int) -> list[Bar]:
    """Four bars of a place beside England, from shares of both; those without data are absent."""
    stored = list(shares)
    bars = []
    for dimension in DIMENSIONS:
        here = _grouped(dimension, [one for one in stored if one.place_id == place_id])
        england = _grouped(dimension, [one for one in stored if one.place_id != place_id])
        if sum(here):
            bars.append(_bar(dimension, here, england))
    return bars


def _grouped(dimension: _Dimension, shares: list[PopulationShare]) -> list[int]:
    counts = [0] * len(dimension.labels)
    for share in shares:
        if share.dimension == dimension.name:
            counts[dimension.group(share.position)] += share.count
    return counts


def _bar(dimension: _Dimension, here: Sequence[int], england: Sequence[int]) -> Bar:
    whole, of_england = sum(here), sum(england)
    slices = []
    start = 0.0
    for position, (label, count) in enumerate(zip(dimension.labels, here, strict=True)):
        percent = 100 * count / whole
        compare = 100 * england[position] / of_england if of_england else None
        slices.append(
            Slice(
                str(label),
                count,
                percent,
                compare,
                start,
                position + 1,
                position in dimension.counted,
            )
        )
        start += percent
    counted = sum(here[position] for position in dimension.counted)
    headline = str(dimension.headline) % {"here": _in_a_hundred(counted, whole)}
    if of_england:
        in_england = sum(england[position] for position in dimension.counted)
        headline += " " + _("In England it is %(england)s.") % {
            "england": _in_a_hundred(in_england, of_england)
        }
    return Bar(str(dimension.heading), headline, tuple(slices), str(dimension.source))


def _in_a_hundred(part: int, whole: int) -> str:
    share = 100 * part / whole
    return _("Fewer than 1") if 0 < share < 0.5 else str(round(share))


def people(count: int | None) -> str:
    """ "about 1.5 million people", "about 93,000 people"."""
    if not count:
        return ""
    if count >= 1_000_000:
        return _("about %(count)s million people") % {"count": f"{count / 1_000_000:.1f}"}
    return _("about %(count)s people") % {"count": f"{round(count, -3):,}"}
