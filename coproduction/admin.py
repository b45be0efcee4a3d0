"""Bookings, needs and contributions are not here: they are for those who arrange a session."""

from django.contrib import admin

from accounts.admin import LookOnly
from coproduction.models import Decision, Session


@admin.register(Session)
class SessionAdmin(LookOnly):
    exclude = ["joining_link", "code"]
    list_display = ["title", "partnership", "starts_at", "state"]
    list_select_related = ["partnership"]
    search_fields = ["title"]


@admin.register(Decision)
class DecisionAdmin(LookOnly):
    list_display = ["title", "partnership", "decided_on", "state"]
    list_select_related = ["partnership"]
