"""What is counted and listed for other pages."""

from __future__ import annotations

# --- Sessions and bookings ---------------------------------------------------------------------


# --- What people say and hear back -------------------------------------------------------------
