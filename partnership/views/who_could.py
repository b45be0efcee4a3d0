"""Who could do what on a day, to see and to take away."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.acting import permitted_actor
from partnership.downloads import Format, table_response
from partnership.forms.who_could import WhoCouldForm
from partnership.rules import can_see_history
from partnership.seen import partnership_seen
from partnership.who_could import in_words, worn_on

HEADINGS = [
    "Name",
    "As",
    "For",
    "From",
    "Until",
    "What it allowed",
    "Who gave it",
]
TAKEN_AT_MOST = 5_000


@require_safe
def who_could(request: HttpRequest, partnership: str) -> HttpResponse:
    """Any day up to today; filters are in the address."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_history, found)
    form = WhoCouldForm(_asked(request))
    if not form.is_valid():
        context = {"partnership": found, "form": form}
        return render(request, "partnership/who_could.html", context, status=422)
    asked = form.cleaned_data
    hats = worn_on(found, asked["on"], capacity=asked["capacity"], name=asked["name"])
    page = Paginator(hats, 50).get_page(request.GET.get("page"))
    filters = request.GET.copy()
    filters.pop("page", None)
    query = filters.urlencode()
    context = {
        "partnership": found,
        "form": form,
        "day": asked["on"],
        "page": page,
        "worn": in_words(list(page.object_list)),
        "query": f"{query}&" if query else "",
        **{
            f"{kind}_url": f"{reverse('who_could_download', args=[found.slug, kind])}?{query}"
            for kind in ("csv", "xlsx")
        },
    }
    return render(request, "partnership/who_could.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address asks for; of no day, today, which the box then shows."""
    asked = request.GET.dict()
    if not asked.get("on", "").strip():
        asked["on"] = timezone.localdate().isoformat()
    return asked


@require_safe
def who_could_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    """The same as a table to keep."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_see_history, found)
    asked = WhoCouldForm(_asked(request))
    if not asked.is_valid():
        return redirect("who_could", partnership=found.slug)
    given = asked.cleaned_data
    hats = worn_on(found, given["on"], capacity=given["capacity"], name=given["name"])
    rows = (
        [
            one.hat.person.name,
            one.hat.get_capacity_display(),
            one.hat.organisation.name if one.hat.organisation else "Resident",
            timezone.localdate(one.hat.starts_at),
            timezone.localdate(one.hat.ends_at) if one.hat.ends_at else None,
            one.allowed,
            one.given,
        ]
        for one in in_words(list(hats[:TAKEN_AT_MOST]))
    )
    name = f"{found.slug}-who-could-{given['on']:%Y-%m-%d}"
    return table_response(form, name=name, headings=HEADINGS, rows=rows)
