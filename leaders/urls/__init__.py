"""Addresses of leadership roles, of programmes, and of what grows between those who lead."""

from leaders.urls import network, programmes, pulse, roles, running, skills

urlpatterns = [
    *running.urlpatterns,
    *roles.urlpatterns,
    *programmes.urlpatterns,
    *pulse.urlpatterns,
    *network.urlpatterns,
    *skills.urlpatterns,
]
