"""Log entries are not here: some are private to a team, some to their author."""

from django.contrib import admin

from accounts.admin import LookOnly
from challenges.models import Challenge, Commitment, Strength


@admin.register(Challenge)
class ChallengeAdmin(LookOnly):
    list_display = ["title", "partnership", "stage", "state"]
    list_select_related = ["partnership"]
    search_fields = ["title", "question"]


@admin.register(Commitment)
class CommitmentAdmin(LookOnly):
    list_display = ["will_do", "organisation", "due_on", "state"]
    list_select_related = ["organisation"]


@admin.register(Strength)
class StrengthAdmin(LookOnly):
    list_display = ["name", "partnership", "confirmed_on"]
    list_select_related = ["partnership"]
