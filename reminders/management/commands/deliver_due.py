from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reminders.actions.delivering import deliver_due
from reminders.clock import DatabaseClock
from reminders.tasks import owe_reminders


class Command(BaseCommand):
    help = "Owes what the apps say is due and delivers it: one pass, without Celery."

    def handle(self, *args: Any, **options: Any) -> None:
        owe_reminders()
        taken = deliver_due(clock=DatabaseClock())
        self.stdout.write(f"{taken} notices were taken up.")
