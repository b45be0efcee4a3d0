from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.local.folder import CHECKOUT
from tests.reminders.routes import kept_message

pytestmark = pytest.mark.django_db


def test_the_list_finds_messages_by_recipient(client: Client) -> None:
    kept_message()
    assert b"A place is yours" in client.get("/dev/mailbox/?to=JOAN@example").content
    nothing = client.get("/dev/mailbox/?to=nobody").content
    assert b"A place is yours" not in nothing and b"Nothing was sent to that" in nothing


def test_an_empty_mailbox_says_what_to_do(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.MAILBOX = str(tmp_path / "none")
    assert b"Nothing has been sent yet" in client.get("/dev/mailbox/").content


def test_the_text_is_shown_and_what_looks_like_markup_is_inert(client: Client) -> None:
    page = client.get(reverse("mailbox_message", args=[kept_message()])).content.decode()
    assert "When: Tuesday &lt;b&gt;at ten&lt;/b&gt;" in page
    assert '<a href="http://127.0.0.1:8000/sessions/"' in page
    assert "<script>alert" not in page


def test_the_html_part_has_a_policy_of_its_own_under_which_nothing_runs(client: Client) -> None:
    response = client.get(reverse("mailbox_html", args=[kept_message()]))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy
    assert "script-src" not in policy and "unsafe" not in policy
    assert "img-src" not in policy


def test_an_attachment_is_saved_and_never_shown(client: Client) -> None:
    response = client.get(reverse("mailbox_attachment", args=[kept_message(), 0]))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="ab.ics"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"BEGIN:VCALENDAR" in response.content
    assert client.get(reverse("mailbox_attachment", args=[kept_message(), 1])).status_code == 404


@pytest.mark.parametrize("key", ["nothing", "..", "..%2F..%2Fsecret-key"])
def test_no_key_leads_out_of_the_mailbox(client: Client, key: str) -> None:
    kept_message()
    assert client.get(f"/dev/mailbox/{key}/").status_code == 404


PRODUCTION = """
import django, os
from cryptography.fernet import Fernet
os.environ.pop("DEVELOPMENT", None)
os.environ["SECRET_KEY"] = "".join(chr(33 + i) for i in range(60))
os.environ["ENCRYPTION_KEYS"] = Fernet.generate_key().decode()
os.environ["ALLOWED_HOSTS"] = "testserver"
os.environ["SECURE_SSL_REDIRECT"] = "0"
django.setup()
from django.urls import Resolver404, resolve
for path in ("/dev/", "/dev/mailbox/", "/dev/sign-in/", "/dev/look/"):
    try:
        resolve(path)
    except Resolver404:
        continue
    raise SystemExit(f"{path} exists")
print("none exists")
"""


def test_none_of_it_exists_outside_development() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRODUCTION],
        cwd=CHECKOUT,
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "none exists", done.stderr
