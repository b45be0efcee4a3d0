"""Somebody is invited, by email or by a code on paper, and says yes; the chair changes hands."""

from __future__ import annotations
