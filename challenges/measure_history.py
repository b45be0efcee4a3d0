"""Who entered, corrected or removed which reading of a measure, and what was there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lag

from accounts.models import Person
from challenges.models import ChallengeMeasure, Measure, Reading, Rebase, RoleObjective
from challenges.periods import in_words
from partnership.models import Partnership


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history, as `_history.html` shows it."""

    at: datetime
    text: str


class History(Sequence[Told]):
    """The events of a measure's readings, the newest first; a page costs two queries."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        events: Any = Reading.pgh_event_model  # type: ignore[attr-defined]
        before = Window(Lag("value"), partition_by=[F("pgh_obj_id")], order_by=F("pgh_id").asc())
        self.events: QuerySet[Any] = (
            events.objects.filter(measure_id=measure.pk)
            .annotate(value_before=before)
            .order_by("-pgh_id")
        )

    def __len__(self) -> int:
        return self.events.count()

    def __getitem__(self, at: Any) -> Any:
        events = list(self.events[at]) if isinstance(at, slice) else [self.events[at]]
        people = {(event.pgh_context or {}).get("person") for event in events}
        names = dict(Person.objects.filter(pk__in=people - {None}).values_list("pk", "name"))
        told = [self._told(event, names) for event in events]
        return told if isinstance(at, slice) else told[0]

    def _told(self, event: Any, names: dict[int, str]) -> Told:
        context = event.pgh_context or {}
        who = names.get(context.get("person", 0)) or "Shared Ground itself"
        hat = f" ({context['hat_label']})" if context.get("hat_label") else ""
        period = in_words(event.period, self.measure.frequency)
        value = self._said(event.value)
        if event.pgh_label == "insert":
            did = f"entered {value} for {period}"
        elif event.pgh_label == "delete":
            did = f"removed {value} of {period}"
        elif event.value_before == event.value:
            did = f"changed what is noted of {period}"
        else:
            did = f"corrected {period} from {self._said(event.value_before)} to {value}"
        return Told(event.pgh_created_at, f"{who}{hat} {did}.")

    def _said(self, value: Decimal) -> str:
        """As it was typed: a correction may lie in the last figure."""
        return f"{value.normalize():f}"


def history_of(measure: Measure) -> History:
    return History(measure)


def history(partnership: Partnership) -> list[QuerySet[Any]]:
    """Events of the partnership's measures for its record; readings are told on their own page."""
    set_up: Any = Measure
    base: Any = Rebase
    link: Any = ChallengeMeasure
    objective: Any = RoleObjective
    return [
        set_up.pgh_event_model.objects.filter(partnership_id=partnership.pk),
        base.pgh_event_model.objects.filter(measure__partnership=partnership.pk),
        link.pgh_event_model.objects.filter(challenge__partnership=partnership.pk),
        objective.pgh_event_model.objects.filter(role__partnership=partnership.pk),
    ]
