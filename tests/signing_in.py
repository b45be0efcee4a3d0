"""Signed in without the pages, as somebody who has passed the second step, or has not."""

from __future__ import annotations

import time

from django.conf import settings
from django.test import Client

from accounts.models import Person


def sign_in_client(client: Client, person: Person, *, second_step: bool = True) -> None:
    """Give a test's browser the session of a person; how to get there is tested of its own."""
    client.force_login(person)
    if second_step:
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "mfa", "type": "totp", "at": time.time()}
        ]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
        # Where the cookie is the session itself, it is another one now.
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
