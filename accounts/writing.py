"""Messages to people who did not ask for them: each person may cause so many in a day."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest

from accounts.errors import WrittenEnough


def count_writing(request: HttpRequest) -> None:
    """Count one more. Raises `WrittenEnough` when it would be too many."""
    if not ratelimit.consume(request, action="write_to_strangers", user=request.user):
        raise WrittenEnough
