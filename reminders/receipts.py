"""What gateways say of a message after they took it, as one value: four languages, one meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message as Mail
from enum import Enum
from typing import Any
from uuid import UUID

from reminders.bounces import ENHANCED, Sort, sort_of

_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SMTP_CODE = re.compile(r"\b([45]\d\d)\b")


class Fate(Enum):
    ARRIVED = "arrived"
    BOUNCED = "bounced"
    UNWELCOME = "complained of as unwanted"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Of one notice, by its key. `sort` says why it bounced."""

    key: UUID
    fate: Fate
    sort: Sort = Sort.REFUSED


def key_in(words: object) -> UUID | None:
    """The key of a notice in a reference, or in a Message-ID that we made of it."""
    found = _KEY.search(str(words or ""))
    return UUID(found.group()) if found else None


# --- GOV.UK Notify -------------------------------------------------------------------------------

_OF_NOTIFY = {
    "delivered": (Fate.ARRIVED, Sort.REFUSED),
    "permanent-failure": (Fate.BOUNCED, Sort.GONE),
    "temporary-failure": (Fate.BOUNCED, Sort.FULL),
    "technical-failure": (Fate.BOUNCED, Sort.REFUSED),
}


def of_notify(said: Mapping[str, Any]) -> Receipt | None:
    """From the body of Notify's callback; None if it decides nothing or is not about ours."""
    key, meaning = key_in(said.get("reference")), _OF_NOTIFY.get(str(said.get("status")))
    return Receipt(key, *meaning) if key and meaning else None


# --- Providers of mail ---------------------------------------------------------------------------

_REASONS = {"invalid": Sort.GONE, "bounced": Sort.GONE, "timed_out": Sort.FULL}


def of_provider(event: Any) -> Receipt | None:
    """From a tracking event as django-anymail tells all providers' alike."""
    metadata = event.metadata if isinstance(event.metadata, Mapping) else {}
    key = key_in(metadata.get("key")) or key_in(event.message_id)
    if key is None:
        return None
    if event.event_type == "delivered":
        return Receipt(key, Fate.ARRIVED)
    if event.event_type in ("complained", "unsubscribed"):
        return Receipt(key, Fate.UNWELCOME)
    if event.event_type in ("bounced", "rejected", "failed"):
        return Receipt(key, Fate.BOUNCED, _why(event))
    return None


def _why(event: Any) -> Sort:
    said = f"{event.mta_response or ''} {event.description or ''}"
    if ENHANCED.search(said):
        return sort_of(said)
    return _REASONS.get(str(event.reject_reason), Sort.REFUSED)


# --- Mail servers: delivery status notifications (RFC 3464) ---------------------------------------


def of_report(mail: Mail) -> Receipt | None:
    """From a delivery status notification; None if it decides nothing or is not about ours."""
    key, fields = _reported_key(mail), _last_recipient(mail)
    if key is None or fields is None:
        return None
    action = str(fields.get("Action", "")).strip().lower()
    if action == "delivered":
        return Receipt(key, Fate.ARRIVED)
    return Receipt(key, Fate.BOUNCED, _reported_sort(fields)) if action == "failed" else None


def _reported_key(mail: Mail) -> UUID | None:
    """From the headers of the message that is enclosed, or wherever else servers name it."""
    named = [part.get("Original-Message-ID") for part in mail.walk()]
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            enclosed = part.get_payload()
            named += [one.get("Message-ID") for one in enclosed if isinstance(one, Mail)]
        elif part.get_content_type() == "text/rfc822-headers":
            named.append(_header(part, "Message-ID"))
    named += [mail.get("X-Original-Message-ID"), mail.get("In-Reply-To"), mail.get("References")]
    return next((key for name in named if (key := key_in(name))), None)


def _header(part: Mail, name: str) -> str:
    content = part.get_payload(decode=True)
    text = content.decode("ascii", "replace") if isinstance(content, bytes) else ""
    found = re.search(rf"^{name}:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE)
    return found.group(1) if found else ""


def _last_recipient(mail: Mail) -> Mail | None:
    """The fields about the recipient. Ours have one."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            about = [one for one in blocks if isinstance(one, Mail) and one.get("Action")]
            return about[-1] if about else None
    return None


def _reported_sort(fields: Mail) -> Sort:
    """What the server that refused said itself counts for more than a status without detail."""
    status, said = str(fields.get("Status", "")), str(fields.get("Diagnostic-Code", ""))
    if not ENHANCED.search(status) or status.strip().endswith(".0.0"):
        code = _SMTP_CODE.search(said)
        if ENHANCED.search(said) or code:
            return sort_of(said, int(code.group(1)) if code else 0)
    return sort_of(status)
