"""When people are reminded of a challenge, said as a chair would say it."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format

from challenges.models import Challenge


def in_words(challenge: Challenge, day: date) -> str:
    """The consequence of its pace, in a sentence or two."""
    whose = "" if challenge.quiet_after_days else ", as in the whole partnership"
    quiet = f"Its team hears after {challenge.quiet_days} quiet days{whose}."
    pause = challenge.no_reminders_until
    if pause is None or not challenge.is_spared(day):
        return f"{quiet} Promises are reminded of a week before their day, and when they are late."
    return f"Nobody is reminded of it before {date_format(pause, 'l j F Y')}. {quiet}"
