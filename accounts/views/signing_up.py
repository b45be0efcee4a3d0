"""Signing up: name and email, then the code that was sent there. Nothing tells who is known."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import pending
from accounts.actions import proving
from accounts.actor import Actor
from accounts.forms import SignUpCodeForm, SignUpForm


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Ask for a name and an address, and send a code there."""
    if request.user.is_authenticated:
        return redirect("my_page")
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if _too_many(request, form.cleaned_data["email"]):
            form.add_error("email", _("Too many tries. Wait five minutes, then ask again."))
        else:
            pending.begin(request, **form.cleaned_data)
            return redirect(passthrough_next_redirect_url(request, reverse("sign_up_code"), "next"))
    context = {"form": form, "redirect_field": _way_on(request)}
    return render(request, "account/signup.html", context, status=422 if form.errors else 200)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; the right one proves the address and signs in."""
    waiting = pending.pending_sign_up(request)
    if request.user.is_authenticated or waiting is None:
        return redirect("my_page" if request.user.is_authenticated else "account_signup")
    data = request.POST if request.method == "POST" else None
    form = SignUpCodeForm(data, expected=waiting.code)
    if form.is_valid():
        return _signed_in(request, waiting)
    if form.errors and not waiting.failed(request):
        messages.error(request, _("Too many tries. Please ask for a new code."))
        return redirect("account_signup")
    context = {
        "verify_form": form,
        "email": waiting.email,
        "cancel_url": reverse("account_signup"),
        "redirect_field": _way_on(request),
    }
    return render(request, "account/sign_up_code.html", context, status=422 if form.errors else 200)


def _way_on(request: HttpRequest) -> SafeString:
    """Where to go afterwards, as a field of the form."""
    address = get_next_redirect_url(request)
    return (
        format_html('<input type="hidden" name="next" value="{}">', address)
        if address
        else SafeString()
    )


def _too_many(request: HttpRequest, email: str) -> bool:
    """Whether one machine or one mailbox asks too often: as for signing in."""
    return not (
        ratelimit.consume(request, action="signup")
        and ratelimit.consume(request, action="request_login_code", key=email)
    )


def _signed_in(request: HttpRequest, waiting: pending.PendingSignUp) -> HttpResponse:
    pending.forget(request)
    person = proving.sign_up(by=Actor.guest(), email=waiting.email, name=waiting.name)
    record_authentication(request, person, method="code", email=waiting.email)
    login = Login(user=person, email=waiting.email, redirect_url=get_next_redirect_url(request))
    response: HttpResponse = perform_login(request, login)
    return response
