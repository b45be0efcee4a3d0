"""What happened to a thing, in plain words, read from the record that triggers keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from accounts.models import Person
from partnership.models import Partnership

AT_MOST = 200
NOT_TOLD = frozenset({"id", "slug", "version", "sequence", "key", "code", "live_since"})


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change: when, by whom in which hat, what was done, and to what."""

    at: datetime
    who: str
    hat: str
    did: str
    what: str
    details: Sequence[str]

    @property
    def text(self) -> str:
        who = f"{self.who} ({self.hat})" if self.hat else self.who
        detail = f": {'; '.join(self.details)}" if self.details else ""
        return f"{who} {self.did} – {self.what}{detail}"


def history_of(partnership: Partnership) -> list[Change]:
    """The latest changes in a partnership, newest first: at most two hundred of each noun.

    `settings.HISTORIES` names functions `(partnership) -> list of event querysets`, one for each
    app, so that apps to the left tell their part.
    """
    events: list[Any] = []
    for provider in settings.HISTORIES:
        for queryset in import_string(provider)(partnership):
            events.extend(queryset.order_by("-pgh_created_at", "-pgh_id")[:AT_MOST])
    events.sort(key=lambda event: (event.pgh_created_at, event.pgh_id), reverse=True)
    return in_words(events[:AT_MOST])


def in_words(events: Sequence[Any]) -> list[Change]:
    """Turn events, newest first, into words; people are looked up once for all of them."""
    contexts = [event.pgh_context or {} for event in events]
    people = Person.objects.in_bulk({c["person"] for c in contexts if c.get("person")})
    return [
        Change(
            at=event.pgh_created_at,
            who=_who(context, people),
            hat=str(context.get("hat_label", "")),
            did=str(context.get("action") or "changed something"),
            what=_what(event),
            details=_differences(event, _before(event, events[place + 1 :])),
        )
        for place, (event, context) in enumerate(zip(events, contexts, strict=True))
    ]


def _who(context: dict[str, Any], people: dict[int, Person]) -> str:
    person = people.get(context.get("person") or 0)
    if person is not None:
        return person.name
    return "Shared Ground itself" if context.get("job") else "A guest"


def _what(event: Any) -> str:
    noun = str(event.pgh_tracked_model._meta.verbose_name)
    for name in ("title", "name", "will_do"):
        if getattr(event, name, ""):
            return f"{noun} “{getattr(event, name)}”"
    loaded = [str(linked) for linked in event._state.fields_cache.values() if linked is not None]
    return f"{noun}: {', '.join(loaded)}" if loaded else noun


def _before(event: Any, older: Iterable[Any]) -> Any | None:
    for candidate in older:
        if type(candidate) is type(event) and candidate.pgh_obj_id == event.pgh_obj_id:
            return candidate
    return None


def _differences(event: Any, before: Any | None) -> list[str]:
    if before is None or event.pgh_label != "update":
        return []
    return [
        _difference(field, before, event)
        for field in event._meta.concrete_fields
        if not field.name.startswith("pgh_")
        and field.name not in NOT_TOLD
        and not isinstance(field, models.ForeignKey)
        and getattr(event, field.attname) != getattr(before, field.attname)
    ]


def _difference(field: models.Field[Any, Any], before: Any, event: Any) -> str:
    was, now = _shown(field, before), _shown(field, event)
    if not was:
        return f"{field.verbose_name} is now {now}"
    return (
        f"{field.verbose_name} from {was} to {now}"
        if now
        else f"{field.verbose_name}, {was}, taken away"
    )


def _shown(field: models.Field[Any, Any], event: Any) -> str:
    value = field.value_from_object(event)
    if value in (None, ""):
        return ""
    if isinstance(value, datetime):
        return f"{value:%-d %B %Y, %H:%M}"
    if hasattr(value, "strftime"):
        return f"{value:%-d %B %Y}"
    words = str(dict(field.flatchoices).get(value, value))
    return f"“{words[:120]}…”" if len(words) > 120 else f"“{words}”"
