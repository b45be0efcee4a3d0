from django.urls import URLPattern, path

import partnership.urls.formats  # noqa: F401 (<format:form>)
from leaders.views.pulse import (
    pulse_create,
    pulse_detail,
    pulse_download,
    pulse_edit,
    pulse_latest,
)
from leaders.views.pulse_answers import pulse_answer, pulse_partners

ALL = "partnerships/<slug:partnership>/trust/"
ONE = f"{ALL}<int:round>/"

urlpatterns: list[URLPattern] = [
    path(ALL, pulse_latest, name="pulse_latest"),
    path(f"{ALL}new/", pulse_create, name="pulse_create"),
    path(ONE, pulse_detail, name="pulse_detail"),
    path(f"{ONE}figures.<format:form>", pulse_download, name="pulse_download"),
    path(f"{ONE}dates/", pulse_edit, name="pulse_edit"),
    path(f"{ONE}partners/", pulse_partners, name="pulse_partners"),
    path(f"{ONE}answer/", pulse_answer, name="pulse_answer"),
]
