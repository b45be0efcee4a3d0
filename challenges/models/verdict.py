from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """How things are for the people of a challenge; nobody calls a wicked problem solved."""

    MUCH_BETTER = "much_better", _("Much better")
    BETTER = "better", _("Better")
    SAME = "same", _("About the same")
    WORSE = "worse", _("Worse")
