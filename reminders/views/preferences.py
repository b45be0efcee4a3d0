"""What somebody wants to hear of: by a private link, without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from accounts.links import opened
from accounts.models import ContactPoint
from reminders.actions.preferring import leave, prefer
from reminders.forms import PreferenceForm
from reminders.kinds import mailings
from reminders.links import PURPOSE


def _contact(token: str) -> ContactPoint:
    return get_object_or_404(ContactPoint, pk=opened(PURPOSE, token))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def preference_edit(request: HttpRequest, token: str) -> HttpResponse:
    """Say what to hear of. To look changes nothing: scanners open links."""
    contact = _contact(token)
    form = PreferenceForm(contact=contact)
    if request.method == "POST":
        form = PreferenceForm(request.POST, contact=contact)
        if form.is_valid():
            prefer(contact, by=Actor.guest(), wanted=form.cleaned_data["wanted"])
            messages.success(request, _("Saved. This holds from now on."))
            return redirect("preference_edit", token=token)
    return render(
        request,
        "reminders/preference_edit.html",
        {"form": form, "mailings": mailings()},
        status=422 if form.errors else 200,
    )


@csrf_exempt  # RFC 8058: mail programs post here without a cookie; the token is the right
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def mailing_leave(request: HttpRequest, token: str, topic: str) -> HttpResponse:
    """Leave a mailing by one POST. A GET shows the page where one can choose."""
    contact = _contact(token)
    if request.method != "POST":
        return redirect("preference_edit", token=token)
    leave(contact, by=Actor.guest(), topic=topic)
    return render(
        request,
        "reminders/mailing_leave.html",
        {"token": token, "topic": mailings().get(topic)},
    )
