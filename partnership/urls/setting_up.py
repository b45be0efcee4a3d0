from django.urls import URLPattern, path

from partnership.urls import formats  # noqa: F401 (it names a converter)
from partnership.views.cadence import partnership_cadence
from partnership.views.history import partnership_history
from partnership.views.partners import (
    organisation_create,
    partner_create,
    partner_end,
    partner_list,
    partner_list_download,
)
from partnership.views.partnerships import partnership_detail, partnership_list
from partnership.views.setup import (
    partnership_create,
    partnership_edit,
    partnership_publish,
    partnership_setup,
)

ONE = "partnerships/<slug:partnership>/"

urlpatterns: list[URLPattern] = [
    path("partnerships/", partnership_list, name="partnership_list"),
    path("partnerships/new/", partnership_create, name="partnership_create"),
    path(ONE, partnership_detail, name="partnership_detail"),
    path(f"{ONE}set-up/", partnership_setup, name="partnership_setup"),
    path(f"{ONE}purpose/", partnership_edit, name="partnership_edit"),
    path(f"{ONE}when-we-write/", partnership_cadence, name="partnership_cadence"),
    path(f"{ONE}publish/", partnership_publish, name="partnership_publish"),
    path(f"{ONE}history/", partnership_history, name="partnership_history"),
    path(f"{ONE}partners/", partner_list, name="partner_list"),
    path(f"{ONE}partners.<format:form>", partner_list_download, name="partner_list_download"),
    path(f"{ONE}partners/add/", partner_create, name="partner_create"),
    path(f"{ONE}partners/add-new/", organisation_create, name="organisation_create"),
    path(f"{ONE}partners/<int:partner>/end/", partner_end, name="partner_end"),
]
