"""Lines of the record as sentences: who, in which hat, did what to which thing, before and after.

What people wrote in private, and how to reach them, is in no event at all; what a note to one
person says (`NOT_TOLD`) is in its event and in no sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import CharField, Field, ForeignKey, JSONField, Model, Value
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import Person

NOT_TOLD = frozenset(
    {"id", "slug", "version", "sequence", "key", "code", "live_since", "words", "note", "reason"}
)
# By what a thing is called, the first that it has; a hat is called by who wears it.
NAMED_BY = ("title", "name", "will_do")
CALLED = {"partnership.hat": "person__name", "accounts.person": "name"}
LONGEST = 120
Row = dict[str, Any]
Names = dict[tuple[type[Model], int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One recorded change: when, by whom in which hat, what was done, and to what."""

    at: datetime
    who: str
    hat: str
    did: str
    what: str
    details: Sequence[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        who = f"{self.who} ({self.hat})" if self.hat else self.who
        detail = f": {'; '.join(self.details)}" if self.details else ""
        return f"{who} {self.did} – {self.what}{detail}"


def lines_of(places: Sequence[tuple[type[Model], int]]) -> list[Line]:
    """The events at these places, in their order, in two statements for any number of them."""
    if not places:
        return []
    rows = _rows(places)
    names = _names(rows)
    return [_line(model, *rows[model, event], names) for model, event in places]


def _rows(
    places: Sequence[tuple[type[Model], int]],
) -> dict[tuple[type[Model], int], tuple[Row, Row | None]]:
    """Each event with the one before it of the same thing, both as they stand."""
    models = list(dict.fromkeys(model for model, _event in places))
    quote = connection.ops.quote_name
    arms, values = [], []
    for number, model in enumerate(models):
        table = quote(model._meta.db_table)
        arms.append(
            f"SELECT {number}, e.pgh_id, to_jsonb(e), (SELECT to_jsonb(p) FROM {table} p "
            "WHERE p.pgh_obj_id = e.pgh_obj_id AND p.pgh_id < e.pgh_id "
            f"ORDER BY p.pgh_id DESC LIMIT 1) FROM {table} e WHERE e.pgh_id = ANY(%s)"
        )
        values.append([event for of, event in places if of is model])
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(arms), values)
        return {
            (models[number], event): (_read(now), _read(before) if before else None)
            for number, event, now, before in cursor.fetchall()
        }


def _read(stored: Any) -> Row:
    row: Row = json.loads(stored) if isinstance(stored, str) else stored
    return row


def _links(model: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    for one in model._meta.concrete_fields:
        if isinstance(one, ForeignKey) and not one.name.startswith("pgh_"):
            yield one


def _names(rows: dict[tuple[type[Model], int], tuple[Row, Row | None]]) -> Names:
    """What everything that these events point at is called today, in one statement."""
    wanted: dict[type[Model], set[int]] = {Person: set()}
    for (model, _event), pair in rows.items():
        for row in filter(None, pair):
            wanted[Person].update(filter(None, [(row["pgh_context"] or {}).get("person")]))
            for link in _links(model):
                if row.get(link.attname):
                    wanted.setdefault(link.related_model, set()).add(row[link.attname])  # type: ignore[arg-type]
    arms: list[Any] = []
    models: list[type[Model]] = []
    for model, ids in wanted.items():
        name = _called(model)
        if ids and name:
            arms.append(
                model._default_manager.filter(pk__in=ids)
                .order_by()
                .annotate(of=Value(len(models)), called=Cast(name, CharField()))
                .values_list("of", "pk", "called")
            )
            models.append(model)
    if not arms:
        return {}
    found = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
    return {(models[of], pk): called for of, pk, called in found}


def _called(model: type[Model]) -> str:
    own = {one.name for one in model._meta.concrete_fields}
    return CALLED.get(model._meta.label_lower) or next((n for n in NAMED_BY if n in own), "")


def _line(model: type[Model], row: Row, before: Row | None, names: Names) -> Line:
    context: Row = row["pgh_context"] or {}
    return Line(
        at=timezone.localtime(datetime.fromisoformat(row["pgh_created_at"])),
        who=_who(context, names),
        hat=str(context.get("hat_label", "")),
        did=str(context.get("action") or "changed something"),
        what=_what(model, row, names),
        details=_differences(model, row, before, names),
    )


def _who(context: Row, names: Names) -> str:
    person = context.get("person")
    if person:
        return names.get((Person, person)) or "Somebody whose name is kept no longer"
    return "Shared Ground itself" if context.get("job") else "A guest"


def _what(model: Any, row: Row, names: Names) -> str:
    noun = str(model.pgh_tracked_model._meta.verbose_name)
    for name in NAMED_BY:
        if row.get(name):
            return f"{noun} “{row[name]}”"
    linked = [names.get((link.related_model, row.get(link.attname) or 0)) for link in _links(model)]  # type: ignore[arg-type]
    called = list(dict.fromkeys(filter(None, linked)))
    return f"{noun}: {', '.join(called)}" if called else noun


def _differences(model: type[Model], row: Row, before: Row | None, names: Names) -> list[str]:
    if before is None or row["pgh_label"] != "update":
        return []
    return [
        _difference(one, _shown(one, before, names), _shown(one, row, names))
        for one in model._meta.concrete_fields
        if not one.name.startswith("pgh_")
        and one.name not in NOT_TOLD
        and not isinstance(one, JSONField)  # figures kept as a whole are no sentence
        and row.get(one.column) != before.get(one.column)
    ]


def _difference(one: Field[Any, Any], was: str, now: str) -> str:
    if not was:
        return f"{one.verbose_name} is now {now}"
    return (
        f"{one.verbose_name} from {was} to {now}"
        if now
        else f"{one.verbose_name}, {was}, taken away"
    )


def _shown(one: Field[Any, Any], row: Row, names: Names) -> str:
    value = row.get(one.column)
    if value in (None, ""):
        return ""
    if isinstance(one, ForeignKey):
        return names.get((one.related_model, value)) or "another"  # type: ignore[arg-type]
    value = one.to_python(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if hasattr(value, "year"):
        return f"{value:%-d %B %Y}"
    words = str(dict(one.flatchoices).get(value, value))
    return f"“{words[:LONGEST]}…”" if len(words) > LONGEST else f"“{words}”"
