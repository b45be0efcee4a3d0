"""What runs on a clock here. No task takes an argument; each may run at any time, side by side."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.utils import timezone

from leaders.actions.joint_acts import complete_agreed_acts

log = structlog.get_logger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def complete_joint_acts() -> None:
    """Do what everybody agreed to who still holds a role."""
    if done := complete_agreed_acts(timezone.now()):
        log.info("joint_acts_completed", acts=done)
