"""Bring the whole product up on this machine, and take it down again."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
import time
from types import FrameType

from config.local import servers
from config.local.folder import InUse, local_folder, only_run, running_up
from config.local.processes import Processes, end_with_parent
from config.local.stamps import DEMONSTRATION, REFERENCE, Stamp, command_exists
from config.local.unprivileged import LauncherError

READY_SECONDS = 60.0


class Told(BaseException):
    """Somebody or something told us to stop."""


def _tell(_sign: int, _frame: FrameType | None) -> None:
    raise Told


def _say(text: str) -> None:
    print(text, flush=True)


def up(*, ends_with_parent: bool, empty: bool) -> int:
    """Run until told to stop. Return the exit code."""
    port = _port()
    if not only_run():
        raise LauncherError(f"This checkout runs already, as process {running_up()}.")
    _require_free(port)
    if ends_with_parent:
        end_with_parent()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _tell)
    use = InUse()
    processes = Processes({})
    try:
        _bring_up(processes, port, empty=empty)
        while True:
            time.sleep(0.5)
            processes.restart_ended()
    except Told:
        return 0
    finally:
        _take_down(processes, use)


def _port() -> int:
    word = os.environ.get("PORT") or "8000"
    if not (word.isdecimal() and 0 < int(word) < 65536):
        raise LauncherError(f"PORT must be a number from 1 to 65535, not {word!r}.")
    return int(word)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise LauncherError(
                f"Port {port} is in use by another program.\n"
                f"Stop that one, or choose another port: make run PORT={port + 1}"
            ) from None


def _bring_up(processes: Processes, port: int, *, empty: bool) -> None:
    _say("Starting PostgreSQL, Valkey and the mail catcher of this checkout")
    processes.environment = {
        "SITE_URL": f"http://127.0.0.1:{port}",
        **servers.start(),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }
    _say("Bringing the database up to date")
    processes.run([sys.executable, "manage.py", "migrate", "--no-input"])
    if not empty:
        _fill(processes, "load_reference", REFERENCE, "Loading the reference data")
        _fill(processes, "seed_demo", DEMONSTRATION, "Seeding the demonstration")
    _say("Starting the web server, the worker and the clock")
    _start_programs(processes, port)
    _wait_for_web(processes, port)
    _say(_welcome(port))


def _fill(processes: Processes, command: str, patterns: tuple[str, ...], heading: str) -> None:
    if not command_exists(command):
        _say(f"Skipped: there is no command {command} yet")
        return
    stamp = Stamp(command, patterns, processes.environment["DATABASE_URL"])
    if stamp.is_fresh():
        return
    _say(heading)
    processes.run([sys.executable, "manage.py", command])
    stamp.make()


def _start_programs(processes: Processes, port: int) -> None:
    python = [sys.executable, "-m"]
    bind = ["--bind", f"127.0.0.1:{port}"]
    threads = ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    # Its control socket would be one for all checkouts of a person.
    threads.append("--no-control-socket")
    processes.start("web", [*python, "gunicorn", "config.wsgi", *bind, *threads])
    celery = [*python, "celery", "-A", "config"]
    processes.start("worker", [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2"])
    schedule = str(local_folder() / "beat-schedule")
    processes.start("beat", [*celery, "beat", "--loglevel", "INFO", "--schedule", schedule])


def _wait_for_web(processes: Processes, port: int) -> None:
    limit = time.monotonic() + READY_SECONDS
    while time.monotonic() < limit:
        processes.restart_ended()
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=READY_SECONDS)
        try:
            line.request("GET", "/health/live")
            line.getresponse()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            line.close()
    raise LauncherError(f"The web server does not answer. See {processes.log('web')}.")


def _welcome(port: int) -> str:
    address = f"http://127.0.0.1:{port}"
    return f"""
Shared Ground runs at  {address}/

  Sign in as a chair, a co-holder, a facilitator or a citizen:  {address}/dev/sign-in/
  Read every message that was sent:                             {address}/dev/mailbox/
  What the programs say:                                        {local_folder() / "log"}/

Ctrl-C stops everything. The data is kept: `make reset` starts the demonstration afresh."""


def _take_down(processes: Processes, use: InUse) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    _say("\nStopping")
    processes.stop()
    if use.only_user():
        servers.stop()
        _say("Everything has stopped; the data is kept in .local/")
    else:
        _say("The servers stay up for another command of this checkout that uses them")
    processes.dismiss_keeper()
