"""Every kind of message of this app: about bookings, and about what became of what people said."""

from coproduction.notices import (
    after,
    bookings,
    concerns,
    offers,
    outcomes,
    replies,
    support,
    team,
    unreachable,
    voices,
)

KINDS = (
    *bookings.KINDS,
    *offers.KINDS,
    *support.KINDS,
    *after.KINDS,
    *team.KINDS,
    *unreachable.KINDS,
    *voices.KINDS,
    *outcomes.KINDS,
    *replies.KINDS,
    *concerns.KINDS,
)
