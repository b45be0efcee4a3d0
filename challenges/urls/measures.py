from django.urls import URLPattern, path

from challenges.urls.addresses import HERE, ONE
from challenges.views.measures import (
    measure_create,
    measure_detail,
    measure_download,
    measure_edit,
    measure_list,
    measure_list_download,
    measure_published,
)
from challenges.views.measuring import (
    challenge_measure_choose,
    challenge_measure_kind,
    challenge_measure_lead,
    challenge_measure_remove,
    challenge_measures,
)
from challenges.views.objectives import objective_create, objective_end, objective_put
from challenges.views.reading_imports import measure_import, measure_take_in, measure_template
from challenges.views.readings import (
    measure_history,
    measure_readings,
    reading_create,
    reading_edit,
    reading_remove,
    rebase_create,
    rebase_remove,
)
from partnership.urls import formats  # noqa: F401 (it names a converter)

ALL = f"{HERE}measures/"
MEASURE = f"{ALL}<slug:measure>/"
READING = f"{MEASURE}readings/<int:reading>/"
LINK = f"{ONE}measures/<int:link>/"
ROLE = f"{HERE}roles/<slug:role>/objectives/"

urlpatterns: list[URLPattern] = [
    path(ALL, measure_list, name="measure_list"),
    path(f"{HERE}measures.<format:form>", measure_list_download, name="measure_list_download"),
    path(f"{ALL}new/", measure_create, name="measure_create"),
    path(f"{ALL}published/", measure_published, name="measure_published"),
    path(MEASURE, measure_detail, name="measure_detail"),
    path(f"{MEASURE}readings.<format:form>", measure_download, name="measure_download"),
    path(f"{MEASURE}edit/", measure_edit, name="measure_edit"),
    path(f"{MEASURE}readings/", measure_readings, name="measure_readings"),
    path(f"{MEASURE}readings/new/", reading_create, name="reading_create"),
    path(READING, reading_edit, name="reading_edit"),
    path(f"{READING}remove/", reading_remove, name="reading_remove"),
    path(f"{MEASURE}import/", measure_import, name="measure_import"),
    path(f"{MEASURE}import/take-in/", measure_take_in, name="measure_take_in"),
    path(f"{MEASURE}to-fill.<format:form>", measure_template, name="measure_template"),
    path(f"{MEASURE}limits/", rebase_create, name="rebase_create"),
    path(f"{MEASURE}limits/<int:rebase>/remove/", rebase_remove, name="rebase_remove"),
    path(f"{MEASURE}history/", measure_history, name="measure_history"),
    path(f"{ONE}measures/", challenge_measures, name="challenge_measures"),
    path(f"{ONE}measures/choose/", challenge_measure_choose, name="challenge_measure_choose"),
    path(f"{LINK}lead/", challenge_measure_lead, name="challenge_measure_lead"),
    path(f"{LINK}kind/", challenge_measure_kind, name="challenge_measure_kind"),
    path(f"{LINK}remove/", challenge_measure_remove, name="challenge_measure_remove"),
    path(f"{ROLE}new/", objective_create, name="objective_create"),
    path(f"{ROLE}put/", objective_put, name="objective_put"),
    path(f"{ROLE}<int:objective>/end/", objective_end, name="objective_end"),
]
