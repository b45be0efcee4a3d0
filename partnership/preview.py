"""A draft as anybody would see it once it is live."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models.functions import Coalesce, Now
from django.http import HttpRequest

from partnership.models import Partnership


@contextmanager
def as_if_live(partnership: Partnership) -> Iterator[None]:
    """The partnership is as it will be, inside a transaction that is rolled back at its end.

    Every provider of the page asks what an anonymous visitor may see; so that each answers as it
    will then, with no rule of its own for previews, the row really is live for that long, and only
    for this connection.
    """
    with transaction.atomic():
        Partnership.objects.filter(pk=partnership.pk).update(
            stage=Partnership.Stage.LIVE, live_since=Coalesce("live_since", Now())
        )
        yield
        transaction.set_rollback(True)


def as_anybody(request: HttpRequest) -> HttpRequest:
    """The same request from a visitor who has not signed in and wears no hat."""
    visit = copy.copy(request)
    visit.user = AnonymousUser()
    visit.hats = []  # type: ignore[attr-defined]
    return visit
