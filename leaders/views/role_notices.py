from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods

from leaders.actions.role_notices import clear_notice, put_to_role
from leaders.asks import Asks
from leaders.forms.running import DoneForm, NoticeForm
from leaders.models import LeadershipRole, RoleNotice
from leaders.rules import can_clear_notice, can_put_to_role, can_read_notice
from leaders.views.act_page import act_page
from leaders.views.roles import agreed_role
from partnership.acting import may, permitted_actor


@require_http_methods(["GET", "POST"])
def role_notice_create(request: HttpRequest, partnership: str, role: str) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    by = permitted_actor(request, can_put_to_role, found)
    form = NoticeForm(request.POST or None)

    def put(given: dict[str, Any]) -> str:
        put_to_role(found, by=by, now=timezone.now(), **given)
        return "It is with everybody who holds the role."

    asks = Asks("Put something to this role", "Send it", know=[who_gets_it(found)])
    return act_page(request, found, form, asks, put)


@require_http_methods(["GET", "POST"])
def role_notice_detail(
    request: HttpRequest, partnership: str, role: str, notice: int
) -> HttpResponse:
    found = agreed_role(request, partnership, role)
    asked = get_object_or_404(
        RoleNotice.objects.filter(role=found).select_related("sent_by__person", "cleared_by"),
        pk=notice,
    )
    asked.role = found
    rule = can_clear_notice if request.method == "POST" else can_read_notice
    by = permitted_actor(request, rule, asked)
    form = DoneForm(request.POST or None)

    def clear(given: dict[str, Any]) -> str:
        clear_notice(asked, by=by, now=timezone.now(), **given)
        return "Thank you. The others who hold the role see what you did."

    asks = Asks("Put to this role", "It is done", template="leaders/role_notice_detail.html")
    clears = asked.is_open and may(request, can_clear_notice, asked)
    return act_page(request, found, form, asks, clear, notice=asked, clears=clears)


def who_gets_it(role: LeadershipRole) -> str:
    """Who holds the role now, by name; 404 when there is nobody to write to."""
    names = [one.person.name for one in role.held_today()]
    if not names:
        raise Http404
    return f"It goes to {get_text_list(names, 'and')}."
