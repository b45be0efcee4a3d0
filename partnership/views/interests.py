"""What a person declares on their own page, and the public register of a partnership."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from partnership.acting import hidden_leads_to_sign_in, permitted_actor
from partnership.actions.interests import declare, declare_none, end_interest
from partnership.downloads import Cell, Format, table_response
from partnership.formerly import former_names
from partnership.forms.interests import EXAMPLES, InterestEndForm, InterestForm
from partnership.interests import acting_as, register, silent
from partnership.models import Interest, Organisation
from partnership.rules import can_declare, can_end_interest
from partnership.search import organisations_like
from partnership.seen import partnership_seen

PAGE = 50


@require_http_methods(["GET", "POST"])
def interest_create(request: HttpRequest) -> HttpResponse:
    by = permitted_actor(request, lambda actor, _: can_declare(actor), None)
    form = InterestForm(request.POST or None, person=request.user)
    if form.is_valid() and "find" not in request.POST:
        try:
            declare(form.declared(), by=by, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "Declared. It is shown wherever it matters.")
            return redirect("my_page")
    return _declaring(request, form)


@require_http_methods(["GET", "POST"])
def interest_none(request: HttpRequest) -> HttpResponse:
    """Say that one has none: a page first, for everybody can read it then."""
    by = permitted_actor(request, lambda actor, _: can_declare(actor), None)
    refusal = ""
    if request.method == "POST":
        try:
            declare_none(by=by, now=timezone.now())
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Declared: you have none. Registers say so, with the day.")
            return redirect("my_page")
    status = 422 if refusal else 200
    return render(request, "partnership/interest_none.html", {"refusal": refusal}, status=status)


def _declaring(request: HttpRequest, form: InterestForm) -> HttpResponse:
    """The form; while an organisation is looked for, what was written stays and is not judged."""
    looking = "find" in request.POST
    typed = request.POST.get("q", "")
    chosen = request.POST.get("organisation", "")
    like = list(organisations_like(typed, on=timezone.localdate(), person=request.user))
    if chosen.isdecimal() and len(chosen) < 10 and int(chosen) not in {one.pk for one in like}:
        seen = Organisation.objects.visible_to(request.user)
        like = [*seen.filter(pk=int(chosen)), *like]
    shown = InterestForm(initial=request.POST.dict(), person=request.user) if looking else form
    context = {
        "form": shown,
        "typed": typed,
        "like": like,
        "chosen": chosen,
        "former_names": former_names((one.pk for one in like), request.user),
        "examples": [(Interest.Kind(kind).label, words) for kind, words in EXAMPLES.items()],
    }
    status = 422 if shown.is_bound and shown.errors else 200
    return render(request, "partnership/interest_create.html", context, status=status)


@require_http_methods(["GET", "POST"])
def interest_end(request: HttpRequest, interest: int) -> HttpResponse:
    found = get_object_or_404(Interest.objects.select_related("organisation"), pk=interest)
    by = permitted_actor(request, can_end_interest, found)
    form = InterestEndForm(request.POST or None)
    if form.is_valid():
        try:
            end_interest(found, by=by, ends_on=form.cleaned_data["ends_on"])
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "Saved. It stays in the register for six months more.")
            return redirect("my_page")
    context = {"form": form, "interest": found}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/interest_end.html", context, status=status)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def interest_list(request: HttpRequest, partnership: str) -> HttpResponse:
    """The public register of those who act in a partnership."""
    found = partnership_seen(request, partnership)
    today = timezone.localdate()
    page = Paginator(register(found, today), PAGE).get_page(request.GET.get("page"))
    others = silent(found, today) if page.number == page.paginator.num_pages else []
    people = {one.person_id for one in page} | {one.person.pk for one in others}
    acting = acting_as(found, people)
    context = {
        "partnership": found,
        "page": page,
        "rows": [(one, acting.get(one.person_id, []), one.holds_on(today)) for one in page],
        "others": [(one, acting.get(one.person.pk, [])) for one in others],
        "former_names": former_names(
            (one.organisation_id for one in page if one.organisation_id), request.user
        ),
    }
    return render(request, "partnership/interest_list.html", context)


@login_not_required
@require_safe
@hidden_leads_to_sign_in
def interest_list_download(request: HttpRequest, partnership: str, form: Format) -> HttpResponse:
    found = partnership_seen(request, partnership)
    today = timezone.localdate()
    interests = list(register(found, today)[:5_000])
    others = silent(found, today)
    people = {one.person_id for one in interests} | {one.person.pk for one in others}
    acting = acting_as(found, people)
    headings = ["Name", "Acts as", "Kind", "Organisation", "What", "Since", "Until", "Declared on"]
    rows: list[list[Cell]] = [
        [
            one.person.name,
            "; ".join(acting.get(one.person_id, [])),
            one.get_kind_display(),
            one.organisation.name if one.organisation else "",
            one.what,
            one.starts_on,
            one.ends_on,
            timezone.localdate(one.declared_at),
        ]
        for one in interests
    ]
    rows += [
        [one.person.name, "; ".join(acting.get(one.person.pk, [])), "", "", one.words, *[None] * 3]
        for one in others
    ]
    return table_response(form, name=f"{found.slug}-interests", headings=headings, rows=rows)
