from django.urls import URLPattern, path

from accounts.views.pages import about, accessibility, cookies, privacy

urlpatterns: list[URLPattern] = [
    path("about/", about, name="about"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("cookies/", cookies, name="cookies"),
]
