"""Make all tables, constraints and triggers in an empty database from the models themselves."""

from __future__ import annotations

import logging
import os
from importlib import import_module

import django


class _NoMigrations(dict[str, None]):
    """Says of every app that it has no migrations."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings

    settings.MIGRATION_MODULES = _NoMigrations()
    django.setup()
    logging.getLogger("pgtrigger").setLevel(logging.WARNING)

    from django.contrib.postgres.operations import CreateExtension
    from django.core.management import call_command
    from django.db import connection

    first = import_module("accounts.migrations.0001_initial").Migration
    with connection.cursor() as cursor:
        for operation in first.operations:
            if isinstance(operation, CreateExtension):
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {operation.name}")
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("pgtrigger", "install")
    settings.MIGRATION_MODULES = {}
    call_command("migrate", fake=True, interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
