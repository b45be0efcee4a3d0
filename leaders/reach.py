"""Reach: people, organisations and places that took part, against those who could have.

Pure functions. Whoever takes part twice is counted once in the total. Where nobody said how many
could take part there is no share: a denominator is said, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Took:
    """Somebody who took part: who, of which organisation, and where they work, if known."""

    person: int
    organisation: int
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Eligible:
    """Whom a cohort could reach, as it said itself; None where it did not say."""

    people: int | None = None
    organisations: int | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True)
class CohortTaken:
    """A cohort that has begun, with those who took part in it."""

    name: str
    took: Sequence[Took]
    eligible: Eligible


@dataclass(frozen=True, slots=True)
class Count:
    """How many were reached, of how many who could have been."""

    reached: int
    of: int | None

    @property
    def percent(self) -> int | None:
        """A whole percentage; None where nobody said of how many, or fewer than were reached."""
        if not self.of or self.reached > self.of:
            return None
        return round(100 * self.reached / self.of)

    def __str__(self) -> str:
        if self.of is None:
            return f"{self.reached:,}"
        share = f" ({self.percent}%)" if self.percent is not None else ""
        return _("%(reached)s of %(all)s%(share)s") % {
            "reached": f"{self.reached:,}",
            "all": f"{self.of:,}",
            "share": share,
        }


@dataclass(frozen=True, slots=True)
class Line:
    """What one cohort reached, or all of them; `so_far` are the people up to and with it."""

    name: str
    people: Count
    organisations: Count
    places: Count
    so_far: int
    unplaced: int

    @property
    def counts(self) -> tuple[Count, Count, Count]:
        return self.people, self.organisations, self.places


@dataclass(frozen=True, slots=True)
class Reach:
    """What a programme reached: by cohort, and in all, each person, organisation, place once."""

    cohorts: Sequence[Line]
    total: Line
    target: int | None

    @property
    def sentence(self) -> str:
        """Whom it reached in all, beside those who could have been and the target."""
        if not self.cohorts:
            return _("No cohort has begun yet, so nobody has been reached.")
        return " ".join(part for part in (self._people, self._where, self._target) if part)

    @property
    def scale(self) -> int:
        """The people at the end of the chart's bars."""
        return max(self.target or 0, self.total.people.reached, 1)

    @property
    def _people(self) -> str:
        people = self.total.people
        said = ngettext(
            "%(count)s person has taken part", "%(count)s people have taken part", people.reached
        ) % {"count": f"{people.reached:,}"}
        if people.of is None:
            return said + _(". Nobody has said how many could, so no share can be given.")
        if people.percent is None:
            return said + _(", more than the %(all)s who were said to be able to.") % {
                "all": f"{people.of:,}"
            }
        return said + _(", %(percent)s in 100 of the %(all)s who could.") % {
            "percent": people.percent or _("fewer than 1"),
            "all": f"{people.of:,}",
        }

    @property
    def _where(self) -> str:
        said = ngettext(
            "They came from %(count)s organisation",
            "They came from %(count)s organisations",
            self.total.organisations.reached,
        ) % {"count": f"{self.total.organisations.reached:,}"}
        if not self.total.places.reached:
            return f"{said}."
        places = ngettext(
            " and %(count)s place.", " and %(count)s places.", self.total.places.reached
        ) % {"count": f"{self.total.places.reached:,}"}
        return said + places

    @property
    def _target(self) -> str:
        if not self.target:
            return ""
        left = self.target - self.total.people.reached
        if left <= 0:
            return _("The target of %(target)s people is reached.") % {"target": f"{self.target:,}"}
        return _("The target is %(target)s people: %(left)s to go.") % {
            "target": f"{self.target:,}",
            "left": f"{left:,}",
        }


def reach_of(cohorts: Sequence[CohortTaken], target: int | None = None) -> Reach:
    """Add up cohorts, in the order in which they began."""
    lines = []
    seen: list[Took] = []
    for cohort in cohorts:
        seen.extend(cohort.took)
        lines.append(_line(cohort.name, cohort.took, cohort.eligible, _people(seen)))
    total = _line(_("All cohorts"), seen, _latest(cohorts), _people(seen))
    return Reach(lines, total, target)


def _line(name: str, took: Sequence[Took], eligible: Eligible, so_far: int) -> Line:
    return Line(
        name,
        Count(_people(took), eligible.people),
        Count(len({one.organisation for one in took}), eligible.organisations),
        Count(len({one.place for one in took if one.place is not None}), eligible.places),
        so_far,
        len({one.person for one in took if one.place is None}),
    )


def _people(took: Sequence[Took]) -> int:
    return len({one.person for one in took})


def _latest(cohorts: Sequence[CohortTaken]) -> Eligible:
    """Whom the programme could reach, as the latest cohort that said so has it.

    Not the sum: cohort after cohort draws on the same people.
    """
    people = [one.eligible.people for one in cohorts if one.eligible.people is not None]
    bodies = [
        one.eligible.organisations for one in cohorts if one.eligible.organisations is not None
    ]
    places = [one.eligible.places for one in cohorts if one.eligible.places is not None]
    return Eligible(
        people[-1] if people else None,
        bodies[-1] if bodies else None,
        places[-1] if places else None,
    )
