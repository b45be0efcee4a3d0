"""Small pieces of sentences, for whoever counts or lists in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def in_a_row(words: Sequence[str]) -> str:
    """ "A, B and C"."""
    return get_text_list(list(words), _("and"))


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else many}"
