"""One connection to the mail server for a whole batch, and what its answers mean."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection

from reminders.channels.errors import Away, TryLater, Unreachable


class MailLine:
    """A connection opened at the first message, opened again after a failure."""

    def __init__(self) -> None:
        self._connection: Any = None

    def send(self, mail: EmailMultiAlternatives) -> None:
        """Hand over one message. Raises `Away`, `Unreachable` or `TryLater`."""
        connection = self._opened()
        try:
            connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _reason in refused.recipients.values()]
            if codes and min(codes) >= 500:
                raise Unreachable(f"The mail server refused this address ({codes[0]}).") from None
            raise TryLater("The mail server put this address off.") from None
        except smtplib.SMTPResponseException as refused:
            self.close()
            code = refused.smtp_code
            raise TryLater(f"The mail server refused the message ({code}).") from None
        except (smtplib.SMTPException, OSError) as broken:
            self.close()
            kind = type(broken).__name__
            raise TryLater(f"The connection to the mail server broke ({kind}).") from None

    def _opened(self) -> Any:
        if self._connection is None:
            connection = get_connection()
            try:
                connection.open()
            except (smtplib.SMTPException, OSError) as away:
                raise Away(type(away).__name__) from None
            self._connection = connection
        return self._connection

    def close(self) -> None:
        """Hang up. Harmless when nothing was opened."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (smtplib.SMTPException, OSError):
                connection.connection = None
