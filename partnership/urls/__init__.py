"""Addresses of places, and of a partnership: how it is set up, and who acts in it."""

from partnership.urls import people, places, setting_up

urlpatterns = [*places.urlpatterns, *setting_up.urlpatterns, *people.urlpatterns]
