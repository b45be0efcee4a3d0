"""Remember which commands have been run on which database with which code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from config.local.folder import CHECKOUT, local_folder, remember

# What a command's outcome depends on, as patterns inside the checkout.
REFERENCE = ("*/management/commands/load_reference.py", "*/reference/**/*", "data/**/*")
DEMONSTRATION = (*REFERENCE, "*/management/commands/seed_demo.py", "*/demo/**/*", "*/demo.py")


def command_exists(name: str) -> bool:
    """Say whether some app of ours has that management command."""
    return any(CHECKOUT.glob(f"*/management/commands/{name}.py"))


class Stamp:
    """The mark that a command has been run on a database with the code as it is now."""

    def __init__(self, command: str, patterns: Iterable[str], database: str) -> None:
        self._path = local_folder() / "stamps" / command
        digest = hashlib.sha256(database.encode())
        for path in sorted(_files(patterns)):
            digest.update(str(path.relative_to(CHECKOUT)).encode() + b"\0" + path.read_bytes())
        self._now = digest.hexdigest()

    def is_fresh(self) -> bool:
        """Say whether nothing has changed since the command was last run."""
        return self._path.exists() and self._path.read_text().strip() == self._now

    def make(self) -> None:
        """Mark the command as run."""
        self._path.parent.mkdir(exist_ok=True)
        remember(self._path, self._now)


def _files(patterns: Iterable[str]) -> set[Path]:
    return {
        path
        for pattern in patterns
        for path in CHECKOUT.glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts and ".venv" not in path.parts
    }
