from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url


class OperatorsSite(AdminSite):
    """Only operators enter, by the sign-in of everybody else and a second step."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this session has shown that it is an operator's."""
        return super().has_permission(request) and request.user.passed_second_step  # type: ignore[union-attr]

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There are no passwords: to the sign-in, or on to the second step."""
        onward = request.GET.get("next") or resolve_url("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(onward, resolve_url(settings.LOGIN_URL))
        if request.user.is_staff and not request.user.passed_second_step:
            return redirect_to_login(onward, resolve_url("second_step"))
        raise Http404
