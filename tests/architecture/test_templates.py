"""What no template may hold: the policy of our pages refuses it, or readers could not use it."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for folder in (ROOT / "templates", *ROOT.glob("*/templates"))
    for path in folder.rglob("*.html")
)
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "hx-on": re.compile(r"\shx-on\b"),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a filter in hx-trigger": re.compile(r"hx-trigger\s*=\s*[\"'][^\"']*\["),
    "js: values": re.compile(r"=\s*[\"'](?:js|javascript):"),
    "hx-boost": re.compile(r"hx-boost"),
    "a colour": re.compile(
        r"(?:fill|stroke|color|content|stop-color)\s*=\s*[\"']#[0-9a-fA-F]{3,8}"
    ),
    "something from elsewhere": re.compile(r"(?:src|srcset|data)\s*=\s*[\"'](?:https?:)?//"),
    "a stylesheet from elsewhere": re.compile(r"<link[^>]*href\s*=\s*[\"'](?:https?:)?//"),
}
REQUESTS = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def markup(path: Path) -> str:
    """A template without its comments, which may name what is forbidden."""
    return COMMENT.sub("", path.read_text())


class Controls(HTMLParser):
    """Collects the tags that make requests by htmx."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        asks = [attribute for attribute in given if attribute in REQUESTS]
        if not asks:
            return
        works_without = (
            (tag == "a" and given.get("href"))
            or (tag == "form" and given.get("method", "get") in ("get", "post"))
            or "load" in (given.get("hx-trigger") or "")
            or "every" in (given.get("hx-trigger") or "")
            # Not a control: a part of a form that shows a count while its fields are filled in.
            or (tag in ("div", "fieldset") and (given.get("hx-trigger") or "").startswith("input"))
        )
        if not works_without:
            self.wrong.append(f"<{tag} {asks[0]}>")


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_holds_what_the_policy_refuses(path: Path) -> None:
    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(markup(path))]
    assert not found


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_htmx_control_is_a_link_or_a_form(path: Path) -> None:
    """Links and forms work with scripts off; what loads or polls by itself is no control."""
    controls = Controls()
    controls.feed(re.sub(r"{%.*?%}", "", markup(path)))
    assert not controls.wrong


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_fragment_is_included_and_a_page_is_whole(path: Path) -> None:
    """Fragments begin with `_` and extend nothing; forms' own templates are Django's to name.

    A message by email, letters to print, and a report as PDF are pages of their own.
    """
    printed = ("coproduction/letters.html", "partnership/board_report_pdf.html")
    own = ("django/forms", "allauth/elements", "reminders/message.html", *printed)
    if any(part in name(path) for part in own):
        return
    whole = "{% extends" in path.read_text() or path.name == "base.html"
    assert whole is not path.name.startswith("_")


def test_a_first_view_weighs_less_than_a_hundred_kilobytes() -> None:
    """Style, scripts and type, as they are sent; a page of 15 kB fits beside them."""
    static = ROOT / "static"
    style = len(gzip.compress((static / "css" / "shared-ground.css").read_bytes(), 9))
    scripts = sum(
        len(gzip.compress(path.read_bytes(), 9))
        for path in (*static.glob("js/*.js"), *static.glob("vendor/*.js"))
    )
    assert style <= 22 * 1024
    assert style + scripts + sum(f.stat().st_size for f in static.glob("fonts/*.woff2")) <= 85_000
