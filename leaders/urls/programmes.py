from django.urls import URLPattern, path

from leaders.views.applications import (
    application_create,
    application_detail,
    application_list,
    application_list_download,
    application_offer,
    application_own,
)
from leaders.views.cohorts import (
    cohort_create,
    cohort_detail,
    cohort_edit,
    cohort_mix,
    cohort_open,
    participation_list_download,
)
from leaders.views.participations import (
    participation_create,
    participation_edit,
    participation_leave,
)
from leaders.views.programme_parts import (
    award_create,
    award_edit,
    evaluation_create,
    evaluation_edit,
    funding_create,
    funding_edit,
)
from leaders.views.programmes import (
    alumni_list,
    programme_create,
    programme_detail,
    programme_edit,
    programme_list,
)
from leaders.views.shortcuts import (
    application_list_shortcut,
    application_shortcut,
    cohort_shortcut,
)
from partnership.urls import formats  # noqa: F401 (it names a converter)

ALL = "partnerships/<slug:partnership>/programmes/"
ONE = f"{ALL}<slug:programme>/"
COHORT = f"{ONE}cohorts/<slug:cohort>/"
SHORT = "cohorts/<int:cohort>/"
PLACE = f"{COHORT}places/<int:participation>/"

urlpatterns: list[URLPattern] = [
    path(SHORT, cohort_shortcut, name="cohort_shortcut"),
    path(f"{SHORT}mine/", application_shortcut, name="application_shortcut"),
    path(f"{SHORT}all/", application_list_shortcut, name="application_list_shortcut"),
    path(ALL, programme_list, name="programme_list"),
    path(f"{ALL}new/", programme_create, name="programme_create"),
    path(ONE, programme_detail, name="programme_detail"),
    path(f"{ONE}edit/", programme_edit, name="programme_edit"),
    path(f"{ONE}alumni/", alumni_list, name="alumni_list"),
    path(f"{ONE}funding/new/", funding_create, name="funding_create"),
    path(f"{ONE}funding/<int:funding>/", funding_edit, name="funding_edit"),
    path(f"{ONE}evaluations/new/", evaluation_create, name="evaluation_create"),
    path(f"{ONE}evaluations/<int:evaluation>/", evaluation_edit, name="evaluation_edit"),
    path(f"{ONE}awards/new/", award_create, name="award_create"),
    path(f"{ONE}awards/<int:award>/", award_edit, name="award_edit"),
    path(f"{ONE}cohorts/new/", cohort_create, name="cohort_create"),
    path(COHORT, cohort_detail, name="cohort_detail"),
    path(f"{COHORT}edit/", cohort_edit, name="cohort_edit"),
    path(f"{COHORT}mix/", cohort_mix, name="cohort_mix"),
    path(f"{COHORT}open/", cohort_open, name="cohort_open"),
    path(f"{COHORT}apply/", application_create, name="application_create"),
    path(f"{COHORT}my-application/", application_own, name="application_own"),
    path(f"{COHORT}applications/", application_list, name="application_list"),
    path(f"{COHORT}applications/<int:application>/", application_detail, name="application_detail"),
    path(
        f"{COHORT}applications.<format:form>",
        application_list_download,
        name="application_list_download",
    ),
    path(
        f"{COHORT}places.<format:form>",
        participation_list_download,
        name="participation_list_download",
    ),
    path(f"{COHORT}offer/", application_offer, name="application_offer"),
    path(f"{COHORT}places/new/", participation_create, name="participation_create"),
    path(f"{PLACE}edit/", participation_edit, name="participation_edit"),
    path(f"{PLACE}leave/", participation_leave, name="participation_leave"),
]
