from django.contrib import admin

from accounts.admin import LookOnly
from reminders.models import Notice


@admin.register(Notice)
class NoticeAdmin(LookOnly):
    """What is owed, sent, skipped and why; never to which address."""

    fields = [
        *("kind", "subject_type", "subject_id", "version", "due_at", "not_after", "state", "why"),
        *("attempts", "owed_at", "claimed_at", "settled_at"),
    ]
    list_display = ["kind", "subject_type", "subject_id", "state", "due_at", "settled_at"]
    list_filter = ["state", "kind"]
