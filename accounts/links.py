"""Private links: signed, without personal data, and good without an account."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from django.conf import settings
from django.http import Http404
from django.utils.crypto import constant_time_compare, salted_hmac


def private_token(purpose: str, pk: int) -> str:
    """A token for one row and one purpose, such as "booking".

    Short, for it must fit into a text, and be typed from a letter.
    """
    return f"{pk}-{_signature(purpose, pk, settings.SECRET_KEY)}"


def opened(purpose: str, token: str) -> int:
    """The row a token names. Raises `Http404` if it was tampered with or is for another use."""
    named, _hyphen, signed = token.partition("-")
    try:
        pk = int(named)
    except ValueError as forged:
        raise Http404 from forged
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any(constant_time_compare(signed, _signature(purpose, pk, key)) for key in keys):
        raise Http404
    return pk


def _signature(purpose: str, pk: int, key: str) -> str:
    """120 bits that nobody can guess, as 20 letters."""
    signed = salted_hmac(f"private link: {purpose}", str(pk), key, algorithm="sha256").digest()
    return urlsafe_b64encode(signed[:15]).decode()


def absolute(path: str) -> str:
    """The full address of a path, for messages."""
    return f"{settings.SITE_URL}{path}"
