"""Every kind of chart on one page, in development only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from challenges.chart_specimens import chart_specimens


@login_not_required
def look_charts(request: HttpRequest) -> HttpResponse:
    """The page on which designers look at charts."""
    return render(request, "dev/charts.html", {"specimens": chart_specimens()})
