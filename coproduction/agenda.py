"""Sessions as the lines of an agenda, as `_agenda.html` draws them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coproduction.models import Session

Line = dict[str, object]


def lines_of(sessions: Iterable[Session]) -> list[Line]:
    """From sessions `with_taken()` and with their partnership."""
    return [_line(session) for session in sessions]


def _line(session: Session) -> Line:
    status, tone = _places(session)
    return {
        "starts": session.starts_at,
        "title": session.title,
        "url": reverse("session_detail", args=[session.partnership.slug, session.slug]),
        "place": _place(session),
        "purpose": Truncator(session.purpose).words(18),
        "status": status,
        "tone": tone,
    }


def _place(session: Session) -> str:
    if not session.room_places:
        return _("online")
    if not session.online_places:
        return session.venue
    return _("%(venue)s or online") % {"venue": session.venue}


def _places(session: Session) -> tuple[str, str]:
    free = max(session.room_places - session.taken_room, 0)  # type: ignore[attr-defined]
    free += max(session.online_places - session.taken_online, 0)  # type: ignore[attr-defined]
    if session.is_cancelled:
        return _("Cancelled"), "late"
    if free == 0:
        return _("Full, waiting list open"), "waiting"
    return ngettext("%d place left", "%d places left", free) % free, "good"
