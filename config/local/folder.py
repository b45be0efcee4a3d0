"""The checkout's `.local/` folder: its paths, its small records and its locks."""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def local_folder() -> Path:
    """Return `.local/`, made if it is missing; LOCAL_FOLDER names another one (the tests do)."""
    folder = Path(os.environ.get("LOCAL_FOLDER") or CHECKOUT / ".local").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def remember(path: Path, text: str) -> None:
    """Write a small record, for its owner only, so that a reader never sees half of it."""
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.touch(mode=0o600)
    half.write_text(text + "\n")
    half.replace(path)


def secret(path: Path) -> str:
    """Return this checkout's secret of that name, made on first use."""
    with locked("secrets"):
        if not path.exists():
            remember(path, secrets.token_urlsafe(48))
        return path.read_text().strip()


def free_port() -> int:
    """Return a TCP port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold the named lock of this checkout, waiting for it; the kernel lets go when we die."""
    with (local_folder() / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class InUse:
    """A count of the commands that use the servers, kept by the kernel as shared locks."""

    def __init__(self) -> None:
        self._handle = (local_folder() / "in-use.lock").open("w")
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def keep_across_exec(self) -> None:
        """Let the program that replaces this one go on counting."""
        os.set_inheritable(self._handle.fileno(), True)

    def only_user(self) -> bool:
        """Say whether nobody else uses the servers; if so nobody can begin to until we end."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def only_run() -> bool:
    """Claim to be the one `up` of this checkout, until this process ends."""
    handle = os.open(local_folder() / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return True


def running_up() -> int | None:
    """Return the process id of this checkout's `up`, if there is one."""
    path = local_folder() / "up.lock"
    if not path.exists():
        return None
    with path.open() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(handle.read() or 0) or None
    return None
