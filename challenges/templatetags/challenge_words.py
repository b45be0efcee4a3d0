from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template import Context

from challenges.chapters import chapters_of
from challenges.models import Challenge, Cycle, PopulationFigure, Strength, Verdict
from challenges.testing import STANDINGS, standing

register = template.Library()

TONES = {Verdict.MUCH_BETTER: "good", Verdict.BETTER: "good", Verdict.WORSE: "late"}


@register.filter
def confirmed_on_day(strength: Strength, day: date) -> bool:
    """Whether a strength was confirmed in the twelve months before a day."""
    return strength.is_confirmed(day)


@register.inclusion_tag("_status.html")
def cycle_status(cycle: Cycle) -> dict[str, Any]:
    """How a test of change stands, in words."""
    _q, label, tone = STANDINGS[standing(cycle)]
    return {"label": label, "tone": tone if tone != "none" else ""}


@register.inclusion_tag("challenges/_chapters.html", takes_context=True)
def chapters(context: Context, challenge: Challenge) -> dict[str, Any]:
    """The line of pages of a challenge; stands in the block `before`, after the crumbs."""
    request = context["request"]
    return {"chapters": chapters_of(request, challenge), "page": request.path}


@register.filter
def verdict_tone(verdict: str) -> str:
    """The tint of a verdict, which its words never need."""
    return TONES.get(Verdict(verdict), "none")


@register.filter
def in_figures(figure: PopulationFigure) -> str:
    """The value as people read it: 29,800 or 22.5 %, without zeros that say nothing."""
    whole = figure.value == figure.value.to_integral_value()
    number = f"{figure.value:,.0f}" if whole else f"{figure.value:,.2f}".rstrip("0")
    if not figure.unit:
        return number
    return f"{number}%" if figure.unit == "%" else f"{number} {figure.unit}"
