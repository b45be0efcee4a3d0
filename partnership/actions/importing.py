"""A table is brought, its columns are chosen, it is confirmed, and forgotten in the end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.actor import Actor
from accounts.record import require
from partnership.actions.taking_in import STANDING, end
from partnership.imports.facts import FACTS, Columns, guess
from partnership.imports.reading import Table
from partnership.models import Partnership, Upload, UploadRow
from partnership.rules import can_import
from partnership.tasks import take_in_tables
from reminders.tasks import wake

KEPT = timedelta(days=30)


@transaction.atomic
def bring(
    partnership: Partnership, *, by: Actor, kind: str, table: Table, file_name: str, now: datetime
) -> Upload:
    """Keep a table to be looked at, with a guess which column holds what. Adds nothing yet."""
    require(can_import(by, partnership))
    upload = Upload.objects.create(
        partnership=partnership,
        kind=kind,
        file_name=file_name[:200],
        headings=table.headings,
        columns=guess(kind, table.headings),
        uploaded_by_id=by.worn_hat_id,
        uploaded_at=now,
    )
    UploadRow.objects.bulk_create(
        (UploadRow(upload=upload, number=row.number, cells=row.cells) for row in table.rows),
        batch_size=1_000,
    )
    return upload


@transaction.atomic
def choose_columns(upload: Upload, *, by: Actor, columns: Columns) -> Upload:
    """Say which column holds what. Once it is confirmed this changes nothing."""
    require(can_import(by, upload.partnership))
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if held.state == Upload.State.READ:
        known = {fact.name for fact in FACTS[held.kind]}
        held.columns = {fact: place for fact, place in columns.items() if fact in known}
        held.save(update_fields=["columns"])
    return held


@transaction.atomic
def confirm(upload: Upload, *, by: Actor, now: datetime) -> Upload:
    """Have it taken in, recorded as done in this hat. Confirming twice takes it in once."""
    require(can_import(by, upload.partnership))
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if held.state == Upload.State.READ:
        held.state = Upload.State.CONFIRMED
        held.confirmed_at, held.confirmed_by_id = now, by.worn_hat_id
        held.save(update_fields=["state", "confirmed_at", "confirmed_by"])
        wake(take_in_tables)
    return held


@transaction.atomic
def stop(upload: Upload, *, by: Actor, now: datetime) -> None:
    """Take in no more of it; what was taken in stays. Before it was confirmed: throw it away."""
    require(can_import(by, upload.partnership))
    held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if held is not None and held.state == Upload.State.READ:
        held.delete()
    elif held is not None and held.state in STANDING:
        end(held, Upload.State.STOPPED, now=now)


def forget_uploads(now: datetime) -> int:
    """Delete tables that ended, or were left unconfirmed, 30 days ago. What they added stays."""
    over = Q(ended_at__lte=now - KEPT) | Q(state=Upload.State.READ, uploaded_at__lte=now - KEPT)
    gone = Upload.objects.filter(over)
    count = gone.count()
    gone.delete()
    return count
