"""Codes that people read aloud, or type from paper."""

from __future__ import annotations

import secrets

# Without vowels and what is mistaken for something else, read aloud or from paper.
_LETTERS = "BCDFGHJKMNPQRTVWXY346789"


def drawn_letters(count: int) -> str:
    """So many letters and digits, drawn so that nobody can guess them."""
    return "".join(secrets.choice(_LETTERS) for _letter in range(count))
