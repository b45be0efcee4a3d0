"""The mix of a cohort: which sectors its places are meant for, who has them, and who is missing.

Pure functions over counts by sector. Those who take part are leaders, counted exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partnership.models import Sector

# A sector inside a sentence: when it is about one person, about several, and whether it "has".
_IN_WORDS = {
    Sector.NHS: (gettext_lazy("the NHS"), gettext_lazy("the NHS"), True),
    Sector.LOCAL_GOVERNMENT: (
        gettext_lazy("local government"),
        gettext_lazy("local government"),
        True,
    ),
    Sector.VOLUNTARY: (
        gettext_lazy("a voluntary or community group"),
        gettext_lazy("voluntary and community groups"),
        False,
    ),
    Sector.CARE_PROVIDER: (
        gettext_lazy("a social care provider"),
        gettext_lazy("social care providers"),
        False,
    ),
    Sector.HOUSING: (gettext_lazy("housing"), gettext_lazy("housing"), True),
    Sector.EDUCATION: (gettext_lazy("education"), gettext_lazy("education"), True),
    Sector.POLICE_AND_FIRE: (
        gettext_lazy("the police or fire service"),
        gettext_lazy("the police and fire services"),
        False,
    ),
    Sector.RESIDENTS: (
        gettext_lazy("a residents’ group"),
        gettext_lazy("residents’ groups"),
        False,
    ),
    Sector.OTHER: (gettext_lazy("another sector"), gettext_lazy("other sectors"), False),
}
_NUMBERS = (
    "",
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
)


@dataclass(frozen=True, slots=True)
class SectorPlaces:
    """One sector in a cohort: places meant for it, taken by it, and taken with a choice.

    A bar is drawn on a scale of `scale` places, the same for all sectors of a mix.
    """

    sector: str
    meant: int
    taken: int
    chosen: int
    scale: int

    @property
    def label(self) -> str:
        return str(Sector(self.sector).label)

    @property
    def after(self) -> int:
        """What is taken once those who were chosen have their places."""
        return self.taken + self.chosen

    @property
    def missing(self) -> int:
        return max(0, self.meant - self.after)

    @property
    def over(self) -> int:
        return max(0, self.after - self.meant)

    @property
    def taken_percent(self) -> str:
        return self._percent(self.taken)

    @property
    def chosen_percent(self) -> str:
        return self._percent(self.chosen)

    @property
    def meant_percent(self) -> str:
        return self._percent(self.meant)

    def _percent(self, places: int) -> str:
        return f"{100 * places / self.scale:.1f}"


@dataclass(frozen=True, slots=True)
class Mix:
    """The mix of a cohort, as it is or with those who would be chosen."""

    places: int
    sectors: Sequence[SectorPlaces]

    @property
    def taken(self) -> int:
        return sum(one.taken for one in self.sectors)

    @property
    def after(self) -> int:
        return sum(one.after for one in self.sectors)

    @property
    def free(self) -> int:
        """Places that nobody would have. Less than nought: so many too many were chosen."""
        return self.places - self.after

    @property
    def for_any(self) -> int:
        """Places that are meant for no sector in particular."""
        return self.places - sum(one.meant for one in self.sectors)

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.sectors)

    @property
    def is_met(self) -> bool:
        return not self.missing

    @property
    def sentence(self) -> str:
        """Who is missing, who has more than was meant, and whether it can still be met."""
        parts = [self._missing_in_words, self._over_in_words]
        said = "; ".join(part for part in parts if part)
        return f"{said[:1].upper()}{said[1:]}.{self._too_late_in_words}"

    @property
    def verdict(self) -> str:
        """The same once the cohort has begun, when nobody can be added any more."""
        over = self._over(_("%(sector)s had %(count)s more than meant"))
        if self.is_met:
            met = _("The mix was met")
            return f"{met}; {over}." if over else f"{met}."
        missing = get_text_list(
            [
                _("%(count)s from %(sector)s")
                % {"count": number(one.missing), "sector": in_words(one.sector, one.missing)}
                for one in self.sectors
                if one.missing
            ],
            _("and"),
        )
        said = ngettext(
            "The mix was missed: %(who)s was missing",
            "The mix was missed: %(who)s were missing",
            self.missing,
        ) % {"who": missing}
        return f"{said}; {over}." if over else f"{said}."

    @property
    def _missing_in_words(self) -> str:
        wanted = [one for one in self.sectors if one.missing]
        if not wanted:
            return _("the mix is met: each sector has the places that were meant for it")
        parts = [
            _("%(count)s from %(sector)s")
            % {"count": number(one.missing), "sector": in_words(one.sector, one.missing)}
            for one in wanted
        ]
        first = _("%(count)s more from %(sector)s") % {
            "count": number(wanted[0].missing),
            "sector": in_words(wanted[0].sector, wanted[0].missing),
        }
        who = get_text_list([first, *parts[1:]], _("and"))
        return _("%(who)s would meet the mix") % {"who": who}

    @property
    def _over_in_words(self) -> str:
        return self._over(
            _("%(sector)s has %(count)s more than meant"),
            _("%(sector)s have %(count)s more than meant"),
        )

    def _over(self, one_has: str, several_have: str = "") -> str:
        """Nothing while the places that are for any sector hold all of them."""
        if sum(one.over for one in self.sectors) <= self.for_any:
            return ""
        parts = [
            (one_has if not several_have or _is_one(one.sector) else several_have)
            % {"sector": in_words(one.sector, 2), "count": number(one.over)}
            for one in self.sectors
            if one.over
        ]
        return get_text_list(parts, _("and"))

    @property
    def _too_late_in_words(self) -> str:
        if self.free < 0:
            return " " + ngettext(
                "That is %(count)s person more than there are places.",
                "That is %(count)s people more than there are places.",
                -self.free,
            ) % {"count": number(-self.free)}
        if self.missing <= self.free:
            return ""
        if not self.free:
            return " " + _("No place is left for them.")
        return " " + ngettext(
            "Only %(count)s place is left.", "Only %(count)s places are left.", self.free
        ) % {"count": number(self.free)}


def mix_of(
    places: int,
    meant: Mapping[str, int],
    taken: Mapping[str, int],
    chosen: Mapping[str, int] | None = None,
) -> Mix:
    """The mix of a cohort of so many places, from counts by sector, in the order of sectors."""
    choice = chosen or {}
    named = [
        value
        for value in Sector.values
        if any(count.get(value) for count in (meant, taken, choice))
    ]
    scale = max(
        (max(meant.get(one, 0), taken.get(one, 0) + choice.get(one, 0)) for one in named),
        default=1,
    )
    return Mix(
        places,
        [
            SectorPlaces(one, meant.get(one, 0), taken.get(one, 0), choice.get(one, 0), scale)
            for one in named
        ],
    )


def in_words(sector: str, people: int) -> str:
    """A sector inside a sentence: a residents’ group, social care providers."""
    one, many, _singular = _IN_WORDS[Sector(sector)]
    return str(one if people == 1 else many)


def number(count: int) -> str:
    """Small numbers as words, as people write them."""
    return str(_NUMBERS[count]) if 0 < count < len(_NUMBERS) else f"{count:,}"


def _is_one(sector: str) -> bool:
    return _IN_WORDS[Sector(sector)][2]
