"""10,000 mails to a local sink, beside the same mails sent by a bare loop in the same run.

    python -m config.local exec -- python -m bench.delivery.rate [MAILS]

The bare loop writes the same words, hands them over on one connection for each hundred, and saves
each row as sent: it claims nothing, asks nobody's wishes, checks nothing once more, and knows
nothing of failures. Two processes each, as two workers of a small host. The bar: 1,000 a second,
or the bare loop's rate. A second loop that does not even save is printed for comparison.
"""

from __future__ import annotations

import subprocess
import sys
import time

from bench.delivery.stage import Mail, owed, said, sink, start, states
from bench.server import scratch_database

MAILS = 10_000
PROCESSES = 2
BAR = 1_000.0

OURS = """
import sys, django
django.setup()
from reminders.actions.delivering import deliver_due
from reminders.clock import DatabaseClock
sys.stdin.readline()
deliver_due(clock=DatabaseClock())
"""
BARE = """
import sys, django
django.setup()
from django.core.mail import get_connection
from django.utils import timezone
from reminders.channels.email import written
from reminders.kinds import kinds
from reminders.models import Notice
part, parts = int(sys.argv[1]), int(sys.argv[2])
mine = Notice.objects.order_by("pk").select_related("contact__person")
mine = [notice for notice in mine if notice.pk % parts == part]
kind = kinds()[mine[0].kind]
things = kind.things().in_bulk([notice.subject_id for notice in mine])
sys.stdin.readline()
for first in range(0, len(mine), 100):
    with get_connection() as line:
        for notice in mine[first : first + 100]:
            message = kind.wording(things[notice.subject_id], notice)
            line.send_messages([written(notice, kind, message)])
            if SAVES:
                notice.state, notice.settled_at = "sent", timezone.now()
                notice.save(update_fields=["state", "settled_at"])
"""


def timed(code: str, mail: Mail) -> float:
    """Seconds that two processes take from a common start to the end of the last."""
    processes = [
        start(
            ["-c", code, str(part), str(PROCESSES)],
            stdin=subprocess.PIPE,
            EMAIL_URL=mail.url,
            LOG_LEVEL="WARNING",
        )
        for part in range(PROCESSES)
    ]
    time.sleep(8)  # all are set up, and wait for the word
    began = time.monotonic()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.close()
    for process in processes:
        if process.wait() != 0:
            raise RuntimeError("a sender failed")
    return time.monotonic() - began


def main(mails: int) -> int:
    with scratch_database():
        from reminders.actions.owing import owe
        from reminders.models import Notice

        owe(owed(mails))
        with sink() as mail:
            unsaved = mails / timed(f"SAVES = False\n{BARE}", mail)
        with sink() as mail:
            bare = mails / timed(f"SAVES = True\n{BARE}", mail)
        Notice.objects.update(state="owed", settled_at=None)
        with sink() as mail:
            ours = mails / timed(OURS, mail)
            copies = mail.copies()
            once = len(copies) == mails and set(copies.values()) == {1}
        left = states()
    print(f"{mails} mails, {PROCESSES} processes: ours {ours:.0f}/s, bare loop {bare:.0f}/s,")
    print(f"ratio {ours / bare:.2f}; without saving a row {unsaved:.0f}/s;")
    print(f"each arrived once: {once}; {dict(left)}")
    return said(once and left == {"sent": mails} and ours >= min(BAR, bare))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else MAILS))
