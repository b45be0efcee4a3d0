"""What people tell us they need, sealed with a key that is not in the database.

`settings.ENCRYPTION_KEYS` are Fernet keys, newest first: the first seals, all of them open.
Nothing in here is ever logged.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

# A sealed need must not tell by its length which need it is.
_BLOCK = 128


class Unreadable(Exception):
    """It was sealed with a key that we no longer have, or it is no sealed thing at all."""


@lru_cache(maxsize=4)
def _keyring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _keys() -> MultiFernet:
    return _keyring(tuple(settings.ENCRYPTION_KEYS))


def seal(value: Any) -> bytes:
    """Encrypt anything that JSON can hold."""
    plain = json.dumps(value).encode()
    return _keys().encrypt(plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK))


def unseal(sealed: bytes | memoryview | str) -> Any:
    """Decrypt what `seal` made. Raises `Unreadable`."""
    try:
        token = sealed if isinstance(sealed, str) else bytes(sealed)
        return json.loads(_keys().decrypt(token))
    except (InvalidToken, ValueError, TypeError) as broken:
        raise Unreadable from broken


def resealed(sealed: bytes | memoryview) -> bytes:
    """The same thing under the newest key."""
    return _keys().rotate(bytes(sealed))
