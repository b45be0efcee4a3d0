"""Text messages sent while the workers are killed again and again.

    python -m config.local exec -- python -m bench.delivery.texts [NOTICES] [KILLS]

As `kills`, by a gateway of ours that speaks as GOV.UK Notify does, once with its memory and once
without: then nobody can be asked what went. The bar: no text twice; none lost; what nobody knows of
is flagged for a person, at most kills × processes of them; and of what did go, nothing is flagged
when the gateway can be asked.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass

from bench.delivery.kills import PROCESSES, WORKER, Workers, finish, poke, send_and_kill
from bench.delivery.stage import owed, said, states
from bench.server import scratch_database
from tests.reminders.gateways import NOTIFY_KEY, TEMPLATES, NotifyStub

NOTICES = 6_000  # more than twenty killed workers can hold claimed between them
KILLS = 20


@dataclass(frozen=True)
class Texts:
    """The gateway, as the proof of kills asks for it."""

    stub: NotifyStub

    @property
    def environment(self) -> dict[str, str]:
        return {
            "NOTIFY_URL": self.stub.url,
            "NOTIFY_API_KEY": NOTIFY_KEY,
            "NOTIFY_TEXT_TEMPLATE": TEMPLATES["phone"],
        }

    def accepted(self) -> int:
        return len(self.stub.taken)


def ask_what_went(stub: NotifyStub) -> None:
    """As the clock does each three minutes, until every doubt has been asked about once."""
    from django.test import override_settings

    from reminders.actions.resolving import AT_A_TIME, resolve_uncertain
    from reminders.clock import DatabaseClock

    notify = {"NOTIFY_URL": stub.url, "NOTIFY_API_KEY": NOTIFY_KEY, "NOTIFY_TEMPLATES": TEMPLATES}
    with override_settings(**notify):
        for _round in range(0, states()["uncertain"], AT_A_TIME):
            resolve_uncertain(now=DatabaseClock()())


def prove(notices: int, kills: int, *, forgets: bool, workers: Workers | None = None) -> bool:
    from reminders.actions.owing import owe
    from reminders.models import Notice

    workers = workers or Workers(WORKER, poke)
    Notice.objects.all().delete()
    owe(owed(notices, by="phone"))
    with NotifyStub(forgets=forgets, seconds=0.005) as stub:
        gateway = Texts(stub)
        send_and_kill(gateway, notices, kills, workers)
        finish(gateway, workers)
        ask_what_went(stub)
        copies = Counter(stub.references())
    flagged = set(Notice.objects.filter(state="uncertain").values_list("key", flat=True))
    known = {str(key) for key in Notice.objects.values_list("key", flat=True)}
    twice = sum(1 for count in copies.values() if count > 1)
    lost = len(known - copies.keys() - {str(key) for key in flagged})
    memory = "without" if forgets else "with"
    print(f"{memory} its memory: {notices} texts, {kills} kills: {len(copies)} arrived, ", end="")
    print(f"{twice} twice, {lost} lost, {len(flagged)} flagged; {dict(states())}", flush=True)
    settled = not states().keys() & {"owed", "claimed"}
    doubted = len(flagged) if forgets else len({str(key) for key in flagged} & copies.keys())
    most = kills * PROCESSES if forgets else 0
    return settled and not twice and not lost and doubted <= most


def main(notices: int, kills: int) -> int:
    with scratch_database():
        passed = [prove(notices, kills, forgets=forgets) for forgets in (False, True)]
    return said(all(passed))


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*(given or [NOTICES, KILLS])))
