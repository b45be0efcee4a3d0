from django.contrib import admin

from accounts.admin import LookOnly
from leaders.models import Cohort, LeadershipRole, Participation, Programme, RoleHolding


@admin.register(LeadershipRole)
class LeadershipRoleAdmin(LookOnly):
    list_display = ["title", "partnership", "starts_on", "ends_on"]
    list_select_related = ["partnership"]
    search_fields = ["title"]


@admin.register(RoleHolding)
class RoleHoldingAdmin(LookOnly):
    list_display = ["role", "person", "employer", "share", "starts_on", "ends_on"]
    list_select_related = ["role", "person", "employer"]


@admin.register(Programme)
class ProgrammeAdmin(LookOnly):
    list_display = ["name", "partnership", "focus", "starts_on", "ends_on"]
    list_select_related = ["partnership"]
    search_fields = ["name"]


@admin.register(Cohort)
class CohortAdmin(LookOnly):
    list_display = ["name", "programme", "places", "opened_at", "starts_on"]
    list_select_related = ["programme"]


@admin.register(Participation)
class ParticipationAdmin(LookOnly):
    list_display = ["cohort", "person", "employer", "sector", "joined_on", "left_on"]
    list_select_related = ["cohort", "person", "employer"]
