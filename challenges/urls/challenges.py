from django.urls import URLPattern, path

from challenges.urls.addresses import ALL, ONE
from challenges.views.challenges import (
    challenge_create,
    challenge_detail,
    challenge_edit,
    challenge_list,
)
from challenges.views.pacing import challenge_cadence
from challenges.views.setting_up import (
    challenge_activate,
    challenge_organisations,
    challenge_setup,
    team_join,
    team_leave,
)

urlpatterns: list[URLPattern] = [
    path(ALL, challenge_list, name="challenge_list"),
    path(f"{ALL}new/", challenge_create, name="challenge_create"),
    path(ONE, challenge_detail, name="challenge_detail"),
    path(f"{ONE}edit/", challenge_edit, name="challenge_edit"),
    path(f"{ONE}when-we-write/", challenge_cadence, name="challenge_cadence"),
    path(f"{ONE}set-up/", challenge_setup, name="challenge_setup"),
    path(f"{ONE}organisations/", challenge_organisations, name="challenge_organisations"),
    path(f"{ONE}activate/", challenge_activate, name="challenge_activate"),
    path(f"{ONE}team/join/", team_join, name="team_join"),
    path(f"{ONE}team/leave/", team_leave, name="team_leave"),
]
