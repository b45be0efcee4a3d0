"""What journeys are measured with: each instrument notices what it is there for."""

from __future__ import annotations

import hashlib
import smtplib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from config.celery import app
from tests.journeys import axe as axe_package
from tests.journeys.axe import Axe
from tests.journeys.conftest import REPORT_BREACHES, watch
from tests.journeys.delivery import Delivered

POLICY = {"Content-Security-Policy": "script-src 'self'; img-src *", "Content-Type": "text/html"}
ADDRESS = "http://127.0.0.1:9/page"  # never reached: the page is given by the test


def serve(context: BrowserContext, body: str) -> list[str]:
    """Open a page of that body under a policy; return what the guard wrote down."""
    wrong: list[str] = []
    watch(context, ADDRESS, wrong)
    context.route(ADDRESS, lambda route: route.fulfill(headers=POLICY, body=body))
    context.route("http://127.0.0.2/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(ADDRESS)
    page.wait_for_timeout(200)
    return wrong


@pytest.mark.parametrize(
    ("body", "noticed"),
    [
        ("<script>1</script>", "Content Security Policy"),
        ("<p onclick='1'>here</p>", "Content Security Policy"),
        ("<img src='http://127.0.0.2/pixel' alt=''>", "another host"),
    ],
)
def test_the_guard_notices(new_context: Any, body: str, noticed: str) -> None:
    context = new_context()
    context.add_init_script(REPORT_BREACHES)
    assert any(noticed in line for line in serve(context, body))


def test_the_guard_lets_an_honest_page_be(new_context: Any) -> None:
    assert serve(new_context(), "<!doctype html><title>Fine</title><p>Fine</p>") == []


def violations(page: Page) -> list[str]:
    looking = Axe(scripts=True)
    try:
        return looking.violations(page)
    finally:
        looking.close()


def test_axe_is_what_deque_published_and_finds_what_is_wrong(new_context: Any) -> None:
    source = Path(axe_package.__file__).with_name("axe.min.js").read_bytes()
    assert hashlib.sha256(source).hexdigest() == axe_package.SHA256
    page = new_context().new_page()
    page.set_content("<html lang=en><title>A page</title><main><h1>A</h1><img src=x></main></html>")
    assert [text.split()[0] for text in violations(page)] == ["image-alt"]


def test_axe_works_under_our_policy(page: Page) -> None:
    page.goto("/health/live")
    assert isinstance(violations(page), list)


WHOLE = "<html lang=en><title>Whole</title><main><h1>A page</h1></main></html>"


@pytest.mark.parametrize("scripts", [False])
def test_axe_works_where_scripts_are_off(page: Page) -> None:
    body = "<html lang=en><title>before</title><script>document.title = ''</script>"
    body += "<main><h1>A page</h1><img src=x></main>"
    page.route("**/titled", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("/titled")
    assert page.title() == "before"
    looking = Axe(scripts=False)
    assert [text.split()[0] for text in looking.violations(page)] == ["image-alt"]
    page.route("**/whole", lambda route: route.fulfill(body=WHOLE, content_type="text/html"))
    page.goto("/whole")
    assert looking.violations(page) == [], "it looks at each page anew"
    looking.close()


def test_the_worker_works_and_the_mail_server_keeps(delivered: Delivered) -> None:
    assert app.control.inspect(timeout=10, limit=1).ping()
    message = EmailMessage()
    message["To"], message["Subject"] = "ann@localhost", "Your place"
    with smtplib.SMTP("127.0.0.1", delivered.port) as server:
        server.send_message(message, "us@localhost", ["ann@localhost"])
    assert delivered.to("ann@localhost", subject="place")["Subject"] == "Your place"
