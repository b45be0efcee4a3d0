"""Who is owed a reminder about sessions, and about what became of words."""

from __future__ import annotations

# --- Sessions and bookings ---------------------------------------------------------------------


# --- What people say and hear back -------------------------------------------------------------
