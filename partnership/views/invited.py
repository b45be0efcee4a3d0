"""For whoever is invited: find the invitation, see what it is, prove who you are, say yes or no."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import pending
from accounts.errors import Refused
from accounts.links import opened
from partnership.acting import bare_actor
from partnership.actions.inviting import accept, decline, was_sent_to
from partnership.capacities_in_words import IN_WORDS, needs_second_step
from partnership.errors import NoSuchCode, ShowSecondStep, TooManyCodes
from partnership.forms.invited import CodeForm
from partnership.middleware import CHOSEN_HAT
from partnership.models import Invitation


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_find(request: HttpRequest) -> HttpResponse:
    """Type the code that one was handed."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return redirect("invitation_open", token=_of_code(request, form).token())
        except Refused as refused:
            form.add_error("code", str(refused))
    status = 422 if form.errors else 200
    return render(request, "partnership/invitation_find.html", {"form": form}, status=status)


def _of_code(request: HttpRequest, form: CodeForm) -> Invitation:
    """The open invitation of a code. Raises `TooManyCodes`, and `NoSuchCode`.

    From an address that missed too often not even the right code is looked up. When all together
    missed too often it is: whoever guesses from everywhere shuts out nobody who was invited.
    """
    if not ratelimit.consume(request, action="invitation_code", dry_run=True):
        raise TooManyCodes
    found = Invitation.objects.unanswered().filter(code=form.cleaned_data["code"]).first()
    if found is None and not _may_miss(request):
        raise TooManyCodes
    if found is None or not found.is_open(timezone.now()):
        raise NoSuchCode
    return found


def _may_miss(request: HttpRequest) -> bool:
    ratelimit.consume(request, action="invitation_code")
    return bool(ratelimit.consume(request, action="invitation_code_anywhere", key="anybody"))


@never_cache
@login_not_required
@require_safe
def invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks, for what, what one could do, who would see it; and how to answer."""
    invitation = _opened(token)
    person = request.user if request.user.is_authenticated else None
    context = {
        "invitation": invitation,
        "partnership": invitation.partnership,
        "is_open": invitation.is_open(timezone.now()),
        "words": IN_WORDS[invitation.capacity],
        "second_step": needs_second_step(invitation.capacity),
        "fits": person is not None and was_sent_to(invitation, person.pk),
        "here": urlencode({"next": request.path}),
    }
    return render(request, "partnership/invitation_open.html", context)


@never_cache
@login_not_required
@require_POST
def invitation_prove(request: HttpRequest, token: str) -> HttpResponse:
    """Send a code to the address that was invited: the right one signs in, known or new."""
    invitation = _opened(token)
    here = reverse("invitation_open", args=[token])
    if not invitation.email or not invitation.is_open(timezone.now()):
        return redirect(here)
    if not ratelimit.consume(request, action="request_login_code", key=invitation.email):
        messages.error(request, _("Too many tries. Wait five minutes, then ask again."))
        return redirect(here)
    pending.begin(request, name=invitation.name, email=invitation.email)
    return redirect(f"{reverse('sign_up_code')}?{urlencode({'next': here})}")


@never_cache
@require_POST
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Say yes, and act in it from now on."""
    invitation = _opened(token)
    try:
        hat = accept(
            invitation,
            by=bare_actor(request),
            now=timezone.now(),
            passed_second_step=request.user.passed_second_step,  # type: ignore[union-attr]
        )
    except ShowSecondStep as refused:
        messages.info(request, str(refused))
        here = reverse("invitation_open", args=[token])
        return redirect(f"{reverse('second_step')}?{urlencode({'next': here})}")
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("invitation_open", token=token)
    request.session[CHOSEN_HAT] = hat.pk
    given = {"hat": hat.label, "partnership": invitation.partnership.name}
    messages.success(request, _("You act as %(hat)s in %(partnership)s.") % given)
    return redirect("my_page")


@never_cache
@login_not_required
@require_POST
def invitation_decline(request: HttpRequest, token: str) -> HttpResponse:
    """Say no. Nobody has to sign in for that."""
    invitation = _opened(token)
    try:
        decline(invitation, by=bare_actor(request), now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("invitation_open", token=token)


def _opened(token: str) -> Invitation:
    """The invitation of a private link; 404 for a link that is none."""
    return get_object_or_404(
        Invitation.objects.select_related(
            "partnership", "organisation", "invited_by__person", "replaces__person"
        ),
        pk=opened("invitation", token),
    )
