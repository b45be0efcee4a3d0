"""Triggers are no part of the migrations: each is installed after them, and none is left over."""

from __future__ import annotations

import pgtrigger
import pytest
from django.db import connection


def _installed() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%'"
        )
        return set(cursor.fetchall())


@pytest.mark.django_db
def test_after_migrating_every_trigger_is_there() -> None:
    registered = pgtrigger.registered()
    assert len(registered) > 200
    wanted = {(model._meta.db_table, trigger.get_pgid(model)) for model, trigger in registered}
    assert wanted == _installed()
    statuses = {trigger.get_installation_status(model)[0] for model, trigger in registered}
    assert statuses == {"INSTALLED"}
