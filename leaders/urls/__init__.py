"""Addresses of leadership roles."""

from leaders.urls import roles

urlpatterns = [*roles.urlpatterns]
