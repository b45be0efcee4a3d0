from __future__ import annotations

from datetime import date

from django import template

from challenges.models import Strength

register = template.Library()


@register.filter
def confirmed_on_day(strength: Strength, day: date) -> bool:
    """Whether a strength was confirmed in the twelve months before a day."""
    return strength.is_confirmed(day)
