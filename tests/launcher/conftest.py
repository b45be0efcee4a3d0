"""A `.local/` folder of its own for each test, and a way to see what runs on its behalf."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.local.daemon import alive
from config.local.folder import CHECKOUT, free_port

PATIENCE = 90.0  # seconds, for a slow machine; nothing here asserts how long something takes
OURS_TO_SET = {"DATABASE_URL", "REDIS_URL", "CACHE_REDIS_URL", "EMAIL_URL", "MAILBOX", "PORT"}


@dataclass
class Local:
    """One `.local/` folder and the launcher on it."""

    folder: Path
    up: Up | None = None

    def environment(self, **more: str) -> dict[str, str]:
        """Return ours without what `exec` gave us, pointing at this folder."""
        kept = {name: value for name, value in os.environ.items() if name not in OURS_TO_SET}
        return kept | {"LOCAL_FOLDER": str(self.folder)} | more

    def command(self, *words: str) -> list[str]:
        """Return the launcher's command line."""
        return [sys.executable, "-m", "config.local", *words]

    def launch(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the launcher to its end."""
        return subprocess.run(
            self.command(*words),
            cwd=CHECKOUT,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def exec(self, python: str, **more: str) -> str:
        """Run some Python between our servers; return what it printed."""
        done = self.launch("exec", "--", "python", "-W", "error", "-c", python, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def sql(self, statement: str) -> str:
        """Run a statement on our database; return the first row as text."""
        return self.exec(
            "import os, psycopg\n"
            "with psycopg.connect(os.environ['DATABASE_URL'], autocommit=True) as connection:\n"
            f"    cursor = connection.execute({statement!r})\n"
            "    print(cursor.fetchone() if cursor.description else '')"
        )

    def processes(self) -> set[int]:
        """Return every process that runs on behalf of this folder, except the tests' own."""
        found = set()
        for proc in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                said = (proc / "environ").read_bytes() + (proc / "cmdline").read_bytes()
                if str(self.folder).encode() in said and alive(int(proc.name)):
                    found.add(int(proc.name))
        for record in self.folder.glob("postgres-is-in"):
            pid_file = Path(record.read_text().strip()) / "data" / "postmaster.pid"
            with contextlib.suppress(OSError):
                found.add(int(pid_file.read_text().split()[0]))
        return {pid for pid in found if alive(pid)} - {os.getpid()}

    def kill_everything(self) -> None:
        """kill -9, until nothing is left that could start something."""
        while running := self.processes():
            for pid in running:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


class Up:
    """A running `up` and the terminal it prints to."""

    def __init__(self, local: Local, *, shell: str = "") -> None:
        self.port = free_port()
        self.output = local.folder / "up.txt"
        command = local.command("up", "--empty")
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", shell, "sh", *command, "--end-with-parent"] if shell else command,
                cwd=CHECKOUT,
                env=local.environment(PORT=str(self.port)),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        ready = "Ctrl-C stops everything"
        wait_for(lambda: ready in self.said() or self.process.poll() is not None)
        assert self.process.poll() is None, self.said()

    def said(self) -> str:
        """Return what the person at the terminal reads."""
        return self.output.read_text()

    def answers(self) -> bool:
        """Say whether the web server answers at all."""
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=30).close()
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            return False
        return True

    def tell(self, sign: signal.Signals) -> int:
        """Send a signal to the launcher alone; return its exit code."""
        self.process.send_signal(sign)
        return self.process.wait(PATIENCE)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something holds; fail when it does not within all patience."""
    limit = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < limit, "it never happened"
        time.sleep(0.1)


@pytest.fixture
def local() -> Iterator[Local]:
    """A fresh folder that everybody may enter, gone afterwards with all that ran on it."""
    yield from fresh_local()


def fresh_local() -> Iterator[Local]:
    """Make a folder, and at the end remove it with all that runs on it."""
    top = Path(tempfile.mkdtemp(prefix="launcher-"))
    top.chmod(0o755)
    local = Local(top / ".local")
    local.folder.mkdir()
    try:
        yield local
    finally:
        local.launch("reset")
        if local.up:
            local.up.process.wait(PATIENCE)
        local.kill_everything()
        shutil.rmtree(top)
