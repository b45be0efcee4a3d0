from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Seeds the demonstration, app by app. Seeding again repairs, and never doubles."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for path in settings.DEMONSTRATION:
            began = time.monotonic()
            self.stdout.write(f"{path.split('.')[0]}:")
            import_string(path)(now, self._say)
            self._say(f"done in {time.monotonic() - began:.1f} s")

    def _say(self, text: str) -> None:
        self.stdout.write(f"  {text}")
        self.stdout.flush()
