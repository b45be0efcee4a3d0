"""Times as people in England read them. Django's own formats can only write "2:30 p.m."."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def clock(at: datetime | None) -> str:
    """The time of day in the current zone: "6:30pm", "10am", "midday", "midnight"."""
    if at is None:
        return ""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    if local.minute == 0 and local.hour % 12 == 0:
        return _("midday") if local.hour else _("midnight")
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'pm' if local.hour >= 12 else 'am'}"


@register.filter
def clock_range(starts: datetime, ends: datetime | None) -> str:
    """From when to when on one day: "6:30pm to 8pm"."""
    if ends is None:
        return clock(starts)
    return _("%(from)s to %(to)s") % {"from": clock(starts), "to": clock(ends)}
