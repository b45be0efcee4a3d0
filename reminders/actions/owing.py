"""To owe a notice: a row, written in the transaction of the act that it tells of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from accounts.models import ContactPoint
from reminders.kinds import kinds
from reminders.models import Notice


@dataclass(frozen=True, slots=True)
class Owed:
    """One message owed to one contact point about one thing.

    `version` is the version of the subject's time: the same version is owed once, however often
    it is said. Nothing is sent at or after `not_after`.
    """

    kind: str
    to: ContactPoint
    about: models.Model
    due_at: datetime
    version: str = ""
    not_after: datetime | None = None


def owe(owed: Iterable[Owed]) -> None:
    """Write what is owed. Owing twice is harmless: what is there already is left as it is.

    Always in the same order, so that two who owe the same at once wait for each other in turn
    rather than each for the other.
    """
    urgent = {name for name, kind in kinds().items() if kind.urgent}
    notices = [
        Notice(
            kind=one.kind,
            contact=one.to,
            subject_type=one.about._meta.label_lower,
            subject_id=one.about.pk,
            version=one.version,
            due_at=one.due_at,
            not_after=one.not_after,
            urgent=one.kind in urgent,
        )
        for one in owed
    ]
    notices.sort(key=_identity)
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=1_000)


def _identity(notice: Notice) -> tuple[int, str, str, int, str]:
    return (
        notice.contact_id,
        notice.kind,
        notice.subject_type,
        notice.subject_id,
        notice.version,
    )
