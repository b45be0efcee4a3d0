from django.urls import URLPattern, path

from challenges.urls.addresses import ONE
from challenges.views.commitments import (
    commitment_create,
    commitment_detail,
    commitment_drop,
    commitment_keep,
    commitment_list,
)

urlpatterns: list[URLPattern] = [
    path(f"{ONE}commitments/", commitment_list, name="commitment_list"),
    path(f"{ONE}commitments/new/", commitment_create, name="commitment_create"),
    path(f"{ONE}commitments/<int:commitment>/", commitment_detail, name="commitment_detail"),
    path(f"{ONE}commitments/<int:commitment>/keep/", commitment_keep, name="commitment_keep"),
    path(f"{ONE}commitments/<int:commitment>/drop/", commitment_drop, name="commitment_drop"),
]
