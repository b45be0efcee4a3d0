"""A real gunicorn of ours on a scratch database, for benchmarks.

    with scratch_database() as database, serving(database) as server:
        urllib.request.urlopen(server.url + "/health/live")

`scratch_database` sets Django up on the new database, so that the benchmark itself can use the
models. Run benchmarks as `python -m config.local exec -- python -m bench.NAME`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from config.local.daemon import end
from config.local.folder import CHECKOUT, free_port

READY_SECONDS = 60.0


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, its master process, and what it said."""

    url: str
    pid: int
    log: Path


@contextmanager
def scratch_database() -> Iterator[str]:
    """Make a migrated database beside ours, set Django up on it, and drop it in the end."""
    if "django.conf" in sys.modules and sys.modules["django.conf"].settings.configured:
        raise RuntimeError("Django is set up already: make the scratch database before")
    ours = os.environ["DATABASE_URL"]
    name = f"bench_{os.getpid()}"
    scratch = f"{ours.rsplit('/', 1)[0]}/{name}"
    _run_sql(ours, "CREATE DATABASE {}", name)
    os.environ["DATABASE_URL"] = scratch
    try:
        migrate = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
        subprocess.run(migrate, cwd=CHECKOUT, check=True)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        yield scratch
    finally:
        os.environ["DATABASE_URL"] = ours
        _run_sql(ours, "DROP DATABASE {} WITH (FORCE)", name)


def _run_sql(database: str, statement: str, name: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


@contextmanager
def serving(
    database: str,
    *,
    workers: int = 2,
    threads: int = 4,
    app: str = "config.wsgi",
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run gunicorn on a free port until the block ends; `environment` adds to ours."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--no-control-socket", "--backlog", "2048"]
    command += ["--workers", str(workers), "--threads", str(threads), "--timeout", "120"]
    with tempfile.NamedTemporaryFile(prefix="bench-", suffix=".log") as log:
        process = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env={**os.environ, **(environment or {}), "DATABASE_URL": database},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        server = Server(f"http://127.0.0.1:{port}", process.pid, Path(log.name))
        try:
            _wait_for(server, process)
            yield server
        finally:
            end([process.pid])
            process.wait()


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + READY_SECONDS
    while time.monotonic() < limit and process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.url}/health/live", timeout=READY_SECONDS).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start:\n{server.log.read_text()}")
