from django.urls import URLPattern, path

import partnership.urls.formats  # noqa: F401 (<format:form>)
from leaders.views.network import network_detail, network_download

ALL = "partnerships/<slug:partnership>/network/"

urlpatterns: list[URLPattern] = [
    path(ALL, network_detail, name="network_detail"),
    path(f"{ALL}ties.<format:form>", network_download, name="network_download"),
]
