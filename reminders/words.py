"""What somebody wrote, made fit for a message."""

from __future__ import annotations

import unicodedata


def one_line(text: str, at_most: int = 120) -> str:
    """Text that somebody wrote, fit for a subject: one line, nothing that turns it round."""
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    seen = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    short = " ".join(seen.split())
    return short if len(short) <= at_most else f"{short[: at_most - 1].rstrip()}…"
