"""To invite people, and to look after invitations that nobody has answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import Actor
from accounts.errors import Refused
from accounts.writing import count_writing
from partnership.acting import permitted_actor
from partnership.actions.hats import name_by_hand
from partnership.actions.inviting import Terms, invite_to_hat, send_again, withdraw
from partnership.capacities_in_words import IN_WORDS, needs_second_step
from partnership.codes import readable
from partnership.forms.hats import ON_PAPER, PersonForm
from partnership.models import Invitation, Partnership
from partnership.rules import can_configure, can_give_hat
from partnership.seen import partnership_seen


@require_http_methods(["GET", "POST"])
def hat_create(request: HttpRequest, partnership: str) -> HttpResponse:
    """Ask somebody to act; or write down somebody who acts on paper and by phone."""
    found = partnership_seen(request, partnership)
    by = permitted_actor(request, can_configure, found)
    wanted = {"capacity": request.GET.get("as", "")}
    form = PersonForm(request.POST or None, initial=wanted, partnership=found, by=by)
    if form.is_valid():
        try:
            return _asked(request, found, by, form)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
    capacities = [
        (label, IN_WORDS[value], needs_second_step(value))
        for value, label in form.fields["capacity"].choices  # type: ignore[attr-defined]
    ]
    context = {"partnership": found, "form": form, "capacities": capacities}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/hat_create.html", context, status=status)


def _asked(
    request: HttpRequest, partnership: Partnership, by: Actor, form: PersonForm
) -> HttpResponse:
    given, now = form.cleaned_data, timezone.now()
    who = {name: given[name] for name in ("name", "capacity", "organisation")}
    if given["how"] == ON_PAPER:
        name_by_hand(partnership, by=by, now=now, **who)
        messages.success(request, f"{given['name']} acts from now on, on paper and by phone.")
        return redirect("hat_list", partnership=partnership.slug)
    if given["email"]:
        count_writing(request)
    invitation = invite_to_hat(
        partnership,
        by=by,
        email=given["email"],
        now=now,
        terms=Terms(until=given["until"], words=given["words"]),
        **who,
    )
    return after_inviting(request, invitation)


def after_inviting(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """To the code, where there is one to hand over; otherwise to the list."""
    slug = invitation.partnership.slug
    if not invitation.email:
        return redirect("invitation_code", partnership=slug, invitation=invitation.pk)
    messages.success(request, f"We are writing to {invitation.name}. They act once they accept.")
    return redirect("hat_list", partnership=slug)


def _permitted(request: HttpRequest, slug: str, pk: int) -> tuple[Invitation, Actor]:
    """An invitation that was not answered, and who may look after it; 404 otherwise."""
    found = partnership_seen(request, slug)
    invitation = get_object_or_404(
        Invitation.objects.unanswered().select_related(
            "organisation", "invited_by__person", "replaces__person"
        ),
        pk=pk,
        partnership=found,
    )
    invitation.partnership = found

    def looks_after(by: Actor, asked: Invitation) -> bool:
        return can_give_hat(by, asked.partnership, asked.capacity)

    return invitation, permitted_actor(request, looks_after, invitation)


@require_safe
def invitation_code(request: HttpRequest, partnership: str, invitation: int) -> HttpResponse:
    """The code to be read out, printed or posted, with what to say."""
    found, _by = _permitted(request, partnership, invitation)
    context = {
        "partnership": found.partnership,
        "invitation": found,
        "code": readable(found.code),
        "words": IN_WORDS[found.capacity],
        "is_open": found.is_open(timezone.now()),
    }
    return render(request, "partnership/invitation_code.html", context)


@require_POST
def invitation_again(request: HttpRequest, partnership: str, invitation: int) -> HttpResponse:
    """Send it again, and let it hold for four more weeks."""
    found, by = _permitted(request, partnership, invitation)
    try:
        if found.email:
            count_writing(request)
        sent = send_again(found, by=by, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("hat_list", partnership=partnership)
    return after_inviting(request, sent)


@require_http_methods(["GET", "POST"])
def invitation_withdraw(request: HttpRequest, partnership: str, invitation: int) -> HttpResponse:
    """Take it back: a page that says what that means, then the act."""
    found, by = _permitted(request, partnership, invitation)
    if request.method == "POST":
        try:
            withdraw(found, by=by, now=timezone.now())
            messages.success(request, f"The invitation of {found.name} is withdrawn.")
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("hat_list", partnership=partnership)
    context = {"partnership": found.partnership, "invitation": found}
    return render(request, "partnership/invitation_withdraw.html", context)
