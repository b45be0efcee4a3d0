"""Those who head a partnership say what anybody may read of it."""

from __future__ import annotations

from accounts.actor import Actor
from accounts.record import recorded, require
from partnership.models import Partnership
from partnership.rules import can_configure

OPENED = "said what anybody may read"


def show_to_all(
    partnership: Partnership, *, by: Actor, terms: bool, investment: bool, network: bool
) -> Partnership:
    """Set which pages are public once the partnership is live. It holds from the next request."""
    require(can_configure(by, partnership))
    with recorded(by, OPENED):
        held = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        held.shows_terms, held.shows_investment, held.shows_network = terms, investment, network
        held.save(update_fields=["shows_terms", "shows_investment", "shows_network"])
    return held
