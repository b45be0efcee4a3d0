from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from partnership.actions.resetting import reset_by_operator


class Command(BaseCommand):
    help = "Take away the second step of somebody who lost their phone or key. They are told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="The address with which they sign in.")
        parser.add_argument("--why", required=True, help="How you know that it was them who asked.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody signs in with this address.")
        by = Actor.for_job("reset_second_step")
        reset_by_operator(person, by=by, why=options["why"].strip(), now=timezone.now())
        self.stdout.write("Done. They set up a new one at their next sign-in.")
