from __future__ import annotations

import sys
from email import message_from_bytes, policy
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders.actions.receiving import receive
from reminders.receipts import of_report

TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: a mail server hands the report over again


class Command(BaseCommand):
    help = (
        "Reads one delivery status notification (RFC 3464) from standard input. For the alias to"
        " which bounces come; see docs/deploy.md."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        mail = message_from_bytes(sys.stdin.buffer.read(5_000_000), policy=policy.compat32)
        receipt = of_report(mail)
        if receipt is None:
            self.stdout.write("This says nothing final about a message of ours.")
        elif receive(receipt, now=timezone.now()):
            self.stdout.write(f"Taken: it {receipt.fate.value}.")
        else:
            self.stderr.write("The message is just being sent: hand this over again.")
            sys.exit(TRY_AGAIN)
