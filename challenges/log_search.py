"""Entries of the log by their words: as they are written, or else as they were meant.

Everything here is given entries that the reader may see, and looks at no others: a word that
stands only in what somebody may not read corrects no spelling of theirs.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from challenges.models import LogEntry

LETTERS_AT_MOST, WORDS_AT_MOST = 200, 5
# Whose words are compared with a misspelt one; and how like it a word has to be, from 0 to 1.
LOOKED_AT, LIKE = 300, 0.7
_WORD = re.compile(r"[^\W\d_]{4,}")


def saying(entries: QuerySet[LogEntry], typed: str) -> QuerySet[LogEntry]:
    """Those that say these words, in any order and in any form of the word.

    Quotation marks keep words together, and a minus leaves a word out.
    """
    return entries.filter(
        words=SearchQuery(tidied(typed), config="english", search_type="websearch")
    )


def as_it_was_meant(entries: QuerySet[LogEntry], typed: str) -> str:
    """The same with each word as it is spelt in an entry; "" when no other spelling is known.

    One query, over the trigrams of what was done and learned.
    """
    words = list(dict.fromkeys(_WORD.findall(tidied(typed).casefold())))[:WORDS_AT_MOST]
    if not words:
        return ""
    alike = Q()
    for word in words:
        alike |= Q(did__trigram_word_similar=word) | Q(learned__trigram_word_similar=word)
    # In no order: what is alike is looked at until there is enough, and never all of it.
    found = entries.filter(alike).order_by().values_list("did", "learned")[:LOOKED_AT]
    known = {one for texts in found for text in texts for one in _WORD.findall(text.casefold())}
    meant = tidied(typed).casefold()
    for word in words:
        meant = re.sub(rf"\b{re.escape(word)}\b", _closest(word, known), meant)
    return meant if meant != tidied(typed).casefold() else ""


def tidied(typed: str) -> str:
    """What was typed, without what no text can hold, in one line of bounded length."""
    return " ".join(typed.replace("\0", "").split())[:LETTERS_AT_MOST]


def _closest(word: str, known: set[str]) -> str:
    """The known word that is most like it; the word itself, when none is."""
    likeness = {one: SequenceMatcher(None, word, one).ratio() for one in known}
    best = max(likeness, key=lambda one: (likeness[one], one), default=word)
    return best if likeness.get(best, 0) >= LIKE else word
