"""A person's own page: who they are, in which hats, and what waits for them."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions.proving import rename
from accounts.actions.reaching import choose, works_again
from accounts.actor import Actor
from accounts.errors import CannotBeReachedThere, Refused
from accounts.forms import NameForm
from accounts.models import ContactPoint, Person
from accounts.panels import gather


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """What each app knows of whoever is signed in, and how they are reached."""
    person = cast(Person, request.user)
    context = {
        "person": person,
        "contact_points": person.contact_points.order_by("kind", "given_at")[:20],
        "written_to": person.contact_points.usable().best_first().first(),
        "panels": gather(settings.MY_PAGE_PANELS, request, person),
    }
    return render(request, "accounts/my_page.html", context)


def _own_contact(request: HttpRequest, person: Person) -> ContactPoint:
    """The posted contact point, if it is this person's. Raises `CannotBeReachedThere`."""
    given = request.POST.get("contact", "")
    known = person.contact_points.filter(pk=given).first() if given.isdecimal() else None
    if known is None:
        raise CannotBeReachedThere
    return known


@require_POST
def contact_choose(request: HttpRequest) -> HttpResponse:
    """Say which of one's own contact points messages about one's work go to."""
    person = cast(Person, request.user)
    by = Actor(person_id=person.pk, name=person.name)
    try:
        choose(_own_contact(request, person), by=by, now=timezone.now())
        messages.success(request, _("Messages about your work come there from now on."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("my_page")


@require_POST
def contact_restart(request: HttpRequest) -> HttpResponse:
    """Say that an address or number of one's own, which was stopped, works again."""
    person = cast(Person, request.user)
    by = Actor(person_id=person.pk, name=person.name)
    try:
        works_again(_own_contact(request, person), by=by)
        messages.success(request, _("We write to you there again."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("my_page")


@require_http_methods(["GET", "HEAD", "POST"])
def name_edit(request: HttpRequest) -> HttpResponse:
    """Say what one is called."""
    person = cast(Person, request.user)
    form = NameForm(
        request.POST if request.method == "POST" else None, initial={"name": person.name}
    )
    if form.is_valid():
        by = Actor(person_id=person.pk, name=person.name)
        rename(person, by=by, name=form.cleaned_data["name"])
        messages.success(request, _("Your name is changed."))
        return redirect("my_page")
    status = 422 if form.errors else 200
    return render(request, "accounts/name_edit.html", {"form": form}, status=status)
