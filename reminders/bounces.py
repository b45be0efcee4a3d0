"""What it means that a message did not arrive: codes of RFC 3463, and words for people."""

from __future__ import annotations

import re

from reminders.models import Bounce

Sort = Bounce.Sort
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")

# A server that says no more than 550 says in words when the fault is not the address: a relay that
# was set up wrongly would otherwise stop the address of everybody who is written to.
_ABOUT_US = re.compile(
    r"relay|authenticat|denied|polic|spam|blacklist|blocklist|blocked|reputation|spf|dmarc", re.I
)

IN_WORDS = {
    Sort.GONE: "This {kind} does not work",
    Sort.FULL: "It did not arrive: the mailbox was full, or nobody answered",
    Sort.REFUSED: "It did not arrive: it was refused on the way",
}


def sort_of(status: str, code: int = 0) -> Bounce.Sort:
    """What a final refusal means, by its enhanced status (RFC 3463) or else its SMTP code.

    Only what says that there is no such mailbox speaks against the address: a full one may be
    emptied, and a refusal for what a message looks like says nothing of who would read it.
    """
    found = ENHANCED.search(status)
    if found is not None:
        grade, subject, detail = (int(part) for part in found.groups())
        if grade == 4 or (subject, detail) == (2, 2):
            return Sort.FULL
        # 1: the address; 2.1: the mailbox is disabled; 4.4: its domain has no mail server.
        gone = subject == 1 or (subject, detail) in {(2, 1), (4, 4)}
        return Sort.GONE if gone else Sort.REFUSED
    if _ABOUT_US.search(status):
        return Sort.REFUSED
    if code in (550, 551, 553):
        return Sort.GONE
    return Sort.FULL if 400 <= code < 500 or code == 552 else Sort.REFUSED
