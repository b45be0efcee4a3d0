from django.urls import URLPattern, path

from partnership.urls import formats  # noqa: F401 (it names a converter)
from partnership.views.organisations import organisation_detail
from partnership.views.partners import (
    organisation_create,
    partner_confirm,
    partner_create,
    partner_end,
    partner_list,
    partner_list_download,
)
from partnership.views.succession import succession_review, succession_start

ONE = "partnerships/<slug:partnership>/"

urlpatterns: list[URLPattern] = [
    # By number: a group may have its name in another script, which makes no address.
    path("organisations/<int:organisation>/", organisation_detail, name="organisation_detail"),
    path(f"{ONE}partners/", partner_list, name="partner_list"),
    path(f"{ONE}partners.<format:form>", partner_list_download, name="partner_list_download"),
    path(f"{ONE}partners/add/", partner_create, name="partner_create"),
    path(f"{ONE}partners/add-new/", organisation_create, name="organisation_create"),
    path(f"{ONE}partners/<int:partner>/confirm/", partner_confirm, name="partner_confirm"),
    path(f"{ONE}partners/<int:partner>/end/", partner_end, name="partner_end"),
    path(f"{ONE}partners/succession/", succession_start, name="succession_start"),
    path(f"{ONE}partners/succession/review/", succession_review, name="succession_review"),
]
