"""axe-core 4.14.1 as Deque published it (MPL 2.0), run on a page that a journey has open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

SOURCE = (Path(__file__).parent / "axe.min.js").read_text()
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
# Off by default in axe-core; WCAG 2.2 asks for it.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def violations(page: Page, *, scripts: bool = True) -> list[str]:
    """Return a paragraph for each rule that the page breaks, as it stands."""
    if not scripts:
        return _violations_of_twin(page)
    page.evaluate(SOURCE + "\n;null")  # its own value cannot be handed over
    result: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", OPTIONS)
    return [_told(violation) for violation in result["violations"]]


def _violations_of_twin(page: Page) -> list[str]:
    """axe-core is itself a script: where scripts are off it looks at a copy of the page, with none
    of the page's own scripts."""
    browser, content = page.context.browser, page.content()
    assert browser
    twin = browser.new_context(viewport=page.viewport_size, locale="en-GB")

    def answer(route: Route) -> None:
        headers = {"Content-Type": "text/html", "Content-Security-Policy": "script-src 'none'"}
        route.fulfill(body=content, headers=headers)

    twin.route(page.url, answer)
    copy = twin.new_page()
    copy.goto(page.url)
    try:
        return violations(copy)
    finally:
        twin.close()


def _told(violation: dict[str, Any]) -> str:
    nodes = "".join(
        f"\n    {' '.join(map(str, node['target']))}: {node['html'][:300]}"
        for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}{nodes}"
