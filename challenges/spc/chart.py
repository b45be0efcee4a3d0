"""What a chart is made of. The values of the enumerations are NHSRplotthedots' own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ENOUGH_FOR_LIMITS = 12  # points; with fewer, limits would move with every new one


class Direction(StrEnum):
    """Where a number should go; the values of `Measure.Improves`."""

    UP = "increase"
    DOWN = "decrease"
    NEITHER = "neutral"


class Label(StrEnum):
    """Why a point is not chance. Of several reasons the first in this order is told."""

    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    RISING = "7 Point Trend (Increasing)"
    FALLING = "7 Point Trend (Decreasing)"
    TWO_OF_THREE_HIGH = "2 in 3 Above CL"
    TWO_OF_THREE_LOW = "2 in 3 Below CL"
    SEVEN_ABOVE = "7 Points Above CL"
    SEVEN_BELOW = "7 Points Below CL"
    CHANCE = "Common Cause"

    @property
    def side(self) -> int:
        """1: higher or rising; -1: lower or falling; 0: neither."""
        if self in (self.ABOVE_LIMIT, self.RISING, self.TWO_OF_THREE_HIGH, self.SEVEN_ABOVE):
            return 1
        return 0 if self is self.CHANCE else -1


class Kind(StrEnum):
    """What a point means to those who want the number to go somewhere."""

    CHANCE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    HIGH = "special_cause_neutral_high"
    LOW = "special_cause_neutral_low"

    @classmethod
    def of(cls, label: Label, improves: Direction) -> Kind:
        if label.side == 0:
            return cls.CHANCE
        if improves is Direction.NEITHER:
            return cls.HIGH if label.side > 0 else cls.LOW
        return cls.IMPROVEMENT if (label.side > 0) == (improves is Direction.UP) else cls.CONCERN


class Assurance(StrEnum):
    """What is to be expected of the target while nothing changes."""

    PASS = "consistent_pass"
    FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Phase:
    """The points from one re-basing to the next, which share a mean and limits.

    `lpl` and `upl` are None where no range between neighbours is left to take them from: a single
    point, or values that never change.
    """

    starts: date
    points: int
    rests_on: int  # how many first points the mean and the limits come from
    mean: float
    lpl: float | None
    upl: float | None

    @property
    def is_short(self) -> bool:
        """Limits of so few points are provisional."""
        return self.rests_on < ENOUGH_FOR_LIMITS


@dataclass(frozen=True, slots=True)
class Point:
    """One reading, and what the rules say of it. In a run chart without mean, limits or label."""

    period: date
    value: float
    phase: int = 0
    mean: float | None = None
    lpl: float | None = None
    upl: float | None = None
    side: int = 0  # of the mean: 1 above, -1 below, 0 on it
    outside_limits: bool = False
    close_to_limits: bool = False
    label: Label = Label.CHANCE
    kind: Kind = Kind.CHANCE

    @property
    def is_special(self) -> bool:
        return self.kind is not Kind.CHANCE


@dataclass(frozen=True, slots=True)
class Chart:
    """Points in the order of their periods.

    With fewer than twelve points it is a run chart: a median, no limits, and nothing is said of
    variation or assurance (NHSRplotthedots would compute them all the same, with a warning).
    """

    points: tuple[Point, ...]
    improves: Direction
    target: float | None
    phases: tuple[Phase, ...]
    median: float | None

    @property
    def is_run_chart(self) -> bool:
        return len(self.points) < ENOUGH_FOR_LIMITS

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def phase(self) -> Phase | None:
        """The phase that the last point belongs to."""
        return self.phases[-1] if self.phases else None

    @property
    def variation(self) -> Kind | None:
        """The kind of the last point: the variation icon."""
        return None if self.last is None or self.is_run_chart else self.last.kind

    @property
    def assurance(self) -> Assurance | None:
        """The target against the last limits; a target on a limit is not beyond it.

        None without a target, a direction or limits. (Where values never change the package finds
        no limits either, and says "inconsistent"; we say nothing.)
        """
        phase = self.phase
        if phase is None or phase.upl is None or phase.lpl is None:
            return None
        if self.target is None or self.improves is Direction.NEITHER:
            return None
        if phase.lpl <= self.target <= phase.upl:
            return Assurance.INCONSISTENT
        is_above = self.target > phase.upl
        return Assurance.FAIL if is_above == (self.improves is Direction.UP) else Assurance.PASS
