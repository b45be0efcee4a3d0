from django.urls import URLPattern, path

from accounts.views.look import look_specimens

urlpatterns: list[URLPattern] = [
    path("look/", look_specimens, name="look_specimens"),
]
