"""What can go wrong, in words for the person whom it stopped."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.errors import Refused

# --- Sessions and bookings ---------------------------------------------------------------------


class SessionFull(Refused):
    """Not as many places are free in this mode as the party needs."""

    message = _("The places that you asked for have just gone. You can join the waiting list.")  # type: ignore[assignment]
    field = "mode"


# --- What people say and hear back -------------------------------------------------------------
