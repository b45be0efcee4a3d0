"""Addresses of sessions and bookings, and of what people say and hear back."""

from coproduction.urls import sessions, voices

urlpatterns = [*sessions.urlpatterns, *voices.urlpatterns]
