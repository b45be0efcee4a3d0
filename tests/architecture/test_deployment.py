"""What the deployment says and what the settings read are one thing."""

from __future__ import annotations

import ast
import os
import re
import runpy
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from django.utils.module_loading import import_string

from config.gateways import PROVIDERS

ROOT = Path(__file__).resolve().parents[2]
# Read by gunicorn itself.
READ_BY_PROGRAMS = {"WEB_CONCURRENCY"}


def variables_read() -> set[str]:
    """Every name that settings ask the environment for."""
    return {
        call.args[0].value
        for name in ("settings.py", "gateways.py")
        for call in ast.walk(ast.parse((ROOT / "config" / name).read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


@pytest.fixture
def compose() -> dict[str, Any]:
    """The compose file, as compose would read it."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return read


def production(**more: str) -> dict[str, str]:
    """An environment as a real one is, and nothing of this machine's but the path."""
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": "ground.example.org",
        "SITE_URL": "https://ground.example.org",
    } | more


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_table_of_settings_is_complete_and_true() -> None:
    table = (ROOT / "docs" / "deploy.md").read_text()
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == variables_read()


def test_compose_sets_only_what_settings_read(compose: dict[str, Any]) -> None:
    for name in ("migrate", "web", "worker", "beat"):
        given = set(compose["services"][name]["environment"])
        assert given <= variables_read() | READ_BY_PROGRAMS, name


def test_compose_never_turns_development_on(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert not {"DEVELOPMENT", "DEBUG"} & set(service.get("environment", {}))


def test_every_secret_of_compose_must_be_given(compose: dict[str, Any]) -> None:
    for name in ("SECRET_KEY", "ENCRYPTION_KEYS"):
        assert compose["services"]["web"]["environment"][name].startswith("${" + name + ":?")


def test_one_image_serves_all_roles_and_none_runs_as_root(compose: dict[str, Any]) -> None:
    roles = [compose["services"][name] for name in ("migrate", "web", "worker", "beat")]
    assert len({role["image"] for role in roles}) == 1
    assert re.search(r"^USER (?!root)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_what_compose_leaves_to_the_operator_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text()
    for name in re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()):
        assert f"`{name}`" in guide, name


def test_the_deployment_check_is_clean_under_production_settings() -> None:
    done = manage(production(), "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "weak",
    [
        {"SECRET_KEY": ""},
        {"SECRET_KEY": "a" * 60},
        {"ENCRYPTION_KEYS": ""},
        {"ENCRYPTION_KEYS": "too-short"},
        {"ENCRYPTION_KEYS": "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMtISE="},
    ],
)
def test_weak_secrets_are_refused(weak: dict[str, str]) -> None:
    done = manage(production(**weak), "check")
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr


NOTIFY_KEY = "live-6bc0d5a6-3e4f-4c6a-8d29-0f6f3f1f5d11-0d2a4a31-90c4-4a5e-b0ab-3f0e6a4b4a55"
TEMPLATE = "5d0f2cf5-6b9f-4d0a-8f2f-6f4d9b1b7a10"
NOTIFY = {"NOTIFY_API_KEY": NOTIFY_KEY, "NOTIFY_TEXT_TEMPLATE": TEMPLATE}
MAILGUN = {"EMAIL_PROVIDER": "mailgun", "ANYMAIL_MAILGUN_API_KEY": "key"}


@pytest.mark.parametrize(
    ("half", "said"),
    [
        ({"NOTIFY_API_KEY": NOTIFY_KEY}, "without a template"),
        ({"NOTIFY_TEXT_TEMPLATE": TEMPLATE}, "NOTIFY_API_KEY is missing"),
        ({"NOTIFY_CALLBACK_TOKEN": "t" * 30}, "NOTIFY_API_KEY is missing"),
        (NOTIFY | {"NOTIFY_API_KEY": "live-key"}, "copy all of it"),
        (NOTIFY | {"NOTIFY_LETTER_TEMPLATE": "letter"}, "by its id"),
        (NOTIFY | {"NOTIFY_URL": "http://notify.example.org"}, "https://"),
        (NOTIFY | {"NOTIFY_CALLBACK_TOKEN": "short"}, "24 random characters"),
        ({"EMAIL_PROVIDER": "carrier-pigeon"}, "must be one of brevo"),
        ({"EMAIL_PROVIDER": "mailjet", "ANYMAIL_MAILJET_API_KEY": "k"}, "MAILJET_SECRET_KEY"),
        ({"ANYMAIL_MAILGUN_API_KEY": "key"}, "without EMAIL_PROVIDER"),
        (MAILGUN | {"ANYMAIL_WEBHOOK_SECRET": "x"}, "name:password"),
        (MAILGUN | NOTIFY | {"NOTIFY_EMAIL_TEMPLATE": TEMPLATE}, "not both"),
    ],
)
def test_half_a_gateway_is_refused_in_clear_words(
    monkeypatch: pytest.MonkeyPatch, half: dict[str, str], said: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(said)):
        gateways_of(monkeypatch, half)


def test_a_whole_gateway_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    read = gateways_of(monkeypatch, MAILGUN | NOTIFY)
    assert read["ANYMAIL"]["MAILGUN_API_KEY"] == "key"
    assert read["NOTIFY_TEMPLATES"]["phone"] == TEMPLATE


def gateways_of(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> dict[str, Any]:
    """The settings of gateways as they are read in an environment of nothing but these."""
    for name in os.environ:
        if name.startswith(("NOTIFY_", "ANYMAIL_", "EMAIL_")):
            monkeypatch.delenv(name)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "config" / "gateways.py"))


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_a_provider_starts_with_what_it_is_said_to_need(provider: str) -> None:
    given = {f"ANYMAIL_{provider.upper()}_{name}": "https://x.org/" for name in PROVIDERS[provider]}
    backend = import_string(f"anymail.backends.{provider}.EmailBackend")
    with override_settings(ANYMAIL={name[8:]: value for name, value in given.items()}):
        backend().open()


def test_static_files_can_be_collected_as_the_image_does(tmp_path: Path) -> None:
    script = (
        "import django, sys; from django.conf import settings; django.setup();"
        "settings.STATIC_ROOT = sys.argv[1];"
        "from django.core.management import call_command;"
        "call_command('collectstatic', interactive=False, verbosity=0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        env=production(DJANGO_SETTINGS_MODULE="config.settings"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("css/*.css.gz"))
