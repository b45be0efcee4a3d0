from django.urls import URLPattern, path

from challenges.urls.addresses import ONE
from challenges.views.cycles import cycle_detail, cycle_list, cycle_table
from challenges.views.diagrams import diagram_detail, diagram_edit
from challenges.views.testing import (
    cycle_create,
    cycle_edit,
    cycle_end,
    cycle_entries,
    cycle_start,
)
from partnership.urls import formats  # noqa: F401 (it names a converter)

ALL = f"{ONE}tests-of-change/"
CYCLE = f"{ALL}<int:cycle>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}drivers/", diagram_detail, name="diagram_detail"),
    path(f"{ONE}drivers/edit/", diagram_edit, name="diagram_edit"),
    path(ALL, cycle_list, name="cycle_list"),
    path(f"{ALL}table.<format:form>", cycle_table, name="cycle_table"),
    path(f"{ALL}new/", cycle_create, name="cycle_create"),
    path(CYCLE, cycle_detail, name="cycle_detail"),
    path(f"{CYCLE}edit/", cycle_edit, name="cycle_edit"),
    path(f"{CYCLE}start/", cycle_start, name="cycle_start"),
    path(f"{CYCLE}end/", cycle_end, name="cycle_end"),
    path(f"{CYCLE}log/", cycle_entries, name="cycle_entries"),
]
