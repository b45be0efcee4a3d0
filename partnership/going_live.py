"""What publishing a partnership will do, told by each app by `settings.GOING_LIVE`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from partnership.models import Hat, Partner, Partnership
from partnership.models.capacity import HEADS
from partnership.phrases import counted
from partnership.who import acting, contacts

AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Consequences:
    """Pages that become public, people whose names they bear, and who will be written to.

    `messages` say how many people by which message, as whole sentences without a full stop.
    """

    pages: Sequence[str] = ()
    names: Sequence[str] = ()
    messages: Sequence[str] = field(default_factory=tuple)


def consequences_of(partnership: Partnership, now: datetime) -> Consequences:
    """All that the apps tell together: functions `(partnership, now) -> Consequences`."""
    told = [import_string(provider)(partnership, now) for provider in settings.GOING_LIVE]
    return Consequences(
        pages=_all(one.pages for one in told),
        names=sorted(set(_all(one.names for one in told))),
        messages=_all(one.messages for one in told),
    )


def partnership_consequences(partnership: Partnership, now: datetime) -> Consequences:
    """The public page, the terms, the register; who heads it; the summary and the asking."""
    pages = [
        "its own page: its name, its purpose, the place and the areas that it serves, its partner "
        "organisations and what they bring",
        "the register of interests of those who act in it",
    ]
    if partnership.shows_terms and partnership.versions.exists():
        pages.insert(1, "how the partners work together, with each earlier version")
    heads = Hat.objects.current(now).filter(partnership=partnership, capacity__in=HEADS)
    names = heads.order_by("person__name").values_list("person__name", flat=True)[:AT_MOST]
    return Consequences(pages, list(names), _messages(partnership, now))


def _messages(partnership: Partnership, now: datetime) -> list[str]:
    heads = acting([partnership.pk], now)[partnership.pk]
    reached = len(contacts(heads))
    asked = len(contacts(set(representatives_to_ask(partnership, now))))
    told = [
        f"{counted(reached, 'person who chairs or coordinates', 'people who chair or coordinate')} "
        f"by the weekly summary, on {partnership.get_summary_weekday_display()}s when something "
        "needs them"
    ]
    if asked:
        told.append(
            f"{counted(asked, 'representative', 'representatives')} of a partner, asked to confirm "
            "its membership"
        )
    return told


def representatives_to_ask(partnership: Partnership, now: datetime) -> Iterable[int]:
    """Those who may confirm a membership that nobody has confirmed yet."""
    waiting = Partner.objects.on(timezone.localdate(now)).filter(
        partnership=partnership, confirmed_at__isnull=True
    )
    return (
        Hat.objects.current(now)
        .filter(
            partnership=partnership,
            capacity=Hat.Capacity.REPRESENTATIVE,
            organisation__in=waiting.values("organisation"),
        )
        .values_list("person", flat=True)
    )


def _all(lists: Iterable[Sequence[str]]) -> list[str]:
    return [words for words_of_one in lists for words in words_of_one]
