"""How messages leave: the settings of gateways, whole or refused. `docs/deploy.md` lists them."""

from __future__ import annotations

import os
import re

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()

# What each provider needs, without its name; their own names for keys (django-anymail 15).
PROVIDERS: dict[str, tuple[str, ...]] = {
    "brevo": ("API_KEY",),
    "mailersend": ("API_TOKEN",),
    "mailgun": ("API_KEY",),
    "mailjet": ("API_KEY", "SECRET_KEY"),
    "mailtrap": ("API_TOKEN",),
    "mandrill": ("API_KEY",),
    "postal": ("API_KEY", "API_URL"),
    "postmark": ("SERVER_TOKEN",),
    "resend": ("API_KEY",),
    "scaleway": ("SECRET_KEY", "PROJECT_ID"),
    "sparkpost": ("API_KEY",),
    "unisender_go": ("API_KEY", "API_URL"),
}
SECONDS = 10  # no gateway holds up delivery for longer

EMAIL_PROVIDER: str = env.str("EMAIL_PROVIDER", "").lower()
_given: dict[str, str] = {
    name.removeprefix("ANYMAIL_"): value
    for name, value in os.environ.items()
    if name.startswith("ANYMAIL_") and value
}
# The key of a notice goes along as metadata, which not every provider takes.
ANYMAIL: dict[str, object] = {
    "REQUESTS_TIMEOUT": SECONDS,
    "IGNORE_UNSUPPORTED_FEATURES": True,
    **_given,
}

NOTIFY_API_KEY: str = env.str("NOTIFY_API_KEY", "")
NOTIFY_URL: str = env.str("NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_TEMPLATES: dict[str, str] = {
    "email": env.str("NOTIFY_EMAIL_TEMPLATE", ""),
    "phone": env.str("NOTIFY_TEXT_TEMPLATE", ""),
    "post": env.str("NOTIFY_LETTER_TEMPLATE", ""),
}
NOTIFY_CALLBACK_TOKEN: str = env.str("NOTIFY_CALLBACK_TOKEN", "")

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_HERE = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?/?")


def refuse_half_a_mail_provider() -> None:
    """Raise unless the mail provider is set whole, or not at all."""
    if not EMAIL_PROVIDER:
        if _given:
            names = ", ".join(f"ANYMAIL_{name}" for name in sorted(_given))
            raise ImproperlyConfigured(f"{names} is set without EMAIL_PROVIDER.")
        return
    if EMAIL_PROVIDER not in PROVIDERS:
        known = ", ".join(PROVIDERS)
        raise ImproperlyConfigured(f"EMAIL_PROVIDER must be one of {known}.")
    wanted = [f"{EMAIL_PROVIDER.upper()}_{name}" for name in PROVIDERS[EMAIL_PROVIDER]]
    missing = [f"ANYMAIL_{name}" for name in wanted if name not in _given]
    if missing:
        raise ImproperlyConfigured(f"EMAIL_PROVIDER={EMAIL_PROVIDER} needs {', '.join(missing)}.")
    if NOTIFY_TEMPLATES["email"]:
        raise ImproperlyConfigured(
            "Email goes one way: set EMAIL_PROVIDER or NOTIFY_EMAIL_TEMPLATE, not both."
        )
    secret = _given.get("WEBHOOK_SECRET", "")
    if secret and not re.fullmatch(r"[^:]+:.{16,}", secret):
        raise ImproperlyConfigured(
            "ANYMAIL_WEBHOOK_SECRET must be name:password, the password of 16 characters or more."
        )


def refuse_half_of_notify() -> None:
    """Raise unless GOV.UK Notify is set whole, or not at all."""
    templates = [template for template in NOTIFY_TEMPLATES.values() if template]
    if not NOTIFY_API_KEY:
        if templates or NOTIFY_CALLBACK_TOKEN:
            raise ImproperlyConfigured(
                "NOTIFY_API_KEY is missing: templates or a callback token are set without it."
            )
        return
    if not re.search(rf"-{_ID}-{_ID}$", NOTIFY_API_KEY):
        raise ImproperlyConfigured("NOTIFY_API_KEY is no key of GOV.UK Notify: copy all of it.")
    if not templates:
        raise ImproperlyConfigured(
            "NOTIFY_API_KEY is set without a template: set NOTIFY_EMAIL_TEMPLATE,"
            " NOTIFY_TEXT_TEMPLATE or NOTIFY_LETTER_TEMPLATE."
        )
    if not all(re.fullmatch(_ID, template) for template in templates):
        raise ImproperlyConfigured("A template of GOV.UK Notify is named by its id, a UUID.")
    if not NOTIFY_URL.startswith("https://") and not _HERE.fullmatch(NOTIFY_URL):
        raise ImproperlyConfigured("NOTIFY_URL must begin with https://.")
    if NOTIFY_CALLBACK_TOKEN and len(NOTIFY_CALLBACK_TOKEN) < 24:
        raise ImproperlyConfigured("NOTIFY_CALLBACK_TOKEN must have 24 random characters or more.")


refuse_half_a_mail_provider()
refuse_half_of_notify()
