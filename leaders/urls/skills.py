from django.urls import URLPattern, path

from leaders.views.assessments import (
    assessment_detail,
    assessment_download,
    assessment_edit,
    programme_skills,
    voice_answer,
    voice_ask,
)
from leaders.views.practice import (
    practice_ask,
    practice_confirm,
    practice_detail,
    practice_download,
    practice_list,
    practice_shared,
    practice_sharers,
)
from partnership.urls import formats  # noqa: F401 (it names a converter)

OWN = "me/skills/"
ENTRY = f"{OWN}practice/<int:entry>/"
PLACE = f"{OWN}cohorts/<int:place>/"
MOMENT = f"{PLACE}<slug:moment>/"

urlpatterns: list[URLPattern] = [
    path(OWN, practice_list, name="practice_list"),
    path(f"{OWN}practice.<format:form>", practice_download, name="practice_download"),
    path(ENTRY, practice_detail, name="practice_detail"),
    path(f"{ENTRY}ask/", practice_ask, name="practice_ask"),
    path(PLACE, assessment_detail, name="assessment_detail"),
    path(f"{PLACE}record.<format:form>", assessment_download, name="assessment_download"),
    path(MOMENT, assessment_edit, name="assessment_edit"),
    path(f"{MOMENT}ask/<slug:voice>/", voice_ask, name="voice_ask"),
    path("skills/practice/<str:token>/", practice_confirm, name="practice_confirm"),
    path("skills/voice/<str:token>/", voice_answer, name="voice_answer"),
    path(
        "partnerships/<slug:partnership>/people/practice/",
        practice_sharers,
        name="practice_sharers",
    ),
    path(
        "partnerships/<slug:partnership>/people/<int:person>/practice/",
        practice_shared,
        name="practice_shared",
    ),
    path(
        "partnerships/<slug:partnership>/programmes/<slug:programme>/skills/",
        programme_skills,
        name="programme_skills",
    ),
]
