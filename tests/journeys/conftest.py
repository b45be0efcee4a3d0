"""Journeys: a real browser against a running server, with the worker and the mail being real.

    def test_…(page, axe)                    1280 pixels wide, scripts on
    @pytest.mark.parametrize("width", [320, 1280])
    @pytest.mark.parametrize("scripts", [True, False])
    def test_…(page, axe, delivered)

A journey fails on any request to another host, any error of a script, and any breach of the
content security policy, whatever else it asserts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.journeys.axe import Axe
from tests.run import find_browser

# Playwright's event loop lives in the thread of the test; Django would refuse to touch the
# database there, though nothing of ours is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

HERE = Path(__file__).parent
REPORT_BREACHES = """
addEventListener("securitypolicyviolation", (breach) => console.error(
    `Content Security Policy: ${breach.violatedDirective} ${breach.blockedURI}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as one."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the machine's own Chromium: no other browser can be downloaded everywhere."""
    path = find_browser()
    if not path:
        pytest.skip("there is no Chromium on this machine")
    switches = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    return {**browser_type_launch_args, "executable_path": path, "args": switches}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """The running server, so that journeys say `page.goto("/places/")`."""
    return str(live_server.url)


@pytest.fixture
def width() -> int:
    """How many pixels wide the window is; parametrize it to try others."""
    return 1280


@pytest.fixture
def scripts() -> bool:
    """Whether scripts run; parametrize it to go without."""
    return True


@pytest.fixture
def context(new_context: Any, base_url: str, width: int, scripts: bool) -> Iterator[BrowserContext]:
    """A fresh browser on the running server, watched for what must never happen."""
    context: BrowserContext = new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    context.add_init_script(REPORT_BREACHES)
    wrong: list[str] = []
    watch(context, base_url, wrong)
    yield context
    assert not wrong, "\n".join(wrong)


def watch(context: BrowserContext, address: str, wrong: list[str]) -> None:
    """Write down each request elsewhere, script error and breach of the policy."""

    def on_console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            wrong.append(f"{message.location.get('url')}: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:", "about:")):
            wrong.append(f"a request to another host: {request.url}")

    context.on("console", on_console)
    context.on("request", on_request)
    context.on("weberror", lambda error: wrong.append(f"script error: {error.error}"))


@pytest.fixture
def axe(scripts: bool) -> Iterator[Any]:
    """Check a page as it stands: `axe(page)` fails with every violation that axe-core finds."""
    looking = Axe(scripts=scripts)

    def check(page: Page) -> None:
        found = looking.violations(page)
        assert not found, f"{page.url} at {page.viewport_size}:\n" + "\n".join(found)

    yield check
    looking.close()
