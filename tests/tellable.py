"""A thing to tell of for every declared kind of message, with whatever name it is given.

Each app has `tests/<app>/tellable.py` with a `TELLABLE`: the kind's name → a function of the world
and a name that answers the thing, or the thing and the version, or a notice that is there already.
The name is as nasty as names get: put it wherever people write something. `cut` makes it fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

from django.db.models import Model

from reminders.models import Notice
from tests.cast import World

Tellable = Callable[[World, str], Model | tuple[Model, str] | Notice]
APPS = ("reminders", "partnership", "leaders", "challenges", "coproduction")

NASTY = (
    "Joan\r\nBcc: everybody@example.org",
    "Joan\nSubject: you have won\n\nand more",
    "\u202egnp.exe\u2028Bcc: everybody@example.org",
    "{{ settings.SECRET_KEY }} {% load x %} %(title)s %s {0}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Llanfair" * 25,
    "Зоя 李小龍 ﷽ 👩‍⚕️ zero\u200bwidth",
)


def tellable() -> Mapping[str, Tellable]:
    """Every entry of every app."""
    found: dict[str, Tellable] = {}
    for app in APPS:
        if find_spec(f"tests.{app}.tellable"):
            found |= import_module(f"tests.{app}.tellable").TELLABLE
    return found


def cut(name: str, at_most: int = 100) -> str:
    """As much of a name as its column takes."""
    return name[:at_most]
