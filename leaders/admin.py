from django.contrib import admin

from accounts.admin import LookOnly
from leaders.models import LeadershipRole, RoleHolding


@admin.register(LeadershipRole)
class LeadershipRoleAdmin(LookOnly):
    list_display = ["title", "partnership", "starts_on", "ends_on"]
    list_select_related = ["partnership"]
    search_fields = ["title"]


@admin.register(RoleHolding)
class RoleHoldingAdmin(LookOnly):
    list_display = ["role", "person", "employer", "share", "starts_on", "ends_on"]
    list_select_related = ["role", "person", "employer"]
