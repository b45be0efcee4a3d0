"""What other pages show of sessions, bookings and words: panels for providers in settings."""

from __future__ import annotations

# --- Sessions and bookings ---------------------------------------------------------------------


# --- What people say and hear back -------------------------------------------------------------
