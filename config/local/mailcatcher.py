"""A mail server that delivers nothing: each message it is sent becomes a file of a Maildir.

python -m config.local.mailcatcher PORT MAILDIR
"""

from __future__ import annotations

import asyncio
import signal
import sys
from email import message_from_bytes
from mailbox import Maildir, MaildirMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

GREETING = "Shared Ground mail catcher"


class Keep:
    """The handler of aiosmtpd that files every message, whoever it is for."""

    def __init__(self, folder: Path) -> None:
        self.box = Maildir(folder, create=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """File the message, with the true recipients in a header, before saying it is accepted."""
        content = envelope.content
        message = message_from_bytes(content if isinstance(content, bytes) else b"")
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.box.add(MaildirMessage(message))
        return "250 Message kept"


async def serve(port: int, folder: Path) -> None:
    """Serve until told to stop."""
    loop = asyncio.get_running_loop()
    keep = Keep(folder)

    def smtp() -> SMTP:
        return SMTP(
            keep,
            hostname="localhost",
            ident=f"{GREETING} {folder}",
            data_size_limit=30_000_000,
            enable_SMTPUTF8=True,
        )

    server = await loop.create_server(smtp, "127.0.0.1", port)
    stopped = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stopped.set)
    async with server:
        await stopped.wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
