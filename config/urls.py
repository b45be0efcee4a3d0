"""Every address, by app. Names are the views' names."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("coproduction.urls")),
    path("", include("challenges.urls")),
    path("", include("leaders.urls")),
    path("", include("partnership.urls")),
    path("", include("reminders.urls")),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),
]

if settings.DEVELOPMENT:
    urlpatterns += [
        path("dev/", include("reminders.urls_development")),
        path("dev/", include("accounts.urls_development")),
        path("dev/", include("challenges.urls_development")),
    ]
