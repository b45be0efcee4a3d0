"""Whom a newcomer may be at `/dev/sign-in/`: the chief people of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the demonstration, and what they would come here to do."""

    email: str
    title: str
    does: str


PARTS = (
    Part(
        "ruth.adeyemi@example.org",
        "The chair",
        "Sets up the partnership, shares roles, sees whether it works.",
    ),
    Part(
        "daniel.okafor@example.org",
        "A leader who shares a role, from the NHS",
        "Logs work on a challenge in under a minute.",
    ),
    Part(
        "margaret.whitlock@example.org",
        "The other holder of that role, from the county council",
        "Keeps a commitment that another organisation must witness.",
    ),
    Part(
        "priya.raman@example.org",
        "The coordinator",
        "Does the chair's work from day to day.",
    ),
    Part(
        "fiona.castle@example.org",
        "A partner’s representative, from a trust",
        "Says in the trust pulse how she sees the others, and proposes roles.",
    ),
    Part(
        "tom.ellery@example.org",
        "A facilitator, from a voluntary group",
        "Runs sessions, enters what people say and lets it be seen.",
    ),
    Part(
        "sheila.marsh@example.org",
        "A citizen",
        "Books a session and hears what became of what she said.",
    ),
)
