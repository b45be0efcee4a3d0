"""Gateways that answer as they are told: slowly, with a refusal, or not at all.

Used by tests, and by the proofs in `bench/`. Nothing here needs Django.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from aiosmtpd.smtp import SMTP, Envelope, Session

SERVICE, SECRET = str(uuid4()), str(uuid4())
NOTIFY_KEY = f"tests-{SERVICE}-{SECRET}"
TEMPLATES = {"email": str(uuid4()), "phone": str(uuid4()), "post": str(uuid4())}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has hung up: that is what the tests are about."""


@dataclass
class NotifyStub:
    """GOV.UK Notify as far as we use it. What it took is in `taken`, as it was posted.

    `mode` is what it does with a message: "takes"; "refuses", with `status` and `error`; "takes in
    silence": it takes it and hangs up; "hangs up": it takes nothing; "breaks after": it takes it
    and says 500; "breaks": it takes nothing and says 500. Every answer takes `seconds`. While
    `forgets`, a reference that is looked up is not found; while `is_dumb`, looking up fails.
    """

    mode: str = "takes"
    status: int = 400
    error: tuple[str, str] = ("ValidationError", "phone_number Not enough digits")
    seconds: float = 0.0
    forgets: bool = False
    is_dumb: bool = False
    taken: list[dict[str, Any]] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def references(self) -> list[str]:
        """Under which references something was taken, in order."""
        return [str(one["reference"]) for one in self.taken]

    def take(self, posted: dict[str, Any]) -> dict[str, Any]:
        kept = {**posted, "id": str(uuid4())}
        self.taken.append(kept)
        return kept

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)
                reference = query.get("reference", [""])[0]
                stub.looked_up.append(reference)
                found = [one for one in stub.taken if one["reference"] == reference]
                if stub.is_dumb:
                    self.answer(500, {})
                else:
                    self.answer(200, {"notifications": [] if stub.forgets else found})

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                posted = json.loads(self.rfile.read(length))
                posted["type"] = self.path.rsplit("/", 1)[-1]
                time.sleep(stub.seconds)
                self.act(posted)

            def act(self, posted: dict[str, Any]) -> None:
                if stub.mode in ("takes", "takes in silence", "breaks after"):
                    kept = stub.take(posted)
                if stub.mode == "takes":
                    self.answer(201, {"id": kept["id"], "reference": posted["reference"]})
                elif stub.mode == "refuses":
                    name, message = stub.error
                    errors = [{"error": name, "message": message}]
                    self.answer(stub.status, {"status_code": stub.status, "errors": errors})
                elif stub.mode in ("breaks", "breaks after"):
                    self.answer(500, {"status_code": 500, "message": "Internal server error"})
                else:
                    self.close_connection = True

            def answer(self, status: int, body: dict[str, Any]) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_args: object) -> None:
                pass

        return Handler


@dataclass
class SmtpStub:
    """A mail server. What it took is in `taken`.

    `mode`: "takes"; "refuses", each recipient, or "refuses us", with `answer`; "drops after": it
    takes the message and hangs up without a word. It waits `seconds` before it takes a message.
    """

    mode: str = "takes"
    answer: str = "550 5.1.1 No such mailbox"
    seconds: float = 0.0
    taken: list[bytes] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        # From that thread: in this one a browser's loop may be running (Playwright's).
        made = self._loop.create_server(lambda: SMTP(self, hostname="stub"), "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(made, self._loop).result(5)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._end)
        self._thread.join(5)
        self._loop.close()

    def _end(self) -> None:
        self._server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_soon(self._loop.stop)

    @property
    def port(self) -> int:
        return int(self._server.sockets[0].getsockname()[1])

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mode == "refuses us":
            return self.answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mode == "refuses":
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.seconds)
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        if self.mode == "drops after":
            assert server.transport is not None
            server.transport.abort()
        return "250 Taken"
