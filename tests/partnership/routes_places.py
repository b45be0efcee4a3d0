"""Places are reference: everybody may find and read them."""

from __future__ import annotations

from tests.permissions.route import Route

ROUTES = [
    Route("place_list"),
    Route("place_list", query="?q=ashdwn&kind=system"),
    Route("place_detail", kwargs=lambda world: {"place": world.place.slug}),
]
