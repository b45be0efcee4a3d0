"""What runs on a clock here. No task takes an argument; each may run at any time, side by side."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from coproduction.actions import offers

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def lapse_offers() -> None:
    """End offers that were not answered in time; the next in the queue is offered the place."""
    if lapsed := offers.lapse_offers(timezone.now()):
        log.info("offers_lapsed", bookings=lapsed)
