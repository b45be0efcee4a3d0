"""The source as the architecture tests read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LINE = ["config", "coproduction", "challenges", "leaders", "partnership", "reminders", "accounts"]
APPS = LINE[1:]


def modules(*packages: str, below: str = "") -> Iterator[Path]:
    """Every module of these packages that is not a migration."""
    for package in packages or LINE:
        for path in sorted((ROOT / package / below).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))
