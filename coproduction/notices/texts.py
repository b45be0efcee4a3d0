"""What fits into one text message."""

from __future__ import annotations

LETTERS = 160


def fitted(words: str, title: str, after: str = "") -> str:
    """At most 160 letters: the title gives way, the time and the link never do."""
    room = LETTERS - len(words.replace("%(title)s", "")) - len(after) - (1 if after else 0)
    if len(title) > room:
        title = title[: max(room - 1, 0)].rstrip() + "…" if room > 1 else ""
    whole = words.replace("%(title)s", title)
    return f"{whole} {after}" if after and len(whole) + len(after) < LETTERS else whole
