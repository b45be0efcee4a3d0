from django.urls import URLPattern, path

from challenges.urls.addresses import HERE, ONE
from challenges.views.strengths import (
    challenge_strengths,
    strength_confirm,
    strength_create,
    strength_remove,
)

urlpatterns: list[URLPattern] = [
    path(
        f"{HERE}strengths/<int:strength>/confirm/",
        strength_confirm,
        name="strength_confirm",
    ),
    path(f"{ONE}strengths/", challenge_strengths, name="challenge_strengths"),
    path(f"{ONE}strengths/new/", strength_create, name="strength_create"),
    path(f"{ONE}strengths/<int:strength>/remove/", strength_remove, name="strength_remove"),
]
