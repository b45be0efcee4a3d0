"""Codes to be read out, printed or posted: no letter or digit that is taken for another."""

from __future__ import annotations

import secrets

ALPHABET = "234679ACDEFGHJKMNPQRTVWXY"
LENGTH = 10  # 46 bits: nobody guesses one within the limits of `partnership.views.invited`


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def readable(code: str) -> str:
    """In two halves, as people read it out."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def as_kept(typed: str) -> str:
    """What somebody typed, without spaces, dashes and the case of letters."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())
