"""The pages that every public service owes its readers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """How it works, in one page."""
    return render(request, "pages/about.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the law asks for."""
    return render(request, "pages/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, and for how long."""
    return render(request, "pages/privacy.html")


@login_not_required
def cookies(request: HttpRequest) -> HttpResponse:
    """The two cookies, and what they do."""
    return render(request, "pages/cookies.html")
