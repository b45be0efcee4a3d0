from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class PersonAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How allauth's sign-in fits our people."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("Enter the code from the newest message; older ones no longer work"),
        "too_many_login_attempts": _("Wait a few minutes before you ask for another code"),
        "rate_limited": _("Wait a few minutes before you ask for another code"),
    }
