"""Every part of the look on one page, in development only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.specimens import specimens


@login_not_required
def look_specimens(request: HttpRequest) -> HttpResponse:
    """The page on which designers look at parts, full, long and empty."""
    return render(request, "dev/look.html", specimens(wrong=request.GET.get("errors") == "1"))
