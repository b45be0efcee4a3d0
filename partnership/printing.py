"""Pages as PDF, where this machine has what draws them: WeasyPrint, and Pango below it.

Nothing is fetched, from the network or from the disk: a page for paper brings its own style, and
is given the house's own letters.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

LETTERS = "letters:atkinson-hyperlegible-next"
FACE = f"""@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: 200 800;
src: url("{LETTERS}") format("woff2"); }}"""


class CannotDraw(Exception):
    """This machine has no Pango, or no WeasyPrint: print the page instead."""


def can_draw() -> bool:
    """Whether a page can be had as PDF here."""
    try:
        _weasyprint()
    except CannotDraw:
        return False
    return True


def pdf_of(html: str) -> bytes:
    """A whole page of HTML as PDF. Raises `CannotDraw`."""
    weasyprint = _weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=FACE + _style(), url_fetcher=letters_only, font_config=fonts)
    page = weasyprint.HTML(string=html, url_fetcher=letters_only)
    drawn: bytes = page.write_pdf(stylesheets=[style], font_config=fonts)
    return drawn


def letters_only(url: str, *args: Any, **kwargs: Any) -> Any:
    """The house’s letters; what else is not on the page itself is not fetched, from anywhere."""
    if url != LETTERS:
        raise ValueError("A page for paper fetches nothing.")
    letters = _file("fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2").read_bytes()
    return _weasyprint().urls.URLFetcherResponse(url, letters, {"Content-Type": "font/woff2"})


def _style() -> str:
    return _file("css/board-report.css").read_text(encoding="utf-8")


def _file(name: str) -> Path:
    return Path(str(finders.find(name)))


def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as missing:  # OSError: the library is there, Pango is not
        raise CannotDraw from missing
    return weasyprint
