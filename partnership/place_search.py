"""Finding a place by its name, a former name, a code, or a body that serves or served it.

A misspelling is forgiven. Each answer says why it was found when its name alone does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnership.models import Place, PlaceCode, PlaceName, PlaceService
from partnership.months import month_before
from partnership.place_page import kind_in_words

AT_MOST = 20
LONGEST = 100
# Below this likeness a name has little to do with what was typed: "Hertfordshre" reaches 0.7.
LIKE = 0.42
# Whole systems first: they hold the others, and most partnerships are theirs.
KINDS = (
    (Place.Kind.SYSTEM, gettext_lazy("Health and care areas")),
    (Place.Kind.COUNTY, gettext_lazy("Counties")),
    (Place.Kind.DISTRICT, gettext_lazy("Districts")),
)
RANK = {"system": 0, "county": 1, "district": 2, "neighbourhood": 3, "sub_icb": 4, "country": 5}


@dataclass(frozen=True, slots=True)
class Found:
    """A place, why it was found, and how well what was typed fits (1 is exactly)."""

    place: Place
    because: str
    fit: float

    @property
    def kind(self) -> str:
        """What kind of place it is, as citizens say."""
        return kind_in_words(self.place)


def place_called(slug: str) -> Place | None:
    """The place whose page has this address; of what nobody can have typed, such as NUL, none."""
    return Place.objects.filter(slug=slug).first() if slug.isprintable() else None


def places_like(words: str, *, kind: str = "") -> list[Found]:
    """At most twenty places, the best fit first, in four bounded queries."""
    typed = words.replace("\0", "").strip()[:LONGEST]
    if len(typed) < 2:
        return []
    best: dict[int, Found] = {}
    for found in [*_by_code(typed), *_by_name(typed), *_by_former_name(typed), *_by_body(typed)]:
        known = best.get(found.place.pk)
        if known is None or found.fit > known.fit:
            best[found.place.pk] = found
    answers = sorted(
        (found for found in best.values() if not kind or found.place.kind == kind), key=_order
    )
    # Where something fits well, what fits far worse is only in the way.
    return [found for found in answers if found.fit > answers[0].fit - 0.6][:AT_MOST]


def _order(found: Found) -> tuple[float, bool, int, str]:
    return (
        -round(found.fit, 1),
        found.place.ends_on is not None,
        RANK[found.place.kind],
        found.place.name,
    )


def _by_code(typed: str) -> list[Found]:
    codes = PlaceCode.objects.filter(value__iexact=typed).select_related("place")[:AT_MOST]
    return [
        Found(code.place, _("Its code is %(code)s.") % {"code": code.value}, 1.2) for code in codes
    ]


def _by_name(typed: str) -> list[Found]:
    found = (
        Place.objects.annotate(likeness=TrigramWordSimilarity(typed, "name"))
        .filter(Q(name__icontains=typed) | Q(likeness__gt=LIKE))
        .order_by("-likeness", "name")[: 3 * AT_MOST]
    )
    return [
        Found(place, "", _fit(typed, place.name, place.likeness))  # type: ignore[attr-defined]
        for place in found
    ]


def _by_former_name(typed: str) -> list[Found]:
    names = (
        PlaceName.objects.annotate(likeness=TrigramWordSimilarity(typed, "name"))
        .filter(Q(name__icontains=typed) | Q(likeness__gt=LIKE))
        .select_related("place")
        .order_by("-likeness", "name")[:AT_MOST]
    )
    return [
        Found(
            name.place,
            _("Formerly %(name)s.") % {"name": name.name}
            if name.ends_on
            else _("Also known as %(name)s.") % {"name": name.name},
            _fit(typed, name.name, name.likeness) - 0.1,
        )
        for name in names
    ]


def _by_body(typed: str) -> list[Found]:
    services = (
        PlaceService.objects.annotate(likeness=TrigramWordSimilarity(typed, "organisation__name"))
        .filter(Q(organisation__name__icontains=typed) | Q(likeness__gt=0.75))
        .annotate(body=F("organisation__name"))
        .select_related("place")
        .order_by("-likeness", "body")[: 2 * AT_MOST]
    )
    return [
        Found(service.place, _served(service), _fit(typed, service.body, service.likeness) - 0.3)
        for service in services
    ]


def _served(service: PlaceService) -> str:
    names = {"body": service.body}  # type: ignore[attr-defined]
    if service.ends_on:
        return _("%(body)s served it until %(month)s.") % {
            **names,
            "month": month_before(service.ends_on),
        }
    return _("%(body)s serves it.") % names


def _fit(typed: str, name: str, likeness: float) -> float:
    """Likeness, and more when the name is what was typed, begins with it or holds it."""
    typed, name = typed.lower(), name.lower()
    if name == typed:
        return 1.2
    if name.startswith(typed):
        return 1.1
    return max(likeness, 1.0) if typed in name else likeness
