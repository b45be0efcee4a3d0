from django.urls import URLPattern, path

import partnership.urls.formats  # noqa: F401 (<format:form>)
from challenges.urls.addresses import HERE, ONE
from challenges.views.barriers import (
    barrier_board,
    barrier_board_download,
    barrier_create,
    barrier_detail,
    barrier_escalate,
    barrier_lift,
)

urlpatterns: list[URLPattern] = [
    path(f"{HERE}barriers/", barrier_board, name="barrier_board"),
    path(
        f"{HERE}barriers/table.<format:form>", barrier_board_download, name="barrier_board_download"
    ),
    path(f"{ONE}barriers/new/", barrier_create, name="barrier_create"),
    path(f"{ONE}barriers/<int:barrier>/", barrier_detail, name="barrier_detail"),
    path(f"{ONE}barriers/<int:barrier>/escalate/", barrier_escalate, name="barrier_escalate"),
    path(f"{ONE}barriers/<int:barrier>/lift/", barrier_lift, name="barrier_lift"),
]
