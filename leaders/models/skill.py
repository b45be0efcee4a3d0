"""The four capabilities of leadership across boundaries, and what is written down of them."""

from __future__ import annotations

from django.db import models


class Skill(models.TextChoices):
    """What leaders of a place practise. A programme may put them in words of its own."""

    RELATIONSHIPS = "relationships", "Building relationships and trust"
    NEGOTIATION = "negotiation", "Negotiating and sharing power"
    COLLABORATION = "collaboration", "Collaborating and facilitating"
    ENGAGEMENT = "engagement", "Engaging citizens"
