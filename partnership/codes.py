"""Codes to be read out, printed or posted: no letter or digit that is taken for another."""

from __future__ import annotations

import secrets

ALPHABET = "234679ACDEFGHJKMNPQRTVWXY"
# 46 bits: with a thousand invitations open, 200 guesses in five minutes find one in 4,000 years,
# and from one address `partnership.views.invited` looks up no more than 20 that do not fit.
LENGTH = 10


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def readable(code: str) -> str:
    """In two halves, as people read it out."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def as_kept(typed: str) -> str:
    """What somebody typed, without spaces, dashes and the case of letters."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())
