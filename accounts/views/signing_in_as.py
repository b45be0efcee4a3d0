"""In development anybody may be somebody of the demonstration, in one click.

Wired in `urls_development.py` alone, so that it exists nowhere else.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.cast import PARTS
from accounts.models import Person
from accounts.second_step import mark_passed


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Choose whom to be. Only invented people can be chosen."""
    invented = Person.objects.filter(invented=True, email__in=[part.email for part in PARTS])
    if request.method == "POST":
        person = get_object_or_404(invented, email=request.POST.get("email", ""))
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        mark_passed(request, person, "one click, in development")
        return redirect("my_page")
    people = {person.email: person for person in invented}
    cast = [(part, people[part.email]) for part in PARTS if part.email in people]
    return render(request, "dev/sign_in_as.html", {"cast": cast})
