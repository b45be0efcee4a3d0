"""For the pages of those who run a session: what they may not do does not exist for them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.actor import Actor
from coproduction.models import Session
from partnership.acting import permitted_actor


def running(
    request: HttpRequest, partnership: str, session: str, rule: Callable[[Actor, Session], bool]
) -> tuple[Session, Actor]:
    """The session, and the actor in the hat that the rule allows; otherwise 404."""
    seen = Session.objects.visible_to(request.user).select_related("partnership", "challenge")
    found = get_object_or_404(seen, partnership__slug=partnership, slug=session)
    return found, permitted_actor(request, rule, found)
