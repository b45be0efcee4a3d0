"""What this app tells pages that gather from several."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.panels import Panel
from reminders.kinds import mailings
from reminders.links import preferences_path, sent_path


def my_messages(request: HttpRequest, person: Person) -> Panel | None:
    """Where a person says what to hear of, for each of their addresses and numbers."""
    points = person.contact_points.order_by("kind", "given_at")[:20] if mailings() else []
    rows = [
        {"value": point.value, "url": preferences_path(point.pk), "sent_url": sent_path(point.pk)}
        for point in points
    ]
    if not rows:
        return None
    return Panel(
        _("What we write to you about"), "reminders/_my_messages.html", {"rows": rows}, position=80
    )
