from django.urls import URLPattern, path

from challenges.urls.addresses import HERE, ONE
from challenges.views.strength_pages import (
    strength_detail,
    strength_list,
    strength_look,
    strength_suggest,
    strength_table,
)
from challenges.views.strengths import (
    challenge_strengths,
    strength_confirm,
    strength_create,
    strength_remove,
)
from partnership.urls import formats  # noqa: F401 (it names a converter)

OF_PLACE = f"{HERE}strengths/"

urlpatterns: list[URLPattern] = [
    path(OF_PLACE, strength_list, name="strength_list"),
    path(f"{OF_PLACE}table.<format:form>", strength_table, name="strength_table"),
    path(f"{OF_PLACE}new/", strength_suggest, name="strength_suggest"),
    path(f"{OF_PLACE}<int:strength>/", strength_detail, name="strength_detail"),
    path(f"{OF_PLACE}<int:strength>/look/", strength_look, name="strength_look"),
    path(
        f"{OF_PLACE}<int:strength>/confirm/",
        strength_confirm,
        name="strength_confirm",
    ),
    path(f"{ONE}strengths/", challenge_strengths, name="challenge_strengths"),
    path(f"{ONE}strengths/new/", strength_create, name="strength_create"),
    path(f"{ONE}strengths/<int:strength>/remove/", strength_remove, name="strength_remove"),
]
