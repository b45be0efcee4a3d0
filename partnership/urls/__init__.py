"""Addresses of places, and of a partnership: how it is set up, and who acts in it."""

from partnership.urls import boards, imports, interests, organisations, people, places, setting_up

urlpatterns = [
    *places.urlpatterns,
    *boards.urlpatterns,
    *imports.urlpatterns,
    *setting_up.urlpatterns,
    *organisations.urlpatterns,
    *interests.urlpatterns,
    *people.urlpatterns,
]
