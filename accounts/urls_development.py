from django.urls import URLPattern, path

from accounts.views.look import look_specimens
from accounts.views.signing_in_as import sign_in_as

urlpatterns: list[URLPattern] = [
    path("look/", look_specimens, name="look_specimens"),
    path("sign-in/", sign_in_as, name="sign_in_as"),
]
