from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from partnership.areas import Area

ALL = Decimal(100)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A line of the table: the area, its per cent as it stands or was typed, and what is saved.

    `saved` is only there where somebody else has saved another share meanwhile.
    """

    area: Area
    percent: str
    ticked: bool
    saved: str = ""


class AreasTyped:
    """The table of areas as it was sent: which are ticked, and what per cent of their people.

    A table of one form for many rows: `errors` says what is wrong in which, `shares` what is meant.
    """

    def __init__(self, sent: QueryDict, areas: Sequence[Area]) -> None:
        self.areas = areas
        self.ticked = set(sent.getlist("served"))
        self.percents = {key: sent.get(f"percent-{key}", "").strip() for key in self._keys()}
        self.shares: dict[int, Decimal] = {}
        self.errors: list[dict[str, str]] = []
        for area in areas:
            self._read(area)

    def as_typed(self) -> list[Area]:
        """The areas with the shares that were typed."""
        return [replace(one, share=self.shares.get(one.place.pk, NOTHING)) for one in self.areas]

    def _keys(self) -> list[str]:
        return [str(area.place.pk) for area in self.areas]

    def _read(self, area: Area) -> None:
        key = str(area.place.pk)
        if key not in self.ticked:
            return
        percent = _percent(self.percents[key])
        if percent is None:
            words = f"{area.place.name}: enter a per cent above 0 and up to 100"
            self.errors.append({"text": words, "url": f"#percent-{key}"})
        else:
            self.shares[area.place.pk] = percent


def _percent(typed: str) -> Decimal | None:
    """A share from what was typed in per cent; empty is all of it."""
    try:
        percent = Decimal(typed.rstrip("% ") or "100")
    except InvalidOperation:
        return None
    if not percent.is_finite() or not Decimal("0.01") <= percent <= ALL:
        return None
    return (percent / ALL).quantize(Decimal("0.0001"))


def rows_of(
    areas: Sequence[Area], typed: AreasTyped | None, stored: Mapping[int, Decimal] | None
) -> list[AreaRow]:
    """The table's lines. With `stored`, each that is saved otherwise says how."""
    rows = []
    for area in areas:
        key = str(area.place.pk)
        percent = typed.percents[key] if typed else area.percent if area.is_served else ""
        saved = NOTHING if stored is None else stored.get(area.place.pk, NOTHING)
        differs = stored is not None and saved != area.share
        ticked = key in typed.ticked if typed else area.is_served
        rows.append(AreaRow(area, percent, ticked, _in_words(saved) if differs else ""))
    return rows


def _in_words(share: Decimal) -> str:
    return f"{(share * ALL).normalize():f}%" if share else "not served"
