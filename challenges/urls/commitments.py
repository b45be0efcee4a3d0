from django.urls import URLPattern, path

import partnership.urls.formats  # noqa: F401 (<format:form>)
from challenges.urls.addresses import HERE, ONE
from challenges.views.answering import change_answer, commitment_answer, commitment_change
from challenges.views.commitments import (
    commitment_create,
    commitment_detail,
    commitment_drop,
    commitment_keep,
    commitment_list,
)
from challenges.views.promise_board import promise_board, promise_board_download

urlpatterns: list[URLPattern] = [
    path(f"{ONE}commitments/", commitment_list, name="commitment_list"),
    path(f"{ONE}commitments/new/", commitment_create, name="commitment_create"),
    path(f"{ONE}commitments/<int:commitment>/", commitment_detail, name="commitment_detail"),
    path(f"{ONE}commitments/<int:commitment>/keep/", commitment_keep, name="commitment_keep"),
    path(f"{ONE}commitments/<int:commitment>/answer/", commitment_answer, name="commitment_answer"),
    path(f"{ONE}commitments/<int:commitment>/change/", commitment_change, name="commitment_change"),
    path(
        f"{ONE}commitments/<int:commitment>/changes/<int:change>/",
        change_answer,
        name="change_answer",
    ),
    path(f"{HERE}promises/", promise_board, name="promise_board"),
    path(
        f"{HERE}promises/table.<format:form>", promise_board_download, name="promise_board_download"
    ),
    path(f"{ONE}commitments/<int:commitment>/drop/", commitment_drop, name="commitment_drop"),
]
