"""Pages as PDF, where this machine has what draws them: WeasyPrint, and Pango below it.

Nothing is fetched, from the network or from the disk: a page for paper brings its own style.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.staticfiles import finders


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
    style = weasyprint.CSS(string=_style(), url_fetcher=refuse)
    drawn: bytes = weasyprint.HTML(string=html, url_fetcher=refuse).write_pdf(stylesheets=[style])
    return drawn


def refuse(url: str, *args: Any, **kwargs: Any) -> NoReturn:
    """What is not on the page itself is not fetched, from anywhere."""
    raise ValueError("A page for paper fetches nothing.")


def _style() -> str:
    with open(str(finders.find("css/board-report.css")), encoding="utf-8") as file:
        return file.read()


def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as missing:  # OSError: the library is there, Pango is not
        raise CannotDraw from missing
    return weasyprint
