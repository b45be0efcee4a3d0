"""A sign-up that waits for its code, kept in the session alone: no row before it is proved."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

KEY = "sign_up"
TRIES = 3


@dataclass(slots=True)
class PendingSignUp:
    """Who says that an address is theirs, and the code that would prove it."""

    name: str
    email: str
    code: str
    at: float
    tries: int = 0

    def keep(self, request: HttpRequest) -> None:
        """Remember it for this browser."""
        request.session[KEY] = asdict(self)

    def failed(self, request: HttpRequest) -> bool:
        """Count a wrong code; False when that was the last try, and all is forgotten."""
        self.tries += 1
        if self.tries < TRIES:
            self.keep(request)
            return True
        forget(request)
        return False


def begin(request: HttpRequest, *, name: str, email: str) -> None:
    """Send a code to the address, whoever it belongs to, and wait for it."""
    adapter = get_adapter(request)
    pending = PendingSignUp(name, email, adapter.generate_login_code(), time.time())
    adapter.send_mail("account/email/sign_up_code", email, {"code": pending.code})
    pending.keep(request)


def pending_sign_up(request: HttpRequest) -> PendingSignUp | None:
    """What this browser waits for, unless the code is too old."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    pending = PendingSignUp(**kept)
    fresh = time.time() - pending.at <= settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    return pending if fresh else None


def forget(request: HttpRequest) -> None:
    """Wait no longer."""
    request.session.pop(KEY, None)
