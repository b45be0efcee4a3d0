from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from partnership.models import Partnership
from partnership.sections import sections_of


def site(request: HttpRequest) -> dict[str, object]:
    """What every page shows: the deployment's name, whether it demonstrates, and the hats."""
    hats = getattr(request, "hats", [])
    return {
        "site_name": settings.SITE_NAME,
        "site_phone": settings.SITE_PHONE,
        "site_post": settings.SITE_POST,
        "development": settings.DEVELOPMENT,
        "demonstration": holds_a_demonstration(),
        "hats": hats,
        "sections": SimpleLazyObject(lambda: sections_of(request)),
        "waiting_hats": getattr(request, "waiting_hats", []),
    }


def holds_a_demonstration() -> bool:
    """Whether anything here is invented; asked of the database once a minute at most."""
    known = cache.get("demonstration")
    if known is None:
        known = Partnership.objects.filter(demonstration=True).exists()
        cache.set("demonstration", known, 60)
    return bool(known)
