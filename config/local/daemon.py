"""Start a server of ours detached, and find out whether what answers is the same one."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path


def start_detached(
    command: Sequence[object], *, log: Path, folder: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a process that outlives us, in a session of its own, writing to a log."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd=folder,
        )


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait until the process is ready; give up when it ended or the time has passed."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if ready():
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.03)
    return False


def talk(port: int, said: bytes, *, until: bytes) -> bytes:
    """Say something to a server of the loopback address and return its answer, empty if none."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 2) as line:
        line.settimeout(2)
        line.sendall(said)
        heard = b""
        while until not in heard and (part := line.recv(4096)):
            heard += part
        return heard
    return b""


def alive(pid: int) -> bool:
    """Say whether a process runs; one that ended and waits for its parent does not."""
    with contextlib.suppress(OSError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return not Path("/proc/self").exists()
    return state != "Z"


def end(pids: Iterable[int], *, seconds: float = 10) -> None:
    """End leaders of process groups: kindly first, then whatever is left of their groups.

    Only the leader is asked: a Celery worker told to stop finishes its task, its children do not.
    """
    leaders = list(pids)
    for pid in leaders:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGTERM)
    limit = time.monotonic() + seconds
    while time.monotonic() < limit and any(alive(pid) for pid in leaders):
        time.sleep(0.03)
    for pid in leaders:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
