"""The partnership of an address, for the views of every app."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from partnership.models import Partnership


def partnership_seen(request: HttpRequest, slug: str) -> Partnership:
    """The partnership as far as this request may see it; 404 otherwise."""
    return get_object_or_404(
        Partnership.objects.visible_to(request.user).select_related("place"), slug=slug
    )
