"""The second step at signing in: an app on a phone or a passkey, after the code sent by email.

What needs it says so by `settings.NEEDS_SECOND_STEP`, functions `(person) -> bool`. Whoever has not
passed it in this session acts in no hat that needs it, and goes on with everything else.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_passed(request: HttpRequest, person: Person) -> bool:
    """Whether this person has shown a second step in this session."""
    records = get_authentication_records(request, person)
    return any(record.get("method") == "mfa" for record in records)


def mark_passed(request: HttpRequest, person: Person, how: str, **more: Any) -> None:
    """Remember in this session that a second step was shown."""
    record_authentication(request, person, method="mfa", type=how, **more)


def has_one(person: Person) -> bool:
    """Whether they have set up an app or a passkey."""
    return bool(Authenticator.objects.filter(user=person, type__in=KINDS).exists())


def is_needed(person: Person) -> bool:
    """Whether anything that they may do asks for it."""
    return any(import_string(path)(person) for path in settings.NEEDS_SECOND_STEP)


def operates(person: Person) -> bool:
    """Whoever runs the site."""
    return person.is_staff


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are kept encrypted; the words are ours."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "That did not work. Wait for the next code, and check the clock of your phone. "
            "A recovery code works once."
        ),
    }

    @cached_property
    def _keys(self) -> MultiFernet:
        return MultiFernet([Fernet(key) for key in settings.ENCRYPTION_KEYS])

    def encrypt(self, text: str) -> str:
        return self._keys.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._keys.decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.email or user.name)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("My passkey")
