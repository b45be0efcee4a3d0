"""A driver diagram is drawn anew from its outline; what did not change keeps its row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import TypeVar

from accounts.actor import Actor
from accounts.record import recorded, require
from challenges.change_rules import can_draw_diagram
from challenges.diagram_errors import DiagramChangedMeanwhile, LeavesTestsNowhere
from challenges.models import Challenge, ChangeIdea, Driver, DriverDiagram, Measure
from challenges.outline import Line

Row = TypeVar("Row", Driver, ChangeIdea)
Wanted = tuple[Driver | None, str]
# From here on (0 to 1) two wordings under one driver are one that was reworded: a typo put right,
# a word added. Mistaken either way, nothing is lost: tests stay with the words they tested.
ALIKE = 0.75


def draw_diagram(
    challenge: Challenge,
    *,
    by: Actor,
    outline: Line,
    version: int,
    now: datetime,
    measure: Measure | None = None,
) -> DriverDiagram:
    """Let the diagram say what the outline says; `version` is what was read, 0 for none.

    Lines that stay, were moved or only reworded keep their rows, and so their tests of change. An
    idea that was dropped is retired if it was tested, otherwise it goes. Raises
    `DiagramChangedMeanwhile` and `LeavesTestsNowhere`.
    """
    require(can_draw_diagram(by, challenge))
    require(measure is None or challenge.measures.filter(pk=measure.pk).exists())
    with recorded(by, "drew the driver diagram"):
        # One at a time, the first diagram included, which has no row yet to lock.
        Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
        stored = DriverDiagram.objects.filter(challenge=challenge).first()
        if stored is not None and stored.version != version:
            raise DiagramChangedMeanwhile()
        diagram = stored or DriverDiagram(challenge=challenge, version=0)
        diagram.aim, diagram.measure, diagram.changed_at = outline.wording, measure, now
        diagram.version += 1
        diagram.save()
        _draw(diagram, outline, now)
    return diagram


def _draw(diagram: DriverDiagram, outline: Line, now: datetime) -> None:
    drivers = list(Driver.objects.filter(diagram=diagram))
    ideas = list(ChangeIdea.objects.filter(driver__diagram=diagram))
    primary = _drivers(diagram, [(None, line.wording) for line in outline.below],
                       [row for row in drivers if row.parent_id is None])  # fmt: skip
    below = [(row, line) for row, of in zip(primary, outline.below, strict=True)
             for line in of.below]  # fmt: skip
    secondary = _drivers(diagram, [(row, line.wording) for row, line in below],
                         [row for row in drivers if row.parent_id is not None])  # fmt: skip
    hung = [(row, line.wording) for row, (_above, of) in zip(secondary, below, strict=True)
            for line in of.below]  # fmt: skip
    stay = {idea.pk for idea in _ideas(hung, ideas)}
    kept = {row.pk: row for row in (*primary, *secondary)}
    _drop([idea for idea in ideas if idea.pk not in stay], kept, drivers, now)
    Driver.objects.filter(diagram=diagram).exclude(pk__in=kept).delete()


def _drivers(
    diagram: DriverDiagram, wanted: Sequence[Wanted], old: Sequence[Driver]
) -> list[Driver]:
    """A row for each line, in order: kept, changed or new."""
    rows = []
    matched = _matched(wanted, old, lambda row: row.parent_id)
    for position, ((parent, wording), row) in enumerate(zip(wanted, matched, strict=True)):
        now_is = {"parent": parent, "wording": wording, "position": position}
        rows.append(_saved(row or Driver(diagram=diagram), now_is))
    return rows


def _ideas(wanted: Sequence[Wanted], old: Sequence[ChangeIdea]) -> list[ChangeIdea]:
    """The same for ideas. One that was retired and is written down again is back."""
    rows = []
    matched = _matched(wanted, old, lambda row: row.driver_id)
    for position, ((driver, wording), row) in enumerate(zip(wanted, matched, strict=True)):
        now_is = {"driver": driver, "wording": wording, "position": position, "retired_at": None}
        rows.append(_saved(row or ChangeIdea(), now_is))
    return rows


def _saved(row: Row, now_is: Mapping[str, object]) -> Row:
    """Written only where something changed, so that the record tells of that alone."""
    if row.pk is None or any(getattr(row, name) != value for name, value in now_is.items()):
        for name, value in now_is.items():
            setattr(row, name, value)
        row.save()
    return row


def _matched(
    wanted: Sequence[Wanted], old: Iterable[Row], above: Callable[[Row], int | None]
) -> list[Row | None]:
    """The old row of each line: the same words in the same place, then elsewhere, then reworded."""
    left = list(old)
    found: list[Row | None] = [None] * len(wanted)

    def is_below(row: Row, line: Wanted) -> bool:
        return above(row) == (line[0].pk if line[0] else None)

    passes: tuple[Callable[[Row, Wanted], bool], ...] = (
        lambda row, line: row.wording == line[1] and is_below(row, line),
        lambda row, line: row.wording == line[1],
        lambda row, line: is_below(row, line) and _are_alike(row.wording, line[1]),
    )
    for fits in passes:
        for place, line in enumerate(wanted):
            row = next((row for row in left if fits(row, line)), None)
            if found[place] is None and row is not None:
                found[place] = row
                left.remove(row)
    return found


def _are_alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, before.casefold(), after.casefold()).ratio() >= ALIKE


def _drop(
    dropped: Sequence[ChangeIdea], kept: dict[int, Driver], old: Sequence[Driver], now: datetime
) -> None:
    """Retire what was tested, on its driver or the nearest that stays; delete the rest."""
    parents = {driver.pk: driver.parent_id for driver in old}
    tested = set(
        ChangeIdea.objects.filter(pk__in=[idea.pk for idea in dropped], cycles__isnull=False)
        .values_list("pk", flat=True)
    )  # fmt: skip
    for idea in dropped:
        if idea.pk not in tested:
            idea.delete()
            continue
        home = kept.get(idea.driver_id) or kept.get(parents.get(idea.driver_id) or 0)
        home = home or next(iter(kept.values()), None)
        if home is None:
            raise LeavesTestsNowhere()
        _saved(idea, {"driver": home, "retired_at": idea.retired_at or now})
