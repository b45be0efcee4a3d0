"""axe-core 4.14.1 as Deque published it (MPL 2.0), run on a page that a journey has open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

SOURCE = (Path(__file__).parent / "axe.min.js").read_text()
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
# Off by default in axe-core; WCAG 2.2 asks for it.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


class Axe:
    """Looks at the pages of one journey.

    axe-core is itself a script: where scripts are off it looks at a copy of the page, with none of
    the page's own scripts. One browser shows all copies of a journey: to begin a new one for each
    took four times as long as the look itself.
    """

    def __init__(self, *, scripts: bool) -> None:
        self._scripts = scripts
        self._copy: Page | None = None
        self._shown = ""

    def violations(self, page: Page) -> list[str]:
        """Return a paragraph for each rule that the page breaks, as it stands.

        A click returns when the next page has begun: until it is there, it is empty.
        """
        page.wait_for_load_state()
        if not self._scripts:
            page = self._copied(page)
        page.evaluate(SOURCE + "\n;null")  # its own value cannot be handed over
        result: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", OPTIONS)
        return [_told(violation) for violation in result["violations"]]

    def close(self) -> None:
        """Close the browser of the copies, if there is one."""
        if self._copy:
            self._copy.context.close()

    def _copied(self, page: Page) -> Page:
        self._shown = page.content()
        if self._copy is None:
            assert page.context.browser
            twin = page.context.browser.new_context(locale="en-GB")
            twin.route("**/*", self._answer)
            self._copy = twin.new_page()
        if page.viewport_size:
            self._copy.set_viewport_size(page.viewport_size)
        self._copy.goto(page.url)
        return self._copy

    def _answer(self, route: Route) -> None:
        """The page itself is the copy; its style and its pictures come from the server."""
        if not route.request.is_navigation_request():
            route.fallback()
            return
        headers = {"Content-Type": "text/html", "Content-Security-Policy": "script-src 'none'"}
        route.fulfill(body=self._shown, headers=headers)


def _told(violation: dict[str, Any]) -> str:
    nodes = "".join(
        f"\n    {' '.join(map(str, node['target']))}: {node['html'][:300]}"
        for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}{nodes}"
