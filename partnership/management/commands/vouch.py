from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actor import Actor
from partnership.actions.vouching import vouch
from partnership.models import Partnership


class Command(BaseCommand):
    help = (
        "Say that a partnership is what it says it is: it may go live when the rest is ready. "
        'For example: vouch ashdown-hills --how "Rang the council’s switchboard, 25 November"'
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The last part of the partnership’s address.")
        parser.add_argument(
            "--how", required=True, help="How it is known: whom you asked, and where."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        partnership = Partnership.objects.filter(slug=options["slug"]).first()
        if partnership is None:
            raise CommandError(f"There is no partnership {options['slug']}.")
        by = Actor.for_job("vouch")
        vouching = vouch(partnership, by=by, how=options["how"].strip(), now=timezone.now())
        self.stdout.write(f"{partnership} is vouched for since {vouching.vouched_at:%-d %B %Y}.")
