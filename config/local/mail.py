"""The checkout's own mail catcher, started and stopped like the other servers."""

from __future__ import annotations

import contextlib
import shutil
import sys

from config.local.daemon import end, start_detached, talk, wait_until
from config.local.folder import CHECKOUT, free_port, local_folder, locked, remember
from config.local.unprivileged import LauncherError

PORT_ATTEMPTS = 5


class Mail:
    """An SMTP server on the loopback address that files what it is sent in a Maildir."""

    def __init__(self) -> None:
        self.maildir = local_folder() / "mail"
        self._record = local_folder() / "mail-catcher"  # its port and process id

    @property
    def _port_and_pid(self) -> tuple[int, int]:
        try:
            port, pid = self._record.read_text().split()
            return int(port), int(pid)
        except (FileNotFoundError, ValueError):
            return 0, 0

    @property
    def url(self) -> str:
        """The address in the form that EMAIL_URL takes."""
        return f"smtp://127.0.0.1:{self._port_and_pid[0]}"

    def answers(self) -> bool:
        """Say whether the catcher of this very Maildir answers."""
        return self._answers_on(self._port_and_pid[0])

    def _answers_on(self, port: int) -> bool:
        greeting = talk(port, b"QUIT\r\n", until=b"221 ") if port else b""
        return f" {self.maildir}\r\n".encode() in greeting

    def start(self) -> bool:
        """Make sure that the catcher answers; return whether it had to be started."""
        with locked("mail"):
            if self.answers():
                return False
            for attempt in range(PORT_ATTEMPTS):
                port = (self._port_and_pid[0] if attempt == 0 else 0) or free_port()
                if self._start_on(port):
                    return True
            log = local_folder() / "mail-catcher.log"
            raise LauncherError(f"The mail catcher did not start. See {log}.")

    def _start_on(self, port: int) -> bool:
        command = [sys.executable, "-m", "config.local.mailcatcher", str(port), self.maildir]
        process = start_detached(command, log=local_folder() / "mail-catcher.log", folder=CHECKOUT)
        if not wait_until(lambda: self._answers_on(port), process, seconds=30):
            return False
        remember(self._record, f"{port} {process.pid}")
        return True

    def stop(self) -> None:
        """Stop the catcher if it is ours and runs."""
        with locked("mail"):
            if self.answers():
                end([self._port_and_pid[1]])

    def remove(self) -> None:
        """Stop the catcher and delete what it kept."""
        self.stop()
        shutil.rmtree(self.maildir, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            self._record.unlink()
