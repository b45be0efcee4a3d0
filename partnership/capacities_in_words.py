"""What each capacity lets somebody do, and who sees them: in words, for whoever is asked to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnership.models.capacity import SECURED, Capacity

Words = str | Promise


@dataclass(frozen=True, slots=True)
class InWords:
    """`may` completes "You can …"; `seen` says who sees the name."""

    may: Sequence[Words]
    seen: Words


_SEEN_BY_ALL = _("Anybody can see your name, what you do here and for whom.")
_SEEN_INSIDE = _("Those who head the partnership see your name. It is on no public page.")
_CONFIGURE = (
    _("set up the partnership: its purpose, partners, people and shared roles"),
    _("make challenges public, run sessions, and publish decisions with their reasons"),
    _("read the record of who did what"),
)

IN_WORDS: dict[str, InWords] = {
    Capacity.CHAIR: InWords(
        (
            *_CONFIGURE,
            _("take the partnership live, name a deputy, and hand over the chair"),
        ),
        _SEEN_BY_ALL,
    ),
    Capacity.DEPUTY_CHAIR: InWords(
        (*_CONFIGURE, _("do all that a chair may, but name the chair or take it live")),
        _SEEN_BY_ALL,
    ),
    Capacity.COORDINATOR: InWords(
        (
            *_CONFIGURE,
            _("see who comes to sessions and what support they need, and arrange it"),
            _("let what people say be seen, once you have checked it"),
        ),
        _SEEN_BY_ALL,
    ),
    Capacity.LEADER: InWords(
        (
            _("hold a share of a leadership role"),
            _("log work on challenges, and read what other leaders of this partnership log"),
            _("make commitments for your organisation, and witness those of others"),
        ),
        _SEEN_BY_ALL,
    ),
    Capacity.FACILITATOR: InWords(
        (
            _("set up and run sessions"),
            _("see who comes to your sessions, and what support they need"),
            _("write down what people say, and let it be seen"),
        ),
        _("People who book one of your sessions see your name."),
    ),
    Capacity.REPRESENTATIVE: InWords(
        (
            _("make commitments for your organisation, and witness those of others"),
            _("read what leaders log for this partnership"),
        ),
        _SEEN_BY_ALL,
    ),
    Capacity.RESIDENT: InWords(
        (_("say what is strong in the place, and whether it is still there"),),
        _SEEN_INSIDE,
    ),
    Capacity.SAFEGUARDING_LEAD: InWords(
        (_("read safeguarding concerns, which nobody else sees, and see to them"),),
        _("Anybody who raises a concern is told your name."),
    ),
    Capacity.SAFEGUARDING_DEPUTY: InWords(
        (_("read safeguarding concerns and see to them when the lead is away"),),
        _("Those who head the partnership and its safeguarding lead see your name."),
    ),
    Capacity.ANALYST: InWords(
        (_("see the partnership while it is being set up, and what is public"),),
        _SEEN_INSIDE,
    ),
}


def allowed(capacity: str) -> str:
    """What a capacity lets somebody do, in one line."""
    return "; ".join(str(words) for words in IN_WORDS[capacity].may)


def needs_second_step(capacity: str) -> bool:
    return capacity in SECURED
