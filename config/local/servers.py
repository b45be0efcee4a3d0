"""The servers of this checkout together, and the environment that leads a program to them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from config.local.folder import local_folder, secret
from config.local.mail import Mail
from config.local.postgres import Postgres
from config.local.valkey import Valkey


class Server(Protocol):
    """What each of the three can do."""

    @property
    def url(self) -> str: ...
    def start(self) -> bool: ...
    def stop(self) -> None: ...
    def remove(self) -> None: ...


def own_servers() -> dict[str, Server]:
    """Return the servers that are ours to run, by the variable that would replace each."""
    servers: dict[str, Callable[[], Server]] = {
        "DATABASE_URL": Postgres,
        "REDIS_URL": Valkey,
        "EMAIL_URL": Mail,
    }
    return {name: make() for name, make in servers.items() if not os.environ.get(name)}


def start() -> dict[str, str]:
    """Start what does not answer; return the whole environment for a program of this checkout."""
    found = {}
    for name, server in own_servers().items():
        server.start()
        found[name] = server.url
    folder = local_folder()
    return {
        "DEVELOPMENT": "1",
        "SECRET_KEY": secret(folder / "secret-key"),
        "PORT": "8000",
        # Numbers of this range are kept for drama: nobody is called.
        "SITE_PHONE": "01632 960100",
        "SITE_POST": "Freepost SHARED GROUND (an invented address)",
        "MAILBOX": str(folder / "mail"),
        **os.environ,
        "PATH": program_path(),
        **found,
    }


def program_path() -> str:
    """Return a PATH on which the virtual environment's programs come first, activated or not."""
    beside = str(Path(sys.executable).parent)
    return os.pathsep.join((beside, os.environ.get("PATH", os.defpath)))


def stop() -> None:
    """Stop those that are ours."""
    for server in own_servers().values():
        server.stop()


def reset() -> None:
    """Stop those that are ours and delete what they keep."""
    for server in own_servers().values():
        server.remove()
    shutil.rmtree(local_folder() / "stamps", ignore_errors=True)
