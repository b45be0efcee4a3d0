"""What this app tells pages that gather from several."""

from __future__ import annotations

from typing import Any

from partnership.models import Hat, Partner, Partnership


def history(partnership: Partnership) -> list[Any]:
    """Events of the partnership itself, of its partners and of its hats."""
    return [
        Partnership.pgh_event_model.objects.filter(pgh_obj_id=partnership.pk),  # type: ignore[attr-defined]
        Partner.pgh_event_model.objects.filter(partnership_id=partnership.pk).select_related(  # type: ignore[attr-defined]
            "organisation"
        ),
        Hat.pgh_event_model.objects.filter(partnership_id=partnership.pk).select_related(  # type: ignore[attr-defined]
            "person", "organisation"
        ),
    ]
