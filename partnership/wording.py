"""What a partnership is called, what it is for, and how its partners work together."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256

from partnership.models import Partnership


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that whoever heads a partnership writes; spaces at the ends count for nothing."""

    name: str
    purpose: str
    terms: str

    @classmethod
    def of(cls, partnership: Partnership) -> Wording:
        return cls(partnership.name, partnership.purpose, partnership.terms)

    @property
    def fingerprint(self) -> str:
        """A short mark of just these words, to see whether they changed while somebody wrote."""
        return sha256("\0".join((self.name, *self._compared)).encode()).hexdigest()[:20]

    def says_the_same_as(self, other: Wording) -> bool:
        """Whether purpose and terms are the same; the name has no versions."""
        return self._compared == other._compared

    @property
    def _compared(self) -> tuple[str, str]:
        return _even(self.purpose), _even(self.terms)


class Fate(StrEnum):
    """What became of a paragraph from one version to another."""

    KEPT = "kept"
    ADDED = "added"
    TAKEN_OUT = "taken out"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    fate: Fate


def compare(before: str, after: str) -> list[Paragraph]:
    """Two texts as one list of paragraphs; what was changed is first taken out, then added."""
    old, new = paragraphs(before), paragraphs(after)
    told: list[Paragraph] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            told += [Paragraph(text, Fate.KEPT) for text in old[old_from:old_to]]
            continue
        told += [Paragraph(text, Fate.TAKEN_OUT) for text in old[old_from:old_to]]
        told += [Paragraph(text, Fate.ADDED) for text in new[new_from:new_to]]
    return told


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, without those that are empty."""
    return [one.strip() for one in _even(text).split("\n\n") if one.strip()]


def _even(text: str) -> str:
    """Browsers send line ends of their own, and people leave spaces behind."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
