"""A page with one form about one role: what it asks, what it says when it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.errors import Refused
from leaders.asks import Asks
from leaders.models import LeadershipRole
from leaders.views.roles import address, answer


def act_page(
    request: HttpRequest,
    role: LeadershipRole,
    form: forms.Form,
    asks: Asks,
    then: Callable[[dict[str, Any]], str],
    **context: Any,
) -> HttpResponse:
    """Ask; do `then` with what was answered, and show the words that it returns on the role's page.

    What `then` refuses is shown at its field, with everything that was typed kept.
    """
    if form.is_valid():
        try:
            done = then(form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, done)
            return redirect(*address(role))
    return answer(request, asks.template, {"role": role, "form": form, "asks": asks, **context})
