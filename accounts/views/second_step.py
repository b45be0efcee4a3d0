"""The second step: shown at signing in, and set up, on pages of our own."""

from __future__ import annotations

import base64
import json
from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import second_step as step
from accounts.actions.securing import add_app, add_passkey, remove_step, renew_codes
from accounts.actor import Actor
from accounts.forms import AppForm, PasskeyForm, StepCodeForm
from accounts.models import Person

GET_OR_POST = ["GET", "HEAD", "POST"]


def _asked(request: HttpRequest) -> tuple[Person, Actor]:
    person = cast(Person, request.user)
    return person, Actor(person_id=person.pk, name=person.name)


def _way_on(request: HttpRequest) -> dict[str, str]:
    """Where to go afterwards, kept from page to page."""
    onward = get_next_redirect_url(request)
    return {"onward": onward or "", "query": f"?{urlencode({'next': onward})}" if onward else ""}


def _to(request: HttpRequest, name: str) -> HttpResponse:
    return redirect(f"{reverse(name)}{_way_on(request)['query']}")


def _onward(request: HttpRequest) -> HttpResponse:
    return redirect(_way_on(request)["onward"] or "my_page")


def _is_locked(request: HttpRequest, person: Person) -> bool:
    """Whoever has a second step shows it before they change it."""
    return step.has_one(person) and not step.has_passed(request, person)


def _as_data(options: dict[str, Any]) -> str:
    """For the script that talks to the browser's keeper of passkeys."""
    return json.dumps(options, cls=DjangoJSONEncoder)


@never_cache
@require_http_methods(GET_OR_POST)
def second_step(request: HttpRequest) -> HttpResponse:
    """Show it: a code of the app, a passkey, or a recovery code."""
    person, _by = _asked(request)
    if not step.has_one(person):
        return _to(request, "second_step_setup")
    if step.has_passed(request, person):
        return _onward(request) if _way_on(request)["onward"] else redirect("second_step_list")
    posted = request.POST if request.method == "POST" else None
    by_key = posted is not None and "credential" in posted
    types = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    with_key, by_app = Authenticator.Type.WEBAUTHN in types, Authenticator.Type.TOTP in types
    form = (
        ReauthenticateWebAuthnForm(posted, user=person)
        if by_key
        else StepCodeForm(posted, user=person, by_app=by_app)
    )
    if form.is_valid():
        form.save()
        if not by_key and form.was_recovery:
            return _after_recovery(request, person)
        return _onward(request)
    context = {
        "form": StepCodeForm(user=person, by_app=by_app) if by_key else form,
        "by_app": by_app,
        "options": _as_data(begin_authentication(person)) if with_key else "",
        "key_failed": by_key,
        **_way_on(request),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/second_step.html", context, status=status)


def _after_recovery(request: HttpRequest, person: Person) -> HttpResponse:
    """Say how many codes are left; whoever used the last is led to what to do about it."""
    left = len(_codes_of(person))
    if left:
        said = ngettext(
            "You used a recovery code. %(left)d is left.",
            "You used a recovery code. %(left)d are left.",
            left,
        )
        messages.info(request, said % {"left": left})
        return _onward(request)
    messages.info(
        request,
        _("That was your last recovery code. Make ten new ones now, or set up a new phone or key."),
    )
    return _to(request, "second_step_codes")


@never_cache
@require_safe
def second_step_list(request: HttpRequest) -> HttpResponse:
    """What one has set up; what to do when a phone is lost."""
    person, _by = _asked(request)
    if _is_locked(request, person) or not step.has_one(person):
        return _to(request, "second_step")
    steps = Authenticator.objects.filter(user=person, type__in=step.KINDS).order_by("created_at")
    context = {
        "steps": [(one, _named(one)) for one in steps],
        "left": len(_codes_of(person)),
        "needed": step.is_needed(person),
    }
    return render(request, "accounts/second_step_list.html", context)


def _named(one: Authenticator) -> str:
    return one.wrap().name if one.type == Authenticator.Type.WEBAUTHN else "An app that shows codes"


def _codes_of(person: Person) -> list[str]:
    kept = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return kept.wrap().get_unused_codes() if kept else []


@never_cache
@require_safe
def second_step_setup(request: HttpRequest) -> HttpResponse:
    """Choose between an app and a passkey."""
    person, _by = _asked(request)
    if _is_locked(request, person):
        return _to(request, "second_step")
    context = {"has_one": step.has_one(person), **_way_on(request)}
    return render(request, "accounts/second_step_setup.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def second_step_app(request: HttpRequest) -> HttpResponse:
    """An app on a phone: a picture to scan or letters to type, then its first code."""
    person, by = _asked(request)
    if _is_locked(request, person):
        return _to(request, "second_step")
    form = AppForm(request.POST if request.method == "POST" else None, user=person)
    if form.is_valid():
        added = add_app(person, by=by, secret=form.secret)
        clear_totp_secret(request)
        step.mark_passed(request, person, added.type, id=added.pk)
        return _to(request, "second_step_codes")
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(person, form.secret))
    context = {
        "form": form,
        "secret": " ".join(form.secret[at : at + 4] for at in range(0, len(form.secret), 4)),
        "picture": base64.b64encode(picture.encode()).decode(),
        **_way_on(request),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/second_step_app.html", context, status=status)


@never_cache
@require_http_methods(GET_OR_POST)
def second_step_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey, kept by a phone, a computer or a key that one carries."""
    person, by = _asked(request)
    if _is_locked(request, person):
        return _to(request, "second_step")
    form = PasskeyForm(request.POST if request.method == "POST" else None, user=person)
    if form.is_valid():
        given = form.cleaned_data
        added = add_passkey(person, by=by, name=given["name"], credential=given["credential"])
        step.mark_passed(request, person, added.type, id=added.pk)
        return _to(request, "second_step_codes")
    context = {
        "form": form,
        "options": _as_data(begin_registration(person, passwordless=False)),
        **_way_on(request),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/second_step_passkey.html", context, status=status)


@never_cache
@require_http_methods(GET_OR_POST)
def second_step_codes(request: HttpRequest) -> HttpResponse:
    """Recovery codes, to print or write down; or ten new ones."""
    person, by = _asked(request)
    if _is_locked(request, person) or not step.has_one(person):
        return _to(request, "second_step")
    if request.method == "POST":
        renew_codes(person, by=by)
        return _to(request, "second_step_codes")
    context = {"codes": _codes_of(person), **_way_on(request)}
    return render(request, "accounts/second_step_codes.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def second_step_remove(request: HttpRequest, authenticator: int) -> HttpResponse:
    """Take one away: a page that says what that means, then the act."""
    person, by = _asked(request)
    if _is_locked(request, person):
        return _to(request, "second_step")
    steps = Authenticator.objects.filter(user=person, type__in=step.KINDS)
    found = get_object_or_404(steps, pk=authenticator)
    if request.method == "POST":
        remove_step(found, by=by)
        return redirect("second_step_list" if step.has_one(person) else "my_page")
    last = steps.count() == 1
    context = {"name": _named(found), "last": last, "needed": last and step.is_needed(person)}
    return render(request, "accounts/second_step_remove.html", context)
