"""What a chart says, in plain words: its headline, its icons, why a point stands out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.spc import ENOUGH_FOR_LIMITS, Assurance, Chart, Direction, Kind, Label

LABELS: dict[Label, Promise] = {
    Label.ABOVE_LIMIT: gettext_lazy("Above the upper limit"),
    Label.BELOW_LIMIT: gettext_lazy("Below the lower limit"),
    Label.RISING: gettext_lazy("Part of seven or more that rise"),
    Label.FALLING: gettext_lazy("Part of seven or more that fall"),
    Label.TWO_OF_THREE_HIGH: gettext_lazy("One of two in three near the upper limit"),
    Label.TWO_OF_THREE_LOW: gettext_lazy("One of two in three near the lower limit"),
    Label.SEVEN_ABOVE: gettext_lazy("Part of seven or more above the average"),
    Label.SEVEN_BELOW: gettext_lazy("Part of seven or more below the average"),
    Label.CHANCE: gettext_lazy("Usual ups and downs"),
}
KINDS: dict[Kind, Promise] = {
    Kind.CHANCE: gettext_lazy("Usual ups and downs"),
    Kind.IMPROVEMENT: gettext_lazy("An improvement"),
    Kind.CONCERN: gettext_lazy("A cause for concern"),
    Kind.HIGH: gettext_lazy("Unusually high"),
    Kind.LOW: gettext_lazy("Unusually low"),
}
ASSURANCES: dict[Assurance, Promise] = {
    Assurance.PASS: gettext_lazy("Will keep meeting the target while nothing changes"),
    Assurance.FAIL: gettext_lazy("Will keep missing the target unless something changes"),
    Assurance.INCONSISTENT: gettext_lazy(
        "Will sometimes meet the target and sometimes miss it unless something changes"
    ),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is charted, and how its values and periods are said.

    `frequency` is one of `Measure.Frequency`; `say` a value with its unit ("31.4 %"), `bare`
    without; `when` a period in full ("April 2024", "2018/19").
    """

    name: str
    unit: str
    frequency: str
    say: Callable[[float], str]
    bare: Callable[[float], str]
    when: Callable[[date], str]


def headline(chart: Chart, subject: Subject) -> str:
    """One sentence: what the latest point means, and where it stands to the target.

    In the past tense, in which one thing and many take the same verb.
    """
    if chart.last is None:
        return _("Nothing is known yet of: %(name)s.") % {"name": subject.name}
    if chart.is_run_chart:
        said = _run_chart(chart, subject)
    else:
        said = _pattern(chart, subject) + _meaning(chart.last.kind)
    target = _target(chart, subject)
    return f"{said}, {target}." if target else f"{said}."


def notes(chart: Chart) -> list[str]:
    """What to know before reading much into it."""
    if chart.is_run_chart:
        if not chart.points:
            return []
        return [
            _("There are too few points for limits: %(count)d of %(enough)d.")
            % {"count": len(chart.points), "enough": ENOUGH_FOR_LIMITS}
        ]
    phase = chart.phase
    said = []
    if phase is not None and phase.lpl is None:
        said.append(_("There are no limits: they rest on values that differ."))
    elif phase is not None and phase.is_short:
        said.append(
            _("The limits rest on %(count)d points so far and will move.")
            % {"count": phase.rests_on}
        )
    elif phase is not None and phase.rests_on < phase.points:
        said.append(_("The limits rest on the first %(count)d points.") % {"count": phase.rests_on})
    return said


def variation(chart: Chart) -> str:
    """The words beside the variation icon."""
    last = chart.last
    if last is None or chart.is_run_chart:
        return ""
    if last.kind is Kind.IMPROVEMENT:
        return _("Improving: higher") if last.label.side > 0 else _("Improving: lower")
    if last.kind is Kind.CONCERN:
        return (
            _("Cause for concern: higher") if last.label.side > 0 else _("Cause for concern: lower")
        )
    return str(KINDS[last.kind])


def assurance(chart: Chart) -> str:
    """The words beside the assurance icon; empty without one."""
    return str(ASSURANCES[chart.assurance]) if chart.assurance else ""


def _run_chart(chart: Chart, subject: Subject) -> str:
    last, median = chart.points[-1], chart.median
    words = {
        "name": subject.name,
        "value": subject.say(last.value),
        "when": subject.when(last.period),
    }
    said = _("%(name)s came to %(value)s in %(when)s") % words
    if median is None or len(chart.points) == 1:
        return said
    words = {"median": subject.say(median)}
    if last.value > median:
        return said + _(", above the median of %(median)s") % words
    if last.value < median:
        return said + _(", below the median of %(median)s") % words
    return said + _(", the median")


def _pattern(chart: Chart, subject: Subject) -> str:
    last = chart.points[-1]
    words = {"name": subject.name, "when": subject.when(last.period)}
    if last.label is Label.CHANCE and _is_level(chart):
        return _("%(name)s stayed at %(value)s") % (words | {"value": subject.say(last.value)})
    if last.label in (Label.RISING, Label.FALLING):
        words["running"] = _running(_steps(chart), subject.frequency)
    elif last.label in (Label.SEVEN_ABOVE, Label.SEVEN_BELOW):
        words["running"] = _running(_on_one_side(chart), subject.frequency)
    return str(_PATTERNS[last.label]) % words


_PATTERNS: dict[Label, Promise] = {
    Label.ABOVE_LIMIT: gettext_lazy("%(name)s went higher in %(when)s than chance explains"),
    Label.BELOW_LIMIT: gettext_lazy("%(name)s went lower in %(when)s than chance explains"),
    Label.RISING: gettext_lazy("%(name)s rose %(running)s"),
    Label.FALLING: gettext_lazy("%(name)s fell %(running)s"),
    Label.TWO_OF_THREE_HIGH: gettext_lazy(
        "%(name)s went unusually high in at least two of the last three readings"
    ),
    Label.TWO_OF_THREE_LOW: gettext_lazy(
        "%(name)s went unusually low in at least two of the last three readings"
    ),
    Label.SEVEN_ABOVE: gettext_lazy("%(name)s stayed above the average %(running)s"),
    Label.SEVEN_BELOW: gettext_lazy("%(name)s stayed below the average %(running)s"),
    Label.CHANCE: gettext_lazy("%(name)s went up and down as usual"),
}


def _is_level(chart: Chart) -> bool:
    """Whether the last phase has but one value."""
    last = chart.points[-1]
    return all(one.value == last.value for one in chart.points if one.phase == last.phase)


def _running(count: int, frequency: str) -> str:
    """ "for seven years running"; a gap is passed over as the rules pass over it."""
    number = {"number": apnumber(count)}
    match frequency:
        case "week":
            return _("for %(number)s weeks running") % number
        case "month":
            return _("for %(number)s months running") % number
        case "quarter":
            return _("for %(number)s quarters running") % number
        case "year":
            return _("for %(number)s years running") % number
    return _("for %(number)s readings running") % number


def _on_one_side(chart: Chart) -> int:
    """How many of the last points lie on the last one's side of their mean, in its phase."""
    last = chart.points[-1]
    count = 0
    for point in reversed(chart.points):
        if (point.side, point.phase) != (last.side, last.phase):
            break
        count += 1
    return count


def _steps(chart: Chart) -> int:
    """How many steps in the last one's direction the chart ends with, in its phase."""
    later, count = chart.points[-1], 0
    for earlier in reversed(chart.points[:-1]):
        goes_on = (later.value - earlier.value) * chart.points[-1].label.side > 0
        if not goes_on or earlier.phase != later.phase:
            break
        later, count = earlier, count + 1
    return count


def _meaning(kind: Kind) -> str:
    if kind is Kind.IMPROVEMENT:
        return _(": an improvement")
    if kind is Kind.CONCERN:
        return _(": a cause for concern")
    return ""


def _target(chart: Chart, subject: Subject) -> str:
    """Where the latest point stands to the target; without a direction there is none to miss."""
    last, target = chart.last, chart.target
    if last is None or target is None:
        return ""
    words = {"target": subject.say(target)}
    if last.value == target:
        return _("and on the target of %(target)s") % words
    is_above = last.value > target
    if chart.improves is not Direction.NEITHER and is_above == (chart.improves is Direction.UP):
        return _("and met the target of %(target)s") % words
    if chart.variation is Kind.IMPROVEMENT:
        return (
            _("but still above the target of %(target)s")
            if is_above
            else _("but still below the target of %(target)s")
        ) % words
    if chart.variation is Kind.CHANCE:
        return (
            _("with the latest above the target of %(target)s")
            if is_above
            else _("with the latest below the target of %(target)s")
        ) % words
    return (
        _("and above the target of %(target)s")
        if is_above
        else _("and below the target of %(target)s")
    ) % words
