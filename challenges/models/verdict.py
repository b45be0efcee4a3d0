from __future__ import annotations

from django.db import models


class Verdict(models.TextChoices):
    """How things are for the people of a challenge; nobody calls a wicked problem solved."""

    MUCH_BETTER = "much_better", "Much better"
    BETTER = "better", "Better"
    SAME = "same", "About the same"
    WORSE = "worse", "Worse"
