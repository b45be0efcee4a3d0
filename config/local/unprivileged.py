"""PostgreSQL refuses to run as root, so root runs it as somebody who may do nothing else."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

USER = "nobody"


class LauncherError(Exception):
    """Something that a person at the terminal must read; its text is all that is shown."""


def _identity() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(USER)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def run(command: Sequence[object], *, seconds: int = 120) -> subprocess.CompletedProcess[str]:
    """Run a command as the ordinary user, its output captured, away from our terminal.

    It starts in `/`, because the current folder may be closed to that user.
    """
    return subprocess.run(
        [str(word) for word in command],
        cwd="/",
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        start_new_session=True,
        check=False,
        **_identity(),
    )


def _environment() -> dict[str, str]:
    kept = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "LC_ALL": "C",
        "TZ": "UTC",
    }


def own(path: Path) -> None:
    """Give a path to the ordinary user."""
    if os.geteuid() == 0:
        entry = pwd.getpwnam(USER)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def can_enter(path: Path) -> bool:
    """Say whether the ordinary user can reach that folder."""
    return os.geteuid() != 0 or run(["/bin/sh", "-c", 'cd "$1"', "sh", path]).returncode == 0
