"""What the development mail catcher kept, read from its Maildir. Only `/dev/mailbox/` uses it."""

from __future__ import annotations

import mailbox
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

LATEST = 2_000  # the list reads no more headers than these


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the list."""

    key: str
    to: str
    subject: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An attachment."""

    position: int
    name: str
    mime: str
    content: bytes


def _files() -> dict[str, Path]:
    """Every message's file by its key, which only this folder's listing can give."""
    root = Path(settings.MAILBOX)
    if not (root / "new").is_dir():
        return {}
    box = mailbox.Maildir(root, create=False)
    return {key: root / box._lookup(key) for key in box.iterkeys()}  # type: ignore[attr-defined]


def latest(to: str = "") -> Sequence[Kept]:
    """The latest messages, newest first, of those whose recipients hold the words `to`."""
    files = _files()
    newest = sorted(files, key=lambda key: files[key].stat().st_mtime_ns, reverse=True)[:LATEST]
    parser = BytesHeaderParser(policy=policy.default)
    found = []
    for key in newest:
        with files[key].open("rb") as source:
            headers = parser.parse(source)
        recipients = str(headers["X-Envelope-To"] or headers["To"] or "")
        if to.lower() in recipients.lower():
            subject = str(headers["Subject"] or "").strip()
            found.append(Kept(key, recipients, subject, _date(headers["Date"])))
    return found


def _date(header: object) -> datetime | None:
    try:
        return parsedate_to_datetime(str(header)) if header else None
    except ValueError:
        return None


def message(key: str) -> EmailMessage | None:
    """One message, or None when there is none of that key."""
    path = _files().get(key)
    if path is None:
        return None
    parsed = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def body(found: EmailMessage, kind: str) -> str:
    """The text of its "plain" or "html" part; "" when it has none."""
    part = found.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def enclosed(found: EmailMessage) -> list[Enclosed]:
    """Its attachments, in their order."""
    return [
        Enclosed(
            position,
            part.get_filename() or f"attachment-{position}",
            part.get_content_type(),
            bytes(part.get_payload(decode=True) or b""),
        )
        for position, part in enumerate(found.iter_attachments())
    ]
