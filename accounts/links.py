"""Private links: signed, without personal data, and good without an account."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import Http404


def private_token(purpose: str, pk: int) -> str:
    """A token for one row and one purpose, such as "booking"."""
    return signing.Signer(salt=f"private link: {purpose}").sign_object(pk)


def opened(purpose: str, token: str) -> int:
    """The row a token names. Raises `Http404` if it was tampered with or is for another use."""
    try:
        return int(signing.Signer(salt=f"private link: {purpose}").unsign_object(token))
    except (signing.BadSignature, TypeError, ValueError) as forged:
        raise Http404 from forged


def absolute(path: str) -> str:
    """The full address of a path, for messages."""
    return f"{settings.SITE_URL}{path}"
