"""One database with all tables, from which each test process copies its own.

Its tables are made from the models, for migrating costs a minute of rendering; that the migrations
make the same is for `make migrations` and for the tests of the launcher, which migrate. A copy
costs a blink. It is remade whenever a migration, a trigger or a pinned version changes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pgtrigger
import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
LOCK = 20_300_117  # any number, the same for all test processes


def migrated_template(known: dict[str, str]) -> str:
    """Return the name of the migrated database on that server, made if it is not there."""
    name = f"migrated_{_fingerprint()}"
    with psycopg.connect(database_url(known, known["NAME"]), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname ^@ 'migrated_'")
        there = {row[0] for row in rows}
        if name not in there:
            half = f"{name}_half"
            for old in there:
                _do(connection, "DROP DATABASE {} WITH (FORCE)", old)
            _do(connection, "CREATE DATABASE {}", half)
            subprocess.run(
                [sys.executable, "-m", "tests.tables"],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": database_url(known, half)},
                check=True,
            )
            _do(connection, f"ALTER DATABASE {{}} RENAME TO {name}", half)
    return name


def _fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    digest.update((ROOT / "tests" / "tables.py").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.parts[-3].encode() + path.name.encode() + path.read_bytes())
    for model, trigger in pgtrigger.registered():
        digest.update(trigger.compile(model).hash.encode())
    return digest.hexdigest()[:16]


def _do(connection: psycopg.Connection[tuple[str]], statement: str, name: str) -> None:
    connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def database_url(known: dict[str, str], database: str) -> str:
    """Return the address of a database on the server of those settings."""
    who = ":".join(quote(known[part], safe="") for part in ("USER", "PASSWORD") if known[part])
    place = quote(known["HOST"], safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    return f"postgres://{who}@{place}/{database}"
