"""Something worries somebody: two steps without an account, and a link to how it stands."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import Refused
from accounts.links import absolute, opened, private_token
from accounts.models.contact_point import as_people_write
from coproduction.actions.safeguarding import raise_concern
from coproduction.forms.concern import ConcernForm
from coproduction.models import Concern, Session
from coproduction.rules import can_raise_concern
from coproduction.threads import concern_stations
from coproduction.worries import UnsentWorry
from partnership.acting import bare_actor

METHODS = ["GET", "HEAD", "POST"]


@login_not_required
@require_http_methods(METHODS)
@never_cache
def concern_raise(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    found = _session_of(request, partnership, session)
    unsent = UnsentWorry.of(request, found, now=timezone.now())
    words = request.GET.get("words", "")
    about = opened("worrying words", words) if words else 0
    form = ConcernForm(request.POST if request.method == "POST" else None, initial=unsent.answers())
    if form.is_valid():
        unsent.keep(request, form.cleaned_data, about=about, now=timezone.now())
        return redirect("concern_check", partnership, session)
    context = {"session": found, "form": form, "about_words": bool(about or unsent.about)}
    status = 422 if form.is_bound else 200
    return render(request, "coproduction/concern_raise.html", context, status=status)


@login_not_required
@require_http_methods(METHODS)
@never_cache
def concern_check(request: HttpRequest, partnership: str, session: str) -> HttpResponse:
    """Check what will be sent, and send it."""
    found = _session_of(request, partnership, session)
    unsent = UnsentWorry.of(request, found, now=timezone.now())
    if not unsent.words:
        return redirect("concern_raise", partnership, session)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            worry = unsent.worry(found)
            concern = raise_concern(found, by=bare_actor(request), worry=worry, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            unsent.forget(request)
            return redirect("concern_status", token=private_token("concern", concern.pk))
    context = {"session": found, "form": form, "facts": _facts(found, unsent)}
    status = 422 if form.errors else 200
    return render(request, "coproduction/concern_check.html", context, status=status)


@login_not_required
@require_safe
@never_cache
def concern_status(request: HttpRequest, token: str) -> HttpResponse:
    """How far it has come, and nothing of what was said: a link may be found by others."""
    concerns = Concern.objects.select_related("session__partnership")
    concern = get_object_or_404(concerns, pk=opened("concern", token))
    link = absolute(concern.private_path())
    context = {"concern": concern, "stations": concern_stations(concern), "link": link}
    return render(request, "coproduction/concern_status.html", context)


def _session_of(request: HttpRequest, partnership: str, session: str) -> Session:
    seen = Session.objects.visible_to(request.user).select_related("partnership")
    found = get_object_or_404(seen, partnership__slug=partnership, slug=session)
    if not can_raise_concern(bare_actor(request), found):
        raise Http404
    return found


def _facts(session: Session, unsent: UnsentWorry) -> list[dict[str, str]]:
    """Check your answers: all of them change on the one page before."""
    address = reverse("concern_raise", args=[session.partnership.slug, session.slug])
    reached_at = as_people_write(unsent.how, unsent.reached_at) if unsent.reached_at else ""
    told = reached_at or _("Do not get in touch with me")
    rows = [(_("What worries you"), unsent.words), (_("How we reach you"), told)]
    return [{"key": key, "value": value, "change_url": address} for key, value in rows]
