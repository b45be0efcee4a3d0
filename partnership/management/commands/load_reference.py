from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from partnership.reference.loading.everything import load_reference


class Command(BaseCommand):
    """Load the shipped tables by public code; loading again changes nothing."""

    help = "Load England's places, bodies, outlines and population."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="Load every table, changed or not."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        unchanged = 0
        for name, rows in load_reference(timezone.now(), again=options["again"]):
            if rows is None:
                unchanged += 1
            else:
                self.stdout.write(f"{name}: {rows:,} rows")
        if unchanged:
            self.stdout.write(f"{unchanged} tables of reference data had not changed.")
