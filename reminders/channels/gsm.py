"""How many texts some words take: by the alphabets of 3GPP TS 23.038 and the parts of 23.040."""

from __future__ import annotations

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TAKE_TWO = frozenset("^{}\\[~]|€")
ONE, EACH_OF_MORE = 160, 153
ONE_OF_ANY, EACH_OF_MORE_OF_ANY = 70, 67


def texts_for(said: str) -> int:
    """One sign outside the common alphabet makes every sign of the message a wide one."""
    if set(said) <= _BASIC | _TAKE_TWO:
        return _parts(len(said) + sum(sign in _TAKE_TWO for sign in said), ONE, EACH_OF_MORE)
    units = len(said.encode("utf-16-le")) // 2  # a sign beyond the first plane is two
    return _parts(units, ONE_OF_ANY, EACH_OF_MORE_OF_ANY)


def _parts(signs: int, one: int, each_of_more: int) -> int:
    return 1 if signs <= one else -(-signs // each_of_more)


def is_wide(said: str) -> bool:
    """Whether it needs the alphabet that has every sign, of which a text holds 70."""
    return not set(said) <= _BASIC | _TAKE_TWO
