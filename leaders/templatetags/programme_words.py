from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def pounds(amount: int) -> str:
    """Whole pounds, as people write them: £80,000."""
    return f"£{amount:,}"
