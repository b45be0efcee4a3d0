"""Pages of a challenge that are one form each."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from challenges.models import Challenge
from challenges.views.finding import crumbs_to
from leaders.form_pages import FormPage


def page_of(challenge: Challenge, heading: str, button: str, lede: str = "") -> FormPage:
    """A form about a challenge, from which one goes back to its question and its people."""
    back = reverse("question_detail", args=[challenge.partnership.slug, challenge.slug])
    return FormPage(challenge.title, heading, button, back, "Back without saving", lede)


def form_answer(
    request: HttpRequest, challenge: Challenge, form: forms.Form, page: FormPage, **more: object
) -> HttpResponse:
    """The page of the form in the words of `page`."""
    return form_shown(request, "form_page", challenge, form, page=page, **more)


def form_shown(
    request: HttpRequest, name: str, challenge: Challenge, form: forms.Form, **more: object
) -> HttpResponse:
    """A page of its own for a form about a challenge: as it opens, or with what was wrong (422)."""
    context = {
        "challenge": challenge,
        "form": form,
        "crumbs": crumbs_to(challenge.partnership, challenge),
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, f"challenges/{name}.html", context, status=status)
