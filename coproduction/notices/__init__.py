"""Every kind of message of this app: about bookings, and about what became of what people said."""

from coproduction.notices import bookings, concerns, offers, outcomes, team, voices

KINDS = (
    *bookings.KINDS,
    *offers.KINDS,
    *team.KINDS,
    *voices.KINDS,
    *outcomes.KINDS,
    *concerns.KINDS,
)
