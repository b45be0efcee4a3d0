"""GOV.UK Notify: email, texts and letters by the templates that `docs/deploy.md` describes.

Notify does not recognise a repeat by itself, but it can be asked what went under a reference, and
ours is the notice's key. So before an email is tried again it is asked, and a text or a letter of
which nobody knows whether it went is asked for before a person must look.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import requests
from django.conf import settings
from django.template.loader import render_to_string
from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import NameResolutionError, NewConnectionError

from accounts.links import absolute
from accounts.models import ContactPoint
from reminders.channels.email import one_line, words_of
from reminders.channels.errors import Away, NotTaken, TryLater, Unclear, Unreachable
from reminders.channels.letter import letter_to
from reminders.channels.text import words
from reminders.kinds import Kind, Message
from reminders.links import leave_path, way_out
from reminders.models import Notice

CONNECT_SECONDS, ANSWER_SECONDS = 2, 8
# What Notify's 400 begins with, or says, when it is about whom it should go to (Notify, 2026).
_ABOUT_WHOM = re.compile(
    r"^(phone_number|email_address|address_line|postcode)\b"
    r"|address must|must be a real|last line of (the )?address|not a (valid )?uk mobile",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"template|missing personalisation|team-only|trial mode|api key|service|permission",
    re.IGNORECASE,
)
_MARKS = re.compile(r"^[#^]+ *", re.MULTILINE)


class NotifyLine:
    """What email, texts and letters have in common: one connection, and what answers mean."""

    repeats_are_recognised = False

    def __init__(self, template: str) -> None:
        self._template = template
        client: Callable[..., Any] = NotificationsAPIClient  # it has no types
        self._client = client(
            settings.NOTIFY_API_KEY,
            base_url=settings.NOTIFY_URL,
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
        )

    def find(self, notice: Notice) -> str:
        try:
            answer = self._client.get_all_notifications(reference=str(notice.key))
            found = [one["id"] for one in answer["notifications"]]
        except (APIError, KeyError, TypeError) as silent:
            raise Away(type(silent).__name__) from None
        return str(found[0]) if found else ""

    def close(self) -> None:
        self._client.request_session.close()

    def _handed_over(self, notice: Notice, post: Callable[..., Any], **given: Any) -> str:
        """Notify's id of the message. Raises what `Channel.send` raises."""
        reference = str(notice.key)
        try:
            answer = post(template_id=self._template, reference=reference, **given)
            return str(answer["id"])
        except HTTPError as refused:
            _explain(refused)
        except (APIError, KeyError, TypeError):
            pass  # it was taken, or not: the answer does not say
        return self._found_after_silence(notice)

    def _found_after_silence(self, notice: Notice) -> str:
        """Nobody knows whether it went: ask. Raises `Unclear`, or `TryLater` if it may repeat."""
        why = "GOV.UK Notify did not say whether it went."
        try:
            if found := self.find(notice):
                return found
        except Away:
            pass
        if self.repeats_are_recognised:
            raise TryLater(why)
        raise Unclear(why)


def _explain(refused: HTTPError) -> None:
    """Raise what the answer means; return if it leaves open whether the message went."""
    if refused.response is None:
        if _never_left(refused.__cause__):
            raise Away("GOV.UK Notify cannot be reached.") from None
        return
    code = refused.status_code
    if code == 429:
        raise TryLater("GOV.UK Notify takes no more for now (429).") from None
    if code in (401, 403, 404):
        raise Away(f"GOV.UK Notify refused our key ({code}).") from None
    if code == 400:
        raise _bad_request(refused.message) from None


def _bad_request(said: str | list[dict[str, str]]) -> Exception:
    told = [said] if isinstance(said, str) else [str(one.get("message", "")) for one in said]
    if any(_ABOUT_WHOM.search(one) for one in told):
        return Unreachable("GOV.UK Notify cannot reach this address or number.")
    if any(_ABOUT_US.search(one) for one in told):
        return Away("GOV.UK Notify refused our template or key (400).")
    return NotTaken("GOV.UK Notify refused the message (400).")


def _never_left(cause: BaseException | None) -> bool:
    """Whether the connection was not even made."""
    if isinstance(cause, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reason = getattr(cause.args[0], "reason", None) if cause and cause.args else None
    return isinstance(reason, NewConnectionError | NameResolutionError)


class NotifyEmail(NotifyLine):
    """Email. A repeat is recognised by asking before each attempt but the first."""

    repeats_are_recognised = True

    def send(self, notice: Notice, kind: Kind[Any], message: Message) -> str:
        if notice.attempts > 1 and (found := self.find(notice)):
            return found
        body = render_to_string("reminders/message.txt", words_of(notice, kind, message))
        given: dict[str, Any] = {
            "email_address": one_line(notice.contact.value),
            "personalisation": {"subject": one_line(message.subject), "body": _unmarked(body)},
        }
        if kind.topic.optional:
            leave = absolute(leave_path(notice.contact_id, kind.topic.name))
            given["one_click_unsubscribe_url"] = leave
        return self._handed_over(notice, self._client.send_email_notification, **given)


class NotifyText(NotifyLine):
    """Texts. None goes twice."""

    def send(self, notice: Notice, kind: Kind[Any], message: Message) -> str:
        return self._handed_over(
            notice,
            self._client.send_sms_notification,
            phone_number=one_line(notice.contact.value),
            personalisation={"body": words(message, way_out(notice.contact_id, kind.topic))},
        )


class NotifyLetter(NotifyLine):
    """Letters. None goes twice."""

    def send(self, notice: Notice, kind: Kind[Any], message: Message) -> str:
        stop = way_out(notice.contact_id, kind.topic)
        letter = letter_to(notice.contact, message, stop=stop)
        if len(letter.address) < 3:
            raise Unreachable("An address needs at least three lines.")
        address = {f"address_line_{n}": line for n, line in enumerate(letter.address, start=1)}
        body = "\n\n".join(letter.paragraphs)
        return self._handed_over(
            notice,
            self._client.send_letter_notification,
            personalisation={**address, "subject": letter.heading, "body": _unmarked(body)},
        )


def _unmarked(said: str) -> str:
    """Nothing that people wrote becomes a heading or a link of Notify's Markdown."""
    return _MARKS.sub("", said).replace("](", "] (")


NOTIFY: dict[str, type[NotifyEmail | NotifyText | NotifyLetter]] = {
    ContactPoint.Kind.EMAIL: NotifyEmail,
    ContactPoint.Kind.PHONE: NotifyText,
    ContactPoint.Kind.POST: NotifyLetter,
}
