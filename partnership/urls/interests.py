from django.urls import URLPattern, path

from partnership.urls import formats  # noqa: F401 (it names a converter)
from partnership.views.interests import (
    interest_create,
    interest_end,
    interest_list,
    interest_list_download,
    interest_none,
)

ONE = "partnerships/<slug:partnership>/"

urlpatterns: list[URLPattern] = [
    path("me/interests/add/", interest_create, name="interest_create"),
    path("me/interests/none/", interest_none, name="interest_none"),
    path("me/interests/<int:interest>/end/", interest_end, name="interest_end"),
    path(f"{ONE}interests/", interest_list, name="interest_list"),
    path(f"{ONE}interests.<format:form>", interest_list_download, name="interest_list_download"),
]
