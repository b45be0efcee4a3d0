"""Addresses of leadership roles, and of what grows between those who hold them."""

from leaders.urls import network, pulse, roles, running, skills

urlpatterns = [
    *running.urlpatterns,
    *roles.urlpatterns,
    *pulse.urlpatterns,
    *network.urlpatterns,
    *skills.urlpatterns,
]
