from django.urls import URLPattern, path

from challenges.urls.addresses import ONE
from challenges.views.corrections import entry_edit
from challenges.views.entries import entry_create, entry_detail, entry_list

urlpatterns: list[URLPattern] = [
    path(f"{ONE}log/", entry_create, name="entry_create"),
    path(f"{ONE}entries/", entry_list, name="entry_list"),
    path(f"{ONE}entries/<int:entry>/", entry_detail, name="entry_detail"),
    path(f"{ONE}entries/<int:entry>/edit/", entry_edit, name="entry_edit"),
]
