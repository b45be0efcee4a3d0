"""Setting up: how a partnership begins, and its task list, saved as it goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import may, permitted_actor
from partnership.actions.setting_up import create_partnership
from partnership.formerly import former_names
from partnership.forms.setting_up import PartnershipBeginForm
from partnership.last_touched import last_touched
from partnership.models import Place
from partnership.place_search import place_called
from partnership.rules import can_configure, can_publish
from partnership.search import organisations_like
from partnership.seen import partnership_seen
from partnership.setup_tasks import tasks_of


@require_http_methods(["GET", "POST"])
def partnership_create(request: HttpRequest) -> HttpResponse:
    by = permitted_actor(request, lambda actor, _: actor.person_id is not None, None)
    now = timezone.now()
    typed = request.POST.get("find") or request.GET.get("find", "")
    organisations = organisations_like(typed, on=timezone.localdate(now), person=request.user)
    places = Place.objects.systems().on(timezone.localdate(now))
    chosen = place_called(request.GET.get("place", ""))
    if chosen is not None:
        places = Place.objects.filter(pk=chosen.pk)
    form = PartnershipBeginForm(
        request.POST or None,
        places=places,
        organisations=list(organisations),
        chosen=chosen,
    )
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            begun = create_partnership(
                wanted["place"],
                by=by,
                name=wanted["name"],
                organisation=wanted["organisation"],
                now=now,
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("partnership_setup", partnership=begun.slug)
    context = {
        "form": form,
        "typed": typed,
        "organisations": organisations,
        "former_names": former_names((one.pk for one in organisations), request.user),
        "chosen": chosen,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partnership/partnership_create.html", context, status=status)


@require_safe
def partnership_setup(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_configure, found)
    tasks = tasks_of(found, on=timezone.localdate())
    context = {
        "partnership": found,
        "tasks": list(zip(tasks, last_touched(tasks), strict=True)),
        "ready": all(task.done for task in tasks if task.needed),
        "publishes": may(request, can_publish, found),
    }
    return render(request, "partnership/partnership_setup.html", context)
