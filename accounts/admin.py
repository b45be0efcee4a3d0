"""For operators to look. Whatever has an action is done by the action, never here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from accounts.models import Person

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin


class LookOnly(AnyModelAdmin):
    """Rows to read: nothing is added, changed or deleted."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(LookOnly):
    """Who there is, without how to reach them: that is for those who arrange a session."""

    fields = ["name", "is_active", "is_staff", "invented", "joined_at"]
    list_display = ["name", "is_active", "is_staff", "joined_at"]
    search_fields = ["name"]
