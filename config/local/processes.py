"""The programs that `up` runs, and how none of them outlives it.

Three things see to that. A stop in the usual way ends them here. If this process is killed, the
kernel tells its children (Linux only), and a keeper, which waits at the other end of a pipe, ends
whatever is left, the servers included.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from config.local.daemon import end
from config.local.folder import CHECKOUT, local_folder
from config.local.unprivileged import LauncherError

PR_SET_PDEATHSIG = 1
LIVED_LONG_ENOUGH = 5.0  # seconds; a program that ends sooner each time is broken, not unlucky
SHORT_LIVES = 3


def _prctl() -> Callable[[int, int], int] | None:
    return ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Have the kernel tell this process to end when its parent dies (Linux only)."""
    if prctl := _prctl():
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _child_ends_with_us() -> Callable[[], None]:
    """Return what a child must call before it becomes another program."""
    prctl = _prctl()  # found before the fork: afterwards little is safe to do
    parent = os.getpid()

    def ask_kernel() -> None:
        if prctl:
            prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:  # it died before we could ask
                os._exit(1)

    return ask_kernel


class Processes:
    """The running programs, each the leader of a process group of its own."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._commands: dict[str, Sequence[str]] = {}
        self._began: dict[str, float] = {}
        self._short_lives: dict[str, int] = {}
        read_end, self._pipe = os.pipe()
        self._keeper = subprocess.Popen(
            [sys.executable, "-m", "config.local.keeper", str(read_end)],
            cwd=CHECKOUT,
            pass_fds=[read_end],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(read_end)

    def _spawn(self, command: Sequence[str], log: Path | None) -> subprocess.Popen[bytes]:
        with contextlib.ExitStack() as stack:
            output = stack.enter_context(log.open("ab")) if log else None
            process = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_child_ends_with_us(),
            )
        os.write(self._pipe, f"+{process.pid}\n".encode())
        return process

    def run(self, command: Sequence[str]) -> None:
        """Run a command to its end, its output shown."""
        process = self._spawn(command, None)
        try:
            code = process.wait()
        except BaseException:
            end([process.pid])
            process.wait()
            raise
        os.write(self._pipe, f"-{process.pid}\n".encode())
        if code:
            raise LauncherError(f"This failed: {' '.join(command)}")

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a program that is to run until we end."""
        self._commands[name] = command
        self._began[name] = time.monotonic()
        self._running[name] = self._spawn(command, self.log(name))

    def log(self, name: str) -> Path:
        """Return where that program's output goes."""
        folder = local_folder() / "log"
        folder.mkdir(exist_ok=True)
        return folder / f"{name}.log"

    def restart_ended(self) -> None:
        """Start again what has ended; raise if it cannot stay up."""
        for name, process in list(self._running.items()):
            if process.poll() is None:
                continue
            end([process.pid], seconds=0)
            os.write(self._pipe, f"-{process.pid}\n".encode())
            short = time.monotonic() - self._began[name] < LIVED_LONG_ENOUGH
            self._short_lives[name] = self._short_lives.get(name, 0) + 1 if short else 0
            if self._short_lives[name] >= SHORT_LIVES:
                del self._running[name]
                raise LauncherError(
                    f"{name} does not stay up. {self.log(name)} ends:\n{self._tail(name)}"
                )
            print(f"{name} ended ({process.returncode}) and is started again.", flush=True)
            self.start(name, self._commands[name])

    def _tail(self, name: str) -> str:
        return "\n".join(self.log(name).read_text(errors="replace").splitlines()[-20:])

    def stop(self) -> None:
        """End every program, all at once."""
        end([process.pid for process in self._running.values()])
        for process in self._running.values():
            process.wait()
        self._running.clear()

    def dismiss_keeper(self) -> None:
        """Tell the keeper that nothing is left for it to do."""
        os.write(self._pipe, b"done\n")
        os.close(self._pipe)
        self._keeper.wait()
