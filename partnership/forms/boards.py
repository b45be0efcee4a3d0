from __future__ import annotations

from datetime import date

from django import forms

from accounts.rendering import DayMonthYear


class BoardForm(forms.Form):
    """A day on which the board meets."""

    meets_on = forms.DateField(label="When does the board meet?", widget=DayMonthYear)


class SinceForm(forms.Form):
    """Another day from which to tell what changed."""

    since = forms.DateField(label="What changed since", widget=DayMonthYear)


def day_asked(typed: str) -> date | None:
    """A day of an address, 2026-11-25; none if it is no day."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
