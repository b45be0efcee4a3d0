from django.urls import URLPattern, path

from leaders.views.holdings import holding_create, holding_end, holding_step_down
from leaders.views.roles import (
    role_create,
    role_detail,
    role_edit,
    role_end,
    role_list,
    role_scope,
)

ALL = "partnerships/<slug:partnership>/roles/"
ONE = f"{ALL}<slug:role>/"
SHARE = f"{ONE}holders/<int:holding>/"

urlpatterns: list[URLPattern] = [
    path(ALL, role_list, name="role_list"),
    path(f"{ALL}new/", role_create, name="role_create"),
    path(ONE, role_detail, name="role_detail"),
    path(f"{ONE}edit/", role_edit, name="role_edit"),
    path(f"{ONE}serves/", role_scope, name="role_scope"),
    path(f"{ONE}end/", role_end, name="role_end"),
    path(f"{ONE}holders/new/", holding_create, name="holding_create"),
    path(f"{SHARE}end/", holding_end, name="holding_end"),
    path(f"{SHARE}step-down/", holding_step_down, name="holding_step_down"),
]
