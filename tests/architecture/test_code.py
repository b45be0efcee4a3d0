"""How code is written here, as far as a test can read it."""

from __future__ import annotations

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.architecture.source import APPS, LINE, ROOT, modules, shown, tree

WRITES = {
    "save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create",
    "update_or_create", "select_for_update", "add", "remove", "set",
}  # fmt: skip
# Names whose `add`, `update` and so on write no row.
HARMLESS = {"messages", "session", "context", "cache", "form", "response", "headers", "seen"}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]


def receiver(call: ast.Call) -> str:
    value = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    while isinstance(value, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(value, ast.Attribute):
            return value.attr if value.attr != "objects" else "objects"
        value = value.func if isinstance(value, ast.Call) else value.value
    return value.id if isinstance(value, ast.Name) else ""


def test_views_never_write() -> None:
    wrong = []
    for app in APPS:
        for path in modules(app, below="views"):
            for call in calls(path):
                name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
                if name in WRITES and receiver(call) not in HARMLESS:
                    wrong.append(f"{shown(path)}:{call.lineno} .{name}()")
    assert wrong == []


def test_nobody_listens_to_signals_or_overrides_save() -> None:
    wrong = []
    for path in modules(*LINE):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
                wrong.append(f"{shown(path)} imports signals")
            if isinstance(node, ast.FunctionDef) and node.name == "save" and "models" in path.parts:
                wrong.append(f"{shown(path)} overrides save")
    assert wrong == []


def test_modules_are_small() -> None:
    long = {
        shown(path): lines
        for path in modules(*LINE)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_a_view_is_a_function_of_twenty_lines_at_most() -> None:
    wrong = []
    for app in APPS:
        for path in modules(app, below="views"):
            for node in tree(path).body:
                assert not isinstance(node, ast.ClassDef), shown(path)
                if isinstance(node, ast.FunctionDef) and statements(node) > 20:
                    wrong.append(f"{shown(path)} {node.name}: {statements(node)} statements")
    assert wrong == []


def statements(function: ast.FunctionDef) -> int:
    return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1


def test_actions_are_told_by_whom() -> None:
    """Every public function of `actions/` that records takes `by`, by name only, or is a job."""
    wrong = []
    for app in APPS:
        for path in modules(app, below="actions"):
            for node in tree(path).body:
                if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                    continue
                told = "by" in {arg.arg for arg in node.args.kwonlyargs}
                if not told and any(map(records_an_actor, ast.walk(node))):
                    wrong.append(f"{shown(path)} {node.name}")
    assert wrong == []


def records_an_actor(node: ast.AST) -> bool:
    """Whether this opens the record for anybody but a job of the clock."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    return node.func.id == "recorded" and "for_job" not in ast.unparse(node.args[0])


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_the_architecture_page_names_every_package() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert " → ".join(LINE) in page
    for package in LINE:
        assert f"`{package}/`" in page
