"""Pages that are one form each: their words, and what becomes of what was sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.errors import Refused


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that is one form: what it is called, what its button says, and the way back."""

    kicker: str
    heading: str
    button: str
    back_url: str
    back_label: str
    lede: str = ""


def saved(form: forms.Form, save: Callable[[dict[str, Any]], object]) -> bool:
    """Whether what was sent is good and was done; a refusal goes to its field."""
    if not form.is_valid():
        return False
    try:
        save(form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


def form_page(
    request: HttpRequest, form: forms.Form, page: FormPage, **more: object
) -> HttpResponse:
    """A page that is one form, with its words."""
    context = {"form": form, "page": page, **more}
    status = 422 if form.is_bound else 200
    return render(request, "leaders/programme_form.html", context, status=status)
