"""Empty what a transactional test wrote, quickly.

Django truncates every table, which takes about a second for ours; most are empty. As PostgreSQL's
superuser (the embedded server) the few that are not can be emptied by DELETE with triggers off,
in milliseconds. Any other user keeps Django's own way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations

# What migrations made: Django would only make it again.
KEPT = {"django_content_type", "auth_permission"}
_truncate_all = DatabaseOperations.sql_flush


def empty_what_was_written(
    self: Any,
    style: Any,
    tables: Iterable[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    with self.connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        if not cursor.fetchone()[0]:
            return list(
                _truncate_all(
                    self,
                    style,
                    tables,
                    reset_sequences=reset_sequences,
                    allow_cascade=allow_cascade,
                )
            )
        named = sorted(set(tables) - KEPT)
        asked = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {self.quote_name(table)})"
            for table in named
        )
        cursor.execute(asked)
        written = [row[0] for row in cursor.fetchall()]
    return [
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {self.quote_name(table)}" for table in written),
        "SET LOCAL session_replication_role = origin",
    ]


def install() -> None:
    DatabaseOperations.sql_flush = empty_what_was_written  # type: ignore[method-assign,assignment]
