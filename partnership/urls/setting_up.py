from django.urls import URLPattern, path

from partnership.views.areas import area_list, areas_edit, partnership_place, place_choose
from partnership.views.cadence import partnership_cadence
from partnership.views.partnerships import partnership_detail, partnership_list
from partnership.views.publishing import (
    partnership_open,
    partnership_preview,
    partnership_publish,
)
from partnership.views.setup import partnership_create, partnership_setup
from partnership.views.terms import partnership_edit, terms_compare, terms_detail

ONE = "partnerships/<slug:partnership>/"

urlpatterns: list[URLPattern] = [
    path("partnerships/", partnership_list, name="partnership_list"),
    path("partnerships/new/", partnership_create, name="partnership_create"),
    path("partnerships/new/place/", place_choose, name="place_choose"),
    path(ONE, partnership_detail, name="partnership_detail"),
    path(f"{ONE}set-up/", partnership_setup, name="partnership_setup"),
    path(f"{ONE}place/", partnership_place, name="partnership_place"),
    path(f"{ONE}areas/", area_list, name="area_list"),
    path(f"{ONE}areas/edit/", areas_edit, name="areas_edit"),
    path(f"{ONE}purpose/", partnership_edit, name="partnership_edit"),
    path(f"{ONE}terms/", terms_detail, name="terms_detail"),
    path(f"{ONE}terms/compare/", terms_compare, name="terms_compare"),
    path(f"{ONE}when-we-write/", partnership_cadence, name="partnership_cadence"),
    path(f"{ONE}what-is-public/", partnership_open, name="partnership_open"),
    path(f"{ONE}preview/", partnership_preview, name="partnership_preview"),
    path(f"{ONE}publish/", partnership_publish, name="partnership_publish"),
]
