"""A mail server that keeps one line of each message: its Message-ID and its recipient.

    python -m bench.delivery.sink PORT FILE [--delay SECONDS] [--refuse SHARE] [--drop SHARE]

The line is written before the message is said to be accepted, so that what was accepted is known.
`--refuse` puts off that share of messages (451), `--drop` hangs up on that share after it has
kept them: the sender cannot know that they arrived.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import signal
from pathlib import Path
from typing import BinaryIO

_MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)


class Sink(asyncio.Protocol):
    """One connection. Just enough of SMTP (RFC 5321) for Django to send."""

    def __init__(self, lines: BinaryIO, delay: float, refuse: float, drop: float) -> None:
        self.lines, self.delay, self.refuse, self.drop = lines, delay, refuse, drop
        self.heard = b""
        self.recipient = b""
        self.in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.say(b"220 localhost sink")

    def say(self, words: bytes) -> None:
        self.transport.write(words + b"\r\n")

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while True:
            end = b"\r\n.\r\n" if self.in_data else b"\r\n"
            said, found, rest = self.heard.partition(end)
            if not found:
                return
            self.heard = rest
            if self.in_data:
                self.in_data = False
                self.accept(said)
            else:
                self.command(said)

    def command(self, said: bytes) -> None:
        verb = said[:4].upper()
        if verb == b"DATA":
            self.in_data = True
            self.say(b"354 go on")
        elif verb == b"QUIT":
            self.say(b"221 bye")
            self.transport.close()
        else:
            if verb == b"RCPT":
                self.recipient = said.partition(b"<")[2].partition(b">")[0]
            self.say(b"250 localhost")

    def accept(self, message: bytes) -> None:
        found = _MESSAGE_ID.search(message)
        fate = random.random()
        if fate < self.refuse:
            self.say(b"451 later")
            return
        self.lines.write((found[1] if found else b"-") + b" " + self.recipient + b"\n")
        self.lines.flush()
        if fate < self.refuse + self.drop:
            self.transport.abort()
        elif self.delay:
            asyncio.get_running_loop().call_later(self.delay, self.say, b"250 kept")
        else:
            self.say(b"250 kept")


async def serve(port: int, file: Path, delay: float, refuse: float, drop: float) -> None:
    with file.open("ab") as lines:
        loop = asyncio.get_running_loop()
        stopped = asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, stopped.set)
        await loop.create_server(lambda: Sink(lines, delay, refuse, drop), "127.0.0.1", port)
        await stopped.wait()


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("port", type=int)
    asked.add_argument("file", type=Path)
    for name in ("--delay", "--refuse", "--drop"):
        asked.add_argument(name, type=float, default=0.0)
    given = asked.parse_args()
    asyncio.run(serve(given.port, given.file, given.delay, given.refuse, given.drop))


if __name__ == "__main__":
    main()
