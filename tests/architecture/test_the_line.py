"""Seven packages in one straight line: nothing imports, or points a key, to its left."""

from __future__ import annotations

import ast

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.architecture.source import APPS, LINE, modules, shown, tree


def place_in_line(package: str) -> int | None:
    return LINE.index(package) if package in LINE else None


def imported_packages(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module.split(".")[0]]
    return []


def test_nothing_imports_to_its_left() -> None:
    wrong = []
    for path in modules():
        own = place_in_line(shown(path).split("/")[0])
        assert own is not None
        for node in ast.walk(tree(path)):
            for package in imported_packages(node):
                theirs = place_in_line(package)
                if theirs is not None and theirs < own:
                    wrong.append(f"{shown(path)} imports {package}")
    assert wrong == []


def test_no_key_points_to_the_left() -> None:
    wrong = []
    for model in apps.get_models():
        own = place_in_line(model._meta.app_label)
        if own is None:
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey | ManyToManyField):
                continue
            theirs = place_in_line(field.related_model._meta.app_label)  # type: ignore[union-attr]
            if theirs is not None and theirs < own:
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


ROOMS = {
    "__init__", "actions", "admin", "apps", "demo", "errors", "figures", "forms", "management",
    "migrations", "models", "notices", "providers", "reminders", "rules", "tasks", "templatetags",
    "urls", "views",
}  # fmt: skip
NEVER = {"common", "core", "utils", "helpers", "services", "signals", "managers"}


def test_no_app_has_a_junk_drawer() -> None:
    for app in APPS:
        parts = {
            part.removesuffix(".py") for path in modules(app) for part in shown(path).split("/")
        }
        assert not parts & NEVER, app


def test_every_app_has_the_same_rooms() -> None:
    """Beside the common rooms an app may have modules of its own, each called by a noun."""
    for app in APPS:
        own = {shown(path).split("/")[1] for path in modules(app)}
        folders = {name for name in own if not name.endswith(".py")}
        assert folders - ROOMS <= {"reference", "channels", "imports", "spc"}, app
