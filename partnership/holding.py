"""The order in which what belongs to a partnership is locked: itself first."""

from __future__ import annotations

from partnership.models import Partnership


def hold(partnership_id: int) -> Partnership:
    """Lock a partnership, before any row of it whose change could break it.

    Its trigger locks it at the end of each such transaction (`models.wholeness`). Two who came
    there with a row each, and wanted the other's, would wait for each other until one is stopped.
    """
    return Partnership.objects.select_for_update(no_key=True).get(pk=partnership_id)
