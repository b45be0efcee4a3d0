"""The programs of `up`: started again when they end, given up when they cannot stay."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.local.daemon import alive
from config.local.processes import Processes
from config.local.stamps import Stamp
from config.local.unprivileged import LauncherError


@pytest.fixture
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Processes]:
    monkeypatch.setenv("LOCAL_FOLDER", str(tmp_path))
    processes = Processes(os.environ)
    yield processes
    processes.stop()
    processes.dismiss_keeper()


def test_a_program_that_cannot_stay_up_is_given_up_with_its_last_words(
    processes: Processes,
) -> None:
    processes.start("web", [sys.executable, "-c", "raise SystemExit('the port is gone')"])
    with pytest.raises(LauncherError, match=r"web does not stay up(.|\n)*the port is gone"):
        while True:
            processes.restart_ended()
            time.sleep(0.05)


def test_a_command_that_fails_is_named(processes: Processes) -> None:
    with pytest.raises(LauncherError, match=r"This failed: .*exit"):
        processes.run([sys.executable, "-c", "exit(3)"])


def test_stopping_ends_what_a_program_started_too(processes: Processes, tmp_path: Path) -> None:
    script = "sleep 600 & echo $!; wait"
    processes.start("web", ["/bin/sh", "-c", script])
    log = processes.log("web")
    while not log.read_text().strip():
        time.sleep(0.05)
    grandchild = int(log.read_text())
    assert alive(grandchild)
    processes.stop()
    while alive(grandchild):
        time.sleep(0.05)


def test_a_stamp_is_of_one_database_and_one_state_of_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL_FOLDER", str(tmp_path))
    stamp = Stamp("seed_demo", ["pyproject.toml"], "postgres://here")
    assert not stamp.is_fresh()
    stamp.make()
    assert Stamp("seed_demo", ["pyproject.toml"], "postgres://here").is_fresh()
    assert not Stamp("seed_demo", ["pyproject.toml"], "postgres://there").is_fresh()
    assert not Stamp("seed_demo", ["Makefile"], "postgres://here").is_fresh()
