from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

from partnership.reference.files import write


class Command(BaseCommand):
    """Make the shipped reference tables from the founders' files, always the same bytes."""

    help = "Build the tables of reference data from the founders' files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR.parent / "shared" / "data",
            help="Where the founders' files are.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not (folder / "geography").is_dir():
            raise CommandError(f"{folder} does not hold the founders' files.")
        for builder, tables in settings.REFERENCE_BUILDERS.items():
            for name, content in import_string(builder)(folder).items():
                write(settings.BASE_DIR / tables, name, content)
                size = (settings.BASE_DIR / tables / name).stat().st_size
                self.stdout.write(f"{name}: {size / 1024:.0f} KB")
