"""Why something about a strength was refused, and how to put it right."""

from __future__ import annotations

from accounts.errors import Refused


class LookedAtAlready(Refused):
    message = "Somebody has looked at this already. Its page says what was decided."


class DeclinedWithoutReason(Refused):
    message = "Say why it is not published. Whoever named it reads your words."
    field = "because"


class NotInEngland(Refused):
    message = "This point is not in England. Enter latitude and longitude, such as 51.79, -0.20."
    field = "point"


class NotPublished(Refused):
    message = "This strength is not published, so no challenge builds on it yet."
    field = "strength"
