"""Every kind of message of this app: about bookings, and about what became of what people said."""

from coproduction.notices import bookings, voices

KINDS = (*bookings.KINDS, *voices.KINDS)
