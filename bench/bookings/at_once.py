"""Many requests at one moment: all connections are open before the first byte is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

PATIENCE = 600.0  # seconds; the last in a queue of 500 waits for 499


@dataclass(frozen=True)
class Post:
    """One form as a browser sends it, with the cookies of its session."""

    path: str
    session: str
    fields: dict[str, str]

    def as_bytes(self, host: str) -> bytes:
        secret = "b" * 32  # the cookie and the field agree, which is all that CSRF asks
        body = urlencode({**self.fields, "csrfmiddlewaretoken": secret}).encode()
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
            f"Cookie: sessionid={self.session}; csrftoken={secret}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(frozen=True)
class Answer:
    status: int
    location: str


def send_at_once(url: str, posts: Sequence[Post]) -> list[Answer]:
    """The answers, in the order of the posts."""
    return asyncio.run(_send_all(url, posts))


async def _send_all(url: str, posts: Sequence[Post]) -> list[Answer]:
    place = urlsplit(url)
    opening = [asyncio.open_connection(place.hostname, place.port) for _post in posts]
    connections = await asyncio.gather(*opening)
    sending = [
        _send(reader, writer, post.as_bytes(place.netloc))
        for (reader, writer), post in zip(connections, posts, strict=True)
    ]
    return await asyncio.wait_for(asyncio.gather(*sending), PATIENCE)


async def _send(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> Answer:
    writer.write(request)
    await writer.drain()
    whole = await reader.read()
    writer.close()
    head = whole.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    status = int(head[0].split()[1]) if head[0] else 0
    return Answer(status, headers.get("location", ""))
