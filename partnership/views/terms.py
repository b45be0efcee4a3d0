"""What a partnership is for and how it works together: written with care, and read by all."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import hidden_leads_to_sign_in, may, permitted_actor
from partnership.actions.terms import describe
from partnership.errors import ChangedMeanwhile
from partnership.forms.setting_up import WordingForm
from partnership.models import Partnership, Terms
from partnership.rules import can_configure, can_rename
from partnership.seen import partnership_seen
from partnership.wording import Wording, compare


@require_http_methods(["GET", "POST"])
def partnership_edit(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    if request.method != "POST":
        form = WordingForm.filled_from(Wording.of(found))
        return _form(request, found, form)
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _form(request, found, form)
    try:
        describe(
            found,
            by=by,
            wording=form.wording(),
            seen=form.cleaned_data["seen"],
            changed=form.cleaned_data["changed"],
            now=timezone.now(),
        )
    except ChangedMeanwhile:
        return _both(request, partnership_seen(request, partnership))
    except Refused as refused:
        form.add_error(refused.field, str(refused))
        return _form(request, found, form)
    messages.success(request, "Saved.")
    return redirect("partnership_setup", partnership=found.slug)


def _form(request: HttpRequest, found: Partnership, form: WordingForm) -> HttpResponse:
    versions = Terms.objects.filter(partnership=found).exists()
    if not may(request, can_rename, found):
        form.fields["name"].help_text = "Only a chair gives a live partnership another name."
    if not versions and "changed" not in form.errors:
        del form.fields["changed"]
    context = {"form": form, "partnership": found, "versions": versions}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/partnership_edit.html", context, status=status)


def _both(request: HttpRequest, stored: Partnership) -> HttpResponse:
    """What is saved beside what this person wrote, which stays in the boxes to be saved."""
    written = request.POST.copy()
    written["seen"] = Wording.of(stored).fingerprint
    latest = Terms.objects.filter(partnership=stored).select_related("adopted_by__person").first()
    context = {"form": WordingForm(written), "partnership": stored, "latest": latest}
    return render(request, "partnership/partnership_edit_conflict.html", context, status=409)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def terms_detail(request: HttpRequest, partnership: str) -> HttpResponse:
    found = partnership_seen(request, partnership)
    versions = Terms.objects.visible_to(request.user).filter(partnership=found)
    latest = versions.first()
    if latest is None:
        raise Http404
    wanted = request.GET.get("version", "")
    shown = (
        get_object_or_404(versions, number=wanted)
        if wanted.isdecimal() and len(wanted) < 5
        else latest
    )
    context = {
        "partnership": found,
        "shown": shown,
        "latest": latest,
        "page": Paginator(versions, 20).get_page(request.GET.get("page")),
        "configures": may(request, can_configure, found),
    }
    return render(request, "partnership/terms_detail.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def terms_compare(request: HttpRequest, partnership: str) -> HttpResponse:
    """Two versions as one text: what was taken out of it, and what was added, in words."""
    found = partnership_seen(request, partnership)
    versions = Terms.objects.visible_to(request.user).filter(partnership=found)
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    if not any(numbers):
        return _latest_two(found, versions)
    if not all(number.isdecimal() and len(number) < 5 for number in numbers):
        raise Http404
    earlier, later = (
        get_object_or_404(versions, number=number) for number in sorted(map(int, numbers))
    )
    context = {
        "partnership": found,
        "earlier": earlier,
        "later": later,
        "changes": versions.filter(number__gt=earlier.number, number__lte=later.number).reverse()[
            :50
        ],
        "parts": [
            ("What it is for", compare(earlier.purpose, later.purpose)),
            ("How the partners work together", compare(earlier.terms, later.terms)),
        ],
    }
    return render(request, "partnership/terms_compare.html", context)


def _latest_two(partnership: Partnership, versions: QuerySet[Terms]) -> HttpResponse:
    """To what changed last; to the terms themselves where they have not changed yet."""
    numbers = list(versions.order_by("-number").values_list("number", flat=True)[:2])
    if len(numbers) < 2:
        return redirect("terms_detail", partnership.slug)
    later, earlier = numbers
    page = reverse("terms_compare", args=[partnership.slug])
    return redirect(f"{page}?from={earlier}&to={later}")
