from django.urls import URLPattern, path

from partnership.urls import formats  # noqa: F401 (it names a converter)
from partnership.views.hats import (
    hat_create,
    hat_end,
    hat_list,
    hat_list_download,
    hat_wear,
)

ONE = "partnerships/<slug:partnership>/"

urlpatterns: list[URLPattern] = [
    path(f"{ONE}people/", hat_list, name="hat_list"),
    path(f"{ONE}people.<format:form>", hat_list_download, name="hat_list_download"),
    path(f"{ONE}people/add/", hat_create, name="hat_create"),
    path(f"{ONE}people/<int:hat>/end/", hat_end, name="hat_end"),
    path("hats/<int:hat>/wear/", hat_wear, name="hat_wear"),
]
