"""Where gateways tell what became of a message: a secret of their own, no session, no form.

django-anymail reads each provider's words and checks its secret; its events are taken from it
here, so that nobody need listen to its signal.
"""

from __future__ import annotations

import json
import re
from typing import Any

from anymail import urls as anymail_urls
from anymail.exceptions import AnymailWebhookValidationFailure
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from reminders.actions.receiving import receive
from reminders.receipts import Receipt, of_notify, of_provider


@csrf_exempt  # Notify has no cookie: its bearer token is the right
@login_not_required
@require_POST
def receipt_of_notify(request: HttpRequest) -> HttpResponse:
    """One receipt of GOV.UK Notify."""
    if not settings.NOTIFY_CALLBACK_TOKEN:
        raise Http404
    given = re.sub(r"^Bearer ", "", request.headers.get("Authorization", ""))
    if not constant_time_compare(given, settings.NOTIFY_CALLBACK_TOKEN):
        return _unknown_caller()
    try:
        said = json.loads(request.body)
        receipt = of_notify(said)
    except (ValueError, AttributeError):
        return HttpResponse(status=400)
    return _taken([receipt])


@csrf_exempt  # a provider of mail has no cookie: its secret, or its signature, is the right
@login_not_required
@require_http_methods(["HEAD", "POST"])  # some ask by HEAD whether the address is right
def receipt_of_provider(request: HttpRequest) -> HttpResponse:
    """Receipts of the provider of mail."""
    if not (settings.EMAIL_PROVIDER and settings.ANYMAIL.get("WEBHOOK_SECRET")):
        raise Http404
    if request.method == "HEAD":
        return HttpResponse()
    tracking = _tracking_of(settings.EMAIL_PROVIDER)
    try:
        tracking.run_validators(request)
        events = tracking.parse_events(request)
    except AnymailWebhookValidationFailure:
        return _unknown_caller()
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    return _taken([of_provider(event) for event in events])


def _tracking_of(provider: str) -> Any:
    """django-anymail's own reader of that provider's events. Raises `Http404` if it has none."""
    for one in anymail_urls.urlpatterns:
        if one.name == f"{provider}_tracking_webhook":
            return one.callback.view_class()
    raise Http404


def _unknown_caller() -> HttpResponse:
    return HttpResponse(status=401, headers={"WWW-Authenticate": 'Bearer realm="receipts"'})


def _taken(receipts: list[Receipt | None]) -> HttpResponse:
    """503 asks the gateway to say it again: one of them is just being sent."""
    taken = [receive(one, now=timezone.now()) for one in receipts if one is not None]
    return HttpResponse(status=204 if all(taken) else 503)
