"""What somebody wants to hear of, how often, and when not: by a private link, without signing in.

To look changes nothing: scanners open links.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import Actor
from accounts.links import opened
from accounts.models import ContactPoint
from reminders.actions import preferring
from reminders.forms import PreferenceForm
from reminders.hours import months_after
from reminders.kinds import ALL_MAILINGS, mailings, mailings_for
from reminders.links import PURPOSE
from reminders.models import Rhythm
from reminders.wishes import Wishes, wishes_of_one


def contact_of(token: str) -> ContactPoint:
    """The contact point that a private link names, or 404."""
    return get_object_or_404(ContactPoint, pk=opened(PURPOSE, token))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def preference_edit(request: HttpRequest, token: str) -> HttpResponse:
    """Say what to hear of, how often, and when not."""
    contact = contact_of(token)
    wishes = wishes_of_one(contact.pk)
    topics = mailings_for(contact)
    sent = request.POST if request.method == "POST" else None
    form = PreferenceForm(sent, topics=topics, wishes=wishes)
    if form.is_valid():
        _save(contact, form.cleaned_data)
        messages.success(request, _("Saved. This holds from now on."))
        return redirect("preference_edit", token=token)
    context = {"form": form, "mailings": topics, "token": token, **_rest(wishes)}
    status = 422 if form.errors else 200
    return render(request, "reminders/preference_edit.html", context, status=status)


def _save(contact: ContactPoint, said: dict[str, Any]) -> None:
    guest = Actor.guest()
    preferring.prefer(contact, by=guest, wanted=said["wanted"])
    often = Rhythm.Often(said["often"])
    preferring.set_rhythm(contact, by=guest, often=often, weekends=not said["spared"])


def _rest(wishes: Wishes) -> dict[str, Any]:
    """Until when mailings are paused, or would be."""
    now = timezone.now()
    resting = wishes.paused_until is not None and wishes.paused_until > now
    return {
        "paused_until": wishes.paused_until if resting else None,
        "would_pause_until": months_after(now, preferring.PAUSE),
        "left_all": ALL_MAILINGS.name in wishes.left,
    }


@login_not_required
@require_POST
def mailing_pause(request: HttpRequest, token: str) -> HttpResponse:
    """Have no mailings for three months."""
    contact = contact_of(token)
    until = preferring.pause(contact, by=Actor.guest(), now=timezone.now())
    day = date_format(timezone.localtime(until), "j F Y")
    messages.success(request, _("Paused until %(day)s.") % {"day": day})
    return redirect("preference_edit", token=token)


@login_not_required
@require_POST
def mailing_resume(request: HttpRequest, token: str) -> HttpResponse:
    """End the pause now."""
    preferring.resume(contact_of(token), by=Actor.guest())
    messages.success(request, _("We write to you again from now on."))
    return redirect("preference_edit", token=token)


@csrf_exempt  # RFC 8058: mail programs post here without a cookie; the token is the right
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def mailing_leave(request: HttpRequest, token: str, topic: str) -> HttpResponse:
    """Leave a mailing by one POST. A GET shows the page where one can choose."""
    contact = contact_of(token)
    if request.method != "POST":
        return redirect("preference_edit", token=token)
    preferring.leave(contact, by=Actor.guest(), topic=topic)
    everything = topic == ALL_MAILINGS.name
    context = {
        "token": token,
        "everything": [one.label for one in mailings_for(contact).values()] if everything else [],
        "topic": ALL_MAILINGS if everything else mailings().get(topic),
    }
    return render(request, "reminders/mailing_leave.html", context)


@login_not_required
@require_POST
def mailing_rejoin(request: HttpRequest, token: str, topic: str) -> HttpResponse:
    """The way back for whoever left by mistake."""
    preferring.rejoin(contact_of(token), by=Actor.guest(), topic=topic)
    messages.success(request, _("We write to you about this again from now on."))
    return redirect("preference_edit", token=token)
