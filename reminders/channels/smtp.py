"""One connection to the mail server or provider for a whole batch, and what its answers mean."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from typing import Any

import requests
from anymail.exceptions import (
    AnymailError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailUnsupportedFeature,
)
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, get_connection

from reminders.bounces import sort_of
from reminders.channels.errors import Away, NotTaken, TryLater, Unreachable

# Before it hears to whom: it wants a sign-in, or does not let us send at all. Nothing is wrong with
# the message, which waits until that is put right.
_ABOUT_US = frozenset({530, 535, 550, 553})


class MailLine:
    """A connection opened at the first message, opened again after a failure."""

    def __init__(self) -> None:
        self._connection: Any = None

    def send(self, mail: EmailMultiAlternatives) -> str:
        """Hand over one message; return the provider's own id, "" of a mail server.

        Raises `Away`, `Unreachable`, `NotTaken` or `TryLater`.
        """
        connection = self._opened()
        try:
            connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as refused:
            _explain(refused)
        except smtplib.SMTPSenderRefused as refused:
            self.close()
            if refused.smtp_code in _ABOUT_US:
                words = f"The mail server refused our sender ({refused.smtp_code})."
                raise Away(words) from None
            raise TryLater(f"The mail server refused the message ({refused.smtp_code}).") from None
        except smtplib.SMTPResponseException as refused:
            self.close()
            code = refused.smtp_code
            raise TryLater(f"The mail server refused the message ({code}).") from None
        except AnymailError as failure:
            self.close()
            raise _of_a_provider(failure) from None
        except (smtplib.SMTPException, OSError) as broken:
            self.close()
            kind = type(broken).__name__
            raise TryLater(f"The connection to the mail server broke ({kind}).") from None
        return _receipt_of(mail)

    def _opened(self) -> Any:
        if self._connection is None:
            try:
                connection = get_connection()
                connection.open()
            except (smtplib.SMTPException, OSError, ImproperlyConfigured) as away:
                raise Away(type(away).__name__) from None
            self._connection = connection
        return self._connection

    def close(self) -> None:
        """Hang up. Harmless when nothing was opened."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.close()


def _receipt_of(mail: EmailMultiAlternatives) -> str:
    """A provider's own id. Raises `TryLater` if it says that the message failed."""
    status = getattr(mail, "anymail_status", None)
    if status is None:
        return ""
    if status.status and status.status <= {"failed", "invalid", "rejected"}:
        raise TryLater("The mail provider could not send the message.")
    return str(status.message_id or "")


def _explain(refused: smtplib.SMTPRecipientsRefused) -> None:
    """Raise what the server's answer to the recipient means."""
    answers = list(refused.recipients.values())
    if answers and min(code for code, _said in answers) >= 500:
        code, said = answers[0]
        words = said.decode("ascii", "replace") if isinstance(said, bytes) else str(said)
        sort = sort_of(words, code)
        raise Unreachable(f"The mail server refused this address ({code}).", sort) from None
    raise TryLater("The mail server put this address off.") from None


def _of_a_provider(failure: AnymailError) -> Exception:
    """What a provider's answer means (django-anymail 15)."""
    if isinstance(failure, AnymailRecipientsRefused | AnymailInvalidAddress):
        return Unreachable("The mail provider refused this address.")
    if isinstance(failure, AnymailUnsupportedFeature):
        return NotTaken("The mail provider cannot send such a message.")
    code = failure.status_code
    if code in (401, 403, 404):
        return Away(f"The mail provider refused our key ({code}).")
    if isinstance(failure, requests.ConnectTimeout):
        return Away("The mail provider cannot be reached.")
    return TryLater(f"The mail provider did not take the message ({code or 'no answer'}).")
