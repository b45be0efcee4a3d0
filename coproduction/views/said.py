"""What became of what I said: behind a private link, without an account."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.links import absolute, opened
from coproduction.actions.contributing import take_back
from coproduction.errors import TakenBack
from coproduction.figures import with_what_follows
from coproduction.models import Contribution, Influence
from coproduction.threads import thread_of
from partnership.acting import bare_actor


@login_not_required
@require_safe
@never_cache
def said(request: HttpRequest, token: str) -> HttpResponse:
    contribution = _opened(token)
    answers = Influence.objects.filter(contribution=contribution, decision__state="published")
    influences = with_what_follows(answers).order_by("decision__decided_on", "pk")[:20]
    stations = thread_of(contribution, list(influences), now=timezone.now())
    context = {"contribution": contribution, "token": token, "stations": stations}
    return render(request, "coproduction/said.html", context)


@login_not_required
@require_safe
@never_cache
def said_thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Sent: the private link, and what happens next."""
    contribution = _opened(token)
    link = absolute(contribution.private_path())
    session = contribution.session
    asks = session.takes_feedback(timezone.now())
    context = {"contribution": contribution, "link": link, "session": session, "asks": asks}
    return render(request, "coproduction/said_thanks.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def said_take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Say what taking back means, and do it when asked to."""
    contribution = _opened(token)
    if request.method == "POST" and not contribution.is_taken_back:
        by = replace(bare_actor(request), on_behalf_of=contribution.on_behalf)
        with suppress(TakenBack):  # the same form, sent a moment before
            take_back(contribution, by=by, now=timezone.now())
        messages.success(request, _("You have taken your words back."))
    if contribution.is_taken_back or request.method == "POST":
        return redirect("said", token=token)
    context = {"contribution": contribution, "token": token}
    return render(request, "coproduction/said_take_back.html", context)


def _opened(token: str) -> Contribution:
    """To have the link is to have the right."""
    contributions = Contribution.objects.select_related("session__partnership", "moderated_by")
    return get_object_or_404(contributions, pk=opened("contribution", token))
