"""Setting up: a task list saved as it goes, and the step that makes it public."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import may, permitted_actor
from partnership.actions.setting_up import create_partnership, describe, publish
from partnership.forms.setting_up import PartnershipBeginForm, PurposeForm
from partnership.models import Partnership, Place
from partnership.rules import can_configure, can_publish
from partnership.search import organisations_like
from partnership.setup_tasks import tasks_of


def configured(request: HttpRequest, slug: str) -> Partnership:
    """The partnership as far as this request may see it; 404 otherwise."""
    return get_object_or_404(
        Partnership.objects.visible_to(request.user).select_related("place"), slug=slug
    )


@require_http_methods(["GET", "POST"])
def partnership_create(request: HttpRequest) -> HttpResponse:
    by = permitted_actor(request, lambda actor, _: actor.person_id is not None, None)
    now = timezone.now()
    typed = request.POST.get("find") or request.GET.get("find", "")
    organisations = organisations_like(typed, on=timezone.localdate(now))
    places = Place.objects.systems().on(timezone.localdate(now))
    chosen = Place.objects.filter(slug=request.GET.get("place", "")).first()
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
    context = {"form": form, "typed": typed, "organisations": organisations, "chosen": chosen}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/partnership_create.html", context, status=status)


@require_safe
def partnership_setup(request: HttpRequest, partnership: str) -> HttpResponse:
    found = configured(request, partnership)
    permitted_actor(request, can_configure, found)
    tasks = tasks_of(found, on=timezone.localdate())
    context = {
        "partnership": found,
        "tasks": tasks,
        "ready": all(task.done for task in tasks if task.needed),
        "publishes": may(request, can_publish, found),
    }
    return render(request, "partnership/partnership_setup.html", context)


@require_http_methods(["GET", "POST"])
def partnership_edit(request: HttpRequest, partnership: str) -> HttpResponse:
    found = configured(request, partnership)
    by = permitted_actor(request, can_configure, found)
    form = PurposeForm(request.POST or None, instance=found)
    if form.is_valid():
        describe(Partnership.objects.get(pk=found.pk), by=by, **form.cleaned_data)
        return redirect("partnership_setup", partnership=found.slug)
    found.refresh_from_db()
    context = {"form": form, "partnership": found}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/partnership_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def partnership_publish(request: HttpRequest, partnership: str) -> HttpResponse:
    found = configured(request, partnership)
    by = permitted_actor(request, can_publish, found)
    refusal = ""
    if request.method == "POST":
        try:
            publish(found, by=by, now=timezone.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, f"{found.name} is live. Everybody can find it now.")
            return redirect("partnership_detail", partnership=found.slug)
    tasks = tasks_of(found, on=timezone.localdate())
    context = {
        "partnership": found,
        "missing": [task for task in tasks if task.needed and not task.done],
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "partnership/partnership_publish.html", context, status=status)
