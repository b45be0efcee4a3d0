from django.urls import URLPattern, path

from partnership.urls import formats  # noqa: F401 (it names a converter)
from partnership.views.imports import (
    upload_columns,
    upload_confirm,
    upload_create,
    upload_list,
    upload_preview,
    upload_stop,
    upload_template,
)
from partnership.views.imports_running import upload_detail, upload_download

ALL = "partnerships/<slug:partnership>/imports/"
ONE = f"{ALL}<int:upload>/"

urlpatterns: list[URLPattern] = [
    path(ALL, upload_list, name="upload_list"),
    path(f"{ALL}new/<slug:kind>/", upload_create, name="upload_create"),
    path(f"{ALL}template-<slug:kind>.<format:form>", upload_template, name="upload_template"),
    path(ONE, upload_detail, name="upload_detail"),
    path(f"{ONE}columns/", upload_columns, name="upload_columns"),
    path(f"{ONE}rows/", upload_preview, name="upload_preview"),
    path(f"{ONE}confirm/", upload_confirm, name="upload_confirm"),
    path(f"{ONE}stop/", upload_stop, name="upload_stop"),
    path(f"{ONE}rows.<format:form>", upload_download, name="upload_download"),
]
