"""One command brings everything up, and however it ends, nothing it started is left."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.local.folder import CHECKOUT, free_port
from tests.launcher.conftest import Local, Up, fresh_local, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("launcher")]


@pytest.fixture(scope="module")
def kept() -> Iterator[Local]:
    """The folder that these tests share: whatever they do to it, its data is kept."""
    yield from fresh_local()


@pytest.fixture
def up(kept: Local) -> Up:
    """A run on that folder: the one that the test before left, or a new one."""
    if not (kept.up and kept.up.process.poll() is None):
        kept.up = Up(kept)
    return kept.up


def test_it_says_where_to_go_and_answers_there(up: Up) -> None:
    assert up.answers()
    for told in (f"http://127.0.0.1:{up.port}/", "/dev/sign-in/", "/dev/mailbox/"):
        assert told in up.said()


def test_a_second_run_of_one_checkout_is_refused(up: Up, kept: Local) -> None:
    done = kept.launch("up", "--empty", PORT=str(free_port()))
    assert done.returncode == 1
    assert done.stderr == f"This checkout runs already, as process {up.process.pid}.\n"
    assert up.answers()


def test_what_ends_is_started_again(up: Up, kept: Local) -> None:
    [beat] = [pid for pid in kept.processes() if "config\0beat" in command_line(pid)]
    os.kill(beat, signal.SIGKILL)
    wait_for(lambda: "beat ended (-9) and is started again" in up.said())
    assert up.answers()


def test_closing_the_terminal_stops_everything(up: Up, kept: Local) -> None:
    assert len(kept.processes()) > 6
    assert up.tell(signal.SIGHUP) == 0
    assert "Everything has stopped" in up.said()
    assert not kept.processes()


def test_stop_stops_a_run_from_elsewhere(up: Up, kept: Local) -> None:
    assert kept.launch("stop").returncode == 0
    assert up.process.wait() == 0
    assert not kept.processes()


def test_kill_minus_nine_of_the_launcher_stops_everything(up: Up, kept: Local) -> None:
    up.tell(signal.SIGKILL)
    wait_for(lambda: not kept.processes())


def test_kill_minus_nine_of_what_started_the_launcher_stops_everything(up: Up, kept: Local) -> None:
    up.tell(signal.SIGTERM)
    Up(kept, shell='"$@"; exit').tell(signal.SIGKILL)
    wait_for(lambda: not kept.processes())


def test_another_run_finds_the_data_of_the_one_before(up: Up, kept: Local) -> None:
    kept.sql("CREATE TABLE of_a_run AS SELECT 42 AS answer")
    assert up.tell(signal.SIGINT) == 0
    assert not kept.processes()
    kept.up = Up(kept)
    assert kept.sql("SELECT answer FROM of_a_run") == "(42,)"
    kept.sql("DROP TABLE of_a_run")


def test_kill_minus_nine_of_everything_loses_nothing(up: Up, kept: Local) -> None:
    kept.sql("CREATE TABLE of_a_kill AS SELECT 42 AS answer")
    kept.kill_everything()
    up.process.wait()
    kept.up = Up(kept)
    assert kept.up.answers()
    assert kept.sql("SELECT answer FROM of_a_kill") == "(42,)"
    kept.sql("DROP TABLE of_a_kill")


def test_servers_that_another_command_uses_stay_up(up: Up, kept: Local) -> None:
    script = "import sys; print('here', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        kept.command("exec", "--", "python", "-c", script),
        cwd=CHECKOUT,
        env=kept.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "here\n"
        assert up.tell(signal.SIGINT) == 0
        assert "The servers stay up" in up.said()
        other.communicate("")
    assert kept.sql("SELECT 1") == "(1,)"


def test_a_port_in_use_is_said_plainly(local: Local) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = local.launch("up", "--empty", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use by another program." in done.stderr
    assert not local.processes()


def command_line(pid: int) -> str:
    """Return the words of a process, joined by zeros."""
    return Path(f"/proc/{pid}/cmdline").read_text()
