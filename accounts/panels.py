"""Pages that gather from several apps ask providers: functions listed in settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page that another app fills: its heading, its template and what that shows."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    position: int = 50


def gather(providers: Iterable[str], request: HttpRequest, thing: Any) -> list[Panel]:
    """Ask each provider `(request, thing) -> Panel | None`, and put the answers in order."""
    answers = [import_string(provider)(request, thing) for provider in providers]
    return sorted((panel for panel in answers if panel), key=lambda panel: panel.position)
