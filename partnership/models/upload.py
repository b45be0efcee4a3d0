from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnership.models.hat import Hat
from partnership.models.partnership import Partnership


class Upload(models.Model):
    """A table that somebody brought: its rows are checked, shown, confirmed, and then taken in.

    It holds names and addresses as they were typed, so it is forgotten 30 days after it ended.
    """

    class Kind(models.TextChoices):
        ORGANISATIONS = "organisations", "Partner organisations"
        PEOPLE = "people", "People and what they do"

    class State(models.TextChoices):
        READ = "read", "Read"
        CONFIRMED = "confirmed", "Confirmed"
        RUNNING = "running", "Being taken in"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="uploads")
    kind = models.CharField(max_length=13, choices=Kind)
    file_name = models.CharField(max_length=200, blank=True, help_text="Empty when it was pasted.")
    headings = models.JSONField(default=list, help_text="The headings of its columns, in order.")
    columns = models.JSONField(default=dict, help_text="Which column holds which of our facts.")
    state = models.CharField(max_length=9, choices=State, default=State.READ)
    uploaded_by = models.ForeignKey(Hat, on_delete=models.PROTECT, related_name="uploads")
    uploaded_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Hat,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What it adds is recorded as done in this hat.",
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="read") | Q(confirmed_at__isnull=False) | Q(state="stopped"),
                name="upload_is_taken_in_once_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="upload_is_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "stopped"]) | Q(ended_at__isnull=False),
                name="ended_upload_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or "Pasted rows"


class UploadRow(models.Model):
    """One row of a table that was brought, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ADDED = "added", "Added"
        KNOWN = "known", "There already"
        REFUSED = "refused", "Not taken in"

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="As in the file: its headings are row 1.")
    cells = models.JSONField(default=list)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    says = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_row_is_there_once")
        ]

    def __str__(self) -> str:
        return f"Row {self.number} of {self.upload}"
