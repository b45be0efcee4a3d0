from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template import Context

from challenges.chapters import chapters_of
from challenges.models import Challenge, Strength

register = template.Library()


@register.filter
def confirmed_on_day(strength: Strength, day: date) -> bool:
    """Whether a strength was confirmed in the twelve months before a day."""
    return strength.is_confirmed(day)


@register.inclusion_tag("challenges/_chapters.html", takes_context=True)
def chapters(context: Context, challenge: Challenge) -> dict[str, Any]:
    """The line of pages of a challenge; stands in the block `before`, after the crumbs."""
    request = context["request"]
    return {"chapters": chapters_of(request, challenge), "page": request.path}
