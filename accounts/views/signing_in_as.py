"""In development anybody may be somebody of the demonstration, in one click.

Wired in `urls_development.py` alone, so that it exists nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import Person


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the demonstration, and what they would come here to do."""

    email: str
    title: str
    does: str


PARTS = (
    Part(
        "ruth.adeyemi@example.org",
        "The chair",
        "Sets up the partnership, shares roles, sees whether it works.",
    ),
    Part(
        "daniel.okafor@example.org",
        "A leader who shares a role, from the NHS",
        "Logs work on a challenge in under a minute.",
    ),
    Part(
        "margaret.whitlock@example.org",
        "The other holder of that role, from the county council",
        "Keeps a commitment that another organisation must witness.",
    ),
    Part(
        "priya.raman@example.org",
        "The coordinator",
        "Does the chair's work from day to day.",
    ),
    Part(
        "tom.ellery@example.org",
        "A facilitator, from a voluntary group",
        "Runs sessions, enters what people say and lets it be seen.",
    ),
    Part(
        "sheila.marsh@example.org",
        "A citizen",
        "Books a session and hears what became of what she said.",
    ),
)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Choose whom to be. Only invented people can be chosen."""
    invented = Person.objects.filter(invented=True, email__in=[part.email for part in PARTS])
    if request.method == "POST":
        person = get_object_or_404(invented, email=request.POST.get("email", ""))
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("my_page")
    people = {person.email: person for person in invented}
    cast = [(part, people[part.email]) for part in PARTS if part.email in people]
    return render(request, "dev/sign_in_as.html", {"cast": cast})
