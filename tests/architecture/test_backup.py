"""A backup restored is the same data, with its history and its triggers: as docs/deploy.md says."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from config.local.postgres import Postgres
from tests.cast import make_world
from tests.template import database_url

RESTORED = "restored_from_backup"
SUM = sql.SQL("SELECT count(*), md5(string_agg(r::text, '|' ORDER BY r::text)) FROM {} AS r")


@pytest.fixture
def empty_database(transactional_db: None) -> Iterator[str]:
    """The address of an empty database beside the tests' own."""
    known = connection.settings_dict
    name = f"{RESTORED}_{known['NAME']}"
    beside = database_url(known, known["NAME"])
    with psycopg.connect(beside, autocommit=True) as line:
        line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield database_url(known, name)
        line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def checksums(address: str) -> dict[str, str]:
    """A sum of every table's rows, whatever their order, and one of the triggers."""
    with psycopg.connect(address) as line:
        tables = line.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
        sums = {
            table: str(line.execute(SUM.format(sql.Identifier(table))).fetchone())
            for (table,) in tables
        }
        triggers = line.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1")
        sums["(triggers)"] = str(triggers.fetchall())
    return sums


def test_a_backup_restores_to_equal_checksums(empty_database: str, tmp_path: Path) -> None:
    make_world()
    known = connection.settings_dict
    ours = database_url(known, known["NAME"])
    binaries = Postgres().binaries
    dump = tmp_path / "ground.dump"
    subprocess.run(
        [binaries / "pg_dump", "--format=custom", f"--file={dump}", ours], check=True, timeout=120
    )
    restore = [binaries / "pg_restore", "--exit-on-error", f"--dbname={empty_database}", dump]
    subprocess.run(restore, check=True, timeout=120)
    before = checksums(ours)
    assert checksums(empty_database) == before
    assert before["accounts_person"].startswith("(") and not before["accounts_person"].startswith(
        "(0"
    )
