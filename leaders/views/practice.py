"""What somebody practised: their own record, shared entry by entry, confirmed by others."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from accounts.links import opened
from accounts.models import Person
from accounts.writing import count_writing
from leaders.actions import practice
from leaders.forms.skills import AskForm, PracticeForm
from leaders.models import Participation, SkillPractice
from leaders.rules import can_read_shared_practice
from leaders.views.roles import answer
from partnership.acting import bare_actor, hats_of, permitted_actor
from partnership.downloads import Cell, Format, table_response
from partnership.models import Hat, Organisation, Partner
from partnership.seen import partnership_seen

PER_PAGE = 20
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@never_cache
def practice_list(request: HttpRequest) -> HttpResponse:
    """One's own record, the newest first, with a quick way to add to it."""
    form = PracticeForm(request.POST or None, initial={"practised_on": timezone.localdate()})
    if form.is_valid():
        practised = practice.Practised(**form.cleaned_data)
        try:
            practice.write_practice(
                practised, by=bare_actor(request), employer=employer_of(request), now=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, "Kept. Only you see it, until you share it.")
            return redirect("practice_list")
    page = Paginator(_own(request), PER_PAGE).get_page(request.GET.get("page"))
    places = Participation.objects.filter(person=request.user.pk or 0).select_related(
        "cohort__programme"
    )
    context = {"form": form, "page": page, "places": places[:20]}
    return answer(request, "leaders/practice_list.html", context)


@require_safe
def practice_download(request: HttpRequest, form: Format) -> HttpResponse:
    rows: list[list[Cell]] = [
        [
            one.practised_on,
            one.get_skill_display(),
            one.work,
            one.learned,
            "yes" if one.shared else "no",
            one.confirmed_by if one.confirmed_at else "",
        ]
        for one in _own(request)
    ]
    headings = [
        "Day",
        "Skill",
        "Piece of work",
        "What I learned",
        "Shared",
        "Confirmed by, whom I asked",
    ]
    return table_response(form, name="my-practice", headings=headings, rows=rows)


@require_http_methods(METHODS)
@never_cache
def practice_detail(request: HttpRequest, entry: int) -> HttpResponse:
    """One entry: shared, taken back, or deleted."""
    found = get_object_or_404(_own(request), pk=entry)
    act = request.POST.get("act")
    by = bare_actor(request)
    if act in ("share", "take-back"):
        practice.share_practice(found, by=by, shared=act == "share")
        return redirect("practice_detail", entry)
    if act == "delete":
        practice.delete_practice(found, by=by)
        messages.success(request, "Deleted. Nothing of it was kept.")
        return redirect("practice_list")
    return render(request, "leaders/practice_detail.html", {"entry": found})


@require_http_methods(METHODS)
@never_cache
def practice_ask(request: HttpRequest, entry: int) -> HttpResponse:
    found = get_object_or_404(_own(request), pk=entry)
    others = organisations_to_ask(request, found.employer_id)
    form = AskForm(request.POST or None, organisations=others)
    if form.is_valid():
        try:
            count_writing(request)
            practice.ask_to_confirm(
                found, by=bare_actor(request), asked=form.asked(), now=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, "They are asked. Their address is deleted when they answer.")
            return redirect("practice_detail", entry)
    context = {"form": form, "entry": found, "heading": "Who can say that it was so?"}
    return answer(request, "leaders/skill_ask.html", context)


@login_not_required
@require_http_methods(METHODS)
@never_cache
def practice_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever was asked reads the entry and answers once; no account is needed."""
    entries = SkillPractice.objects.select_related("person")
    found = get_object_or_404(entries, pk=opened("practice", token))
    if not found.is_asked:
        return render(request, "leaders/skill_answered.html", {"who": found.person})
    if request.method == "POST":
        yes = request.POST.get("answer") == "yes"
        hats = hats_of(request)
        by = hats[0].actor() if hats else bare_actor(request)
        try:
            practice.confirm(found, by=by, yes=yes, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("practice_confirm", token)
        thanks = _("Your address has been deleted.")
        return render(request, "leaders/skill_answered.html", {"who": found.person, "done": thanks})
    return render(request, "leaders/practice_confirm.html", {"entry": found})


@require_safe
def practice_sharers(request: HttpRequest, partnership: str) -> HttpResponse:
    """Who of the partnership lets the others read something, by name: no figure beside it."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_read_shared_practice, found)
    sharing = SkillPractice.objects.filter(shared=True).values("person")
    acting = Hat.objects.current().filter(partnership=found).values("person")
    people = Person.objects.filter(pk__in=sharing).filter(pk__in=acting).order_by("name", "pk")
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {"partnership": found, "page": page}
    return render(request, "leaders/practice_sharers.html", context)


@require_safe
def practice_shared(request: HttpRequest, partnership: str, person: int) -> HttpResponse:
    """What somebody of the partnership shared, newest first: no figure, and nobody beside them."""
    found = partnership_seen(request, partnership)
    permitted_actor(request, can_read_shared_practice, found)
    hat = Hat.objects.current().filter(partnership=found, person=person).select_related("person")
    worn = hat.first()
    if worn is None:
        raise Http404
    entries = SkillPractice.objects.filter(person=person, shared=True)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {"partnership": found, "hat": worn, "page": page}
    return render(request, "leaders/practice_shared.html", context)


def employer_of(request: HttpRequest) -> Organisation | None:
    """For whom this person acts: of the hat that they wear, or another of theirs."""
    return next((hat.organisation for hat in hats_of(request) if hat.organisation), None)


def organisations_to_ask(request: HttpRequest, employer: int | None) -> QuerySet[Organisation]:
    """The partners of one's own partnerships, but the one that employs them."""
    own = [hat.partnership_id for hat in hats_of(request)]
    partners = Partner.objects.on(timezone.localdate()).filter(partnership__in=own)
    found = Organisation.objects.filter(pk__in=partners.values("organisation")).order_by("name")
    return found.exclude(pk__in=[employer or 0])


def _own(request: HttpRequest) -> QuerySet[SkillPractice]:
    return SkillPractice.objects.filter(person=request.user.pk or 0)
