"""How allauth's sign-in fits our people."""

from __future__ import annotations

import smtplib
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.actions.proving import prove
from accounts.actor import Actor
from accounts.models import Person
from accounts.second_step import has_passed, is_needed

log = structlog.get_logger(__name__)


class PersonAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A code proves an address; the words are ours; a mail server that is away breaks no page."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("That is not the code we sent. Check the latest message from us."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then ask for a new code."),
        "rate_limited": _("Too many tries. Wait five minutes, then ask for a new code."),
    }

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in. Whoever was invited has now proved the address, and it becomes theirs."""
        if user.email is None:
            proved = EmailAddress.objects.filter(user=user, verified=True).first()
            if proved is not None:
                prove(user, by=Actor(person_id=user.pk, name=user.name), email=proved.email)
        super().login(request, user)

    def get_login_stages(self) -> list[str]:
        """All but allauth's second step: ours comes after signing in, and asks for it kindly."""
        return [stage for stage in super().get_login_stages() if ".mfa." not in stage]

    def post_login(self, request: HttpRequest, user: Person, **about: Any) -> HttpResponse:
        """Lead whoever needs a second step to it, and from there to where they wanted to go."""
        response: HttpResponse = super().post_login(request, user, **about)
        if not is_needed(user) or has_passed(request, user):
            return response
        onward = urlencode({"next": response.headers.get("Location", "")})
        return HttpResponseRedirect(f"{reverse('second_step')}?{onward}")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a code. The page answers alike for every address, known or not."""
        try:
            super().send_mail(template_prefix, email, context)
        except (smtplib.SMTPException, OSError) as away:
            log.warning("code_not_sent", error=type(away).__name__)
            messages.error(
                self.request,
                _("We could not send an email just now. Please ask for a new code in a minute."),
            )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what went wrong: each page says by itself what went well."""
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)
