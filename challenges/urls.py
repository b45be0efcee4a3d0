from django.urls import URLPattern, path

from challenges.views.challenges import (
    challenge_create,
    challenge_detail,
    challenge_edit,
    challenge_list,
)
from challenges.views.commitments import (
    commitment_create,
    commitment_detail,
    commitment_drop,
    commitment_keep,
    commitment_list,
)
from challenges.views.corrections import entry_edit
from challenges.views.entries import entry_create, entry_detail, entry_list
from challenges.views.pacing import challenge_cadence
from challenges.views.setting_up import (
    challenge_activate,
    challenge_close,
    challenge_organisations,
    challenge_setup,
    team_join,
    team_leave,
)
from challenges.views.strengths import (
    challenge_strengths,
    strength_confirm,
    strength_create,
    strength_remove,
)

ALL = "partnerships/<slug:partnership>/challenges/"
ONE = f"{ALL}<slug:challenge>/"

urlpatterns: list[URLPattern] = [
    path(ALL, challenge_list, name="challenge_list"),
    path(f"{ALL}new/", challenge_create, name="challenge_create"),
    path(
        "partnerships/<slug:partnership>/strengths/<int:strength>/confirm/",
        strength_confirm,
        name="strength_confirm",
    ),
    path(ONE, challenge_detail, name="challenge_detail"),
    path(f"{ONE}edit/", challenge_edit, name="challenge_edit"),
    path(f"{ONE}when-we-write/", challenge_cadence, name="challenge_cadence"),
    path(f"{ONE}set-up/", challenge_setup, name="challenge_setup"),
    path(f"{ONE}organisations/", challenge_organisations, name="challenge_organisations"),
    path(f"{ONE}strengths/", challenge_strengths, name="challenge_strengths"),
    path(f"{ONE}strengths/new/", strength_create, name="strength_create"),
    path(f"{ONE}strengths/<int:strength>/remove/", strength_remove, name="strength_remove"),
    path(f"{ONE}activate/", challenge_activate, name="challenge_activate"),
    path(f"{ONE}close/", challenge_close, name="challenge_close"),
    path(f"{ONE}team/join/", team_join, name="team_join"),
    path(f"{ONE}team/leave/", team_leave, name="team_leave"),
    path(f"{ONE}log/", entry_create, name="entry_create"),
    path(f"{ONE}entries/", entry_list, name="entry_list"),
    path(f"{ONE}entries/<int:entry>/", entry_detail, name="entry_detail"),
    path(f"{ONE}entries/<int:entry>/edit/", entry_edit, name="entry_edit"),
    path(f"{ONE}commitments/", commitment_list, name="commitment_list"),
    path(f"{ONE}commitments/new/", commitment_create, name="commitment_create"),
    path(f"{ONE}commitments/<int:commitment>/", commitment_detail, name="commitment_detail"),
    path(f"{ONE}commitments/<int:commitment>/keep/", commitment_keep, name="commitment_keep"),
    path(f"{ONE}commitments/<int:commitment>/drop/", commitment_drop, name="commitment_drop"),
]
